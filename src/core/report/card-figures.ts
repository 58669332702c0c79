import type { ImportCard } from '../export/index.js'

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals))

/** The import card with its figures rounded as a report prints them. */
export const cardFigures = ({ structures, ...file }: ImportCard) => ({
  ...file,
  structures: structures.map((s) => ({
    number: s.number,
    name: s.name,
    type: s.type,
    solidCm3: round(s.solidCm3, 4),
    contourCm3: round(s.contourCm3, 4),
    centroidLps: s.centroidLps.map((x) => round(x, 3)),
    superiorMm: round(s.superiorMm, 3),
    inferiorMm: round(s.inferiorMm, 3),
    contours: s.contours,
    loopsMin: s.loopsMin,
    loopsMax: s.loopsMax,
    slices: s.slices.map((one) => ({
      positionMm: round(one.positionMm, 3),
      loops: one.loops,
      areaMm2: round(one.areaMm2, 2),
    })),
  })),
})
