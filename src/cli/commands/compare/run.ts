import type { Comparison } from '../../../core/compare/index.js'
import { PostopError } from '../../../core/problem/index.js'
import { parseNumber } from '../../../core/proposal/index.js'
import type { Words } from '../../args/spec.js'
import { compare as compareStructures, readPlanes, readStructureSet } from '../../library/index.js'
import { fixed, textTable } from '../../terminal/table.js'
import { oneLine } from '../../terminal/terminal.js'
import type { Run } from '../command.js'

const roiNames = (words: Words): { a: string; b: string } => {
  const a = words.one('--roi')
  if (a === undefined) {
    throw new PostopError('usage/missing', {
      message: '--roi is missing: the ROI to compare.',
      attribute: '--roi',
      remedy: 'Name it with --roi NAME; "postop-ctv inspect" lists the names.',
    })
  }
  return { a, b: words.one('--roi-b') ?? a }
}

/** Digits beyond these are below what the grid can tell. */
const round = (value: number): number => Number(value.toFixed(6))

const sideOf = (file: string, side: Comparison['a']) => ({
  file,
  name: side.name,
  solidCm3: round(side.solidCm3),
  contourCm3: round(side.contourCm3),
  surfaceCm2: round(side.surfaceCm2),
})

const figures = (fileA: string, fileB: string, c: Comparison) => ({
  command: 'compare',
  a: sideOf(fileA, c.a),
  b: sideOf(fileB, c.b),
  intersectionCm3: round(c.intersectionCm3),
  dsc: round(c.dsc),
  toleranceMm: c.toleranceMm,
  surfaceDsc: round(c.surfaceDsc),
  hd95Mm: round(c.hd95Mm),
  hdMm: round(c.hdMm),
  meanSurfaceDistanceMm: round(c.meanSurfaceDistanceMm),
  addedPathLengthMm: c.addedPathLengthMm === null ? null : round(c.addedPathLengthMm),
  contourLengthMm: round(c.contourLengthMm),
  centroidShiftLpsMm: c.centroidShiftMm.map(round),
  signedDistance: {
    minMm: round(c.signedDistance.minMm),
    p5Mm: round(c.signedDistance.p5Mm),
    medianMm: round(c.signedDistance.medianMm),
    meanMm: round(c.signedDistance.meanMm),
    p95Mm: round(c.signedDistance.p95Mm),
    maxMm: round(c.signedDistance.maxMm),
  },
  slices: c.slices.map((s) => ({
    planeLpsMm: s.planeLps.map(round),
    areaACm2: round(s.areaACm2),
    areaBCm2: round(s.areaBCm2),
    dsc: round(s.dsc),
  })),
  gridMm: c.gridMm,
  findings: c.findings,
})

const text = (f: ReturnType<typeof figures>): string =>
  [
    textTable(
      [
        ['', 'solid cm3', 'contour cm3', 'file'],
        [`A ${oneLine(f.a.name)}`, fixed(f.a.solidCm3, 3), fixed(f.a.contourCm3, 3), f.a.file],
        [`B ${oneLine(f.b.name)}`, fixed(f.b.solidCm3, 3), fixed(f.b.contourCm3, 3), f.b.file],
      ],
      [1, 2],
      0,
    ),
    '',
    `DSC                    ${fixed(f.dsc, 4)}`,
    `Surface DSC            ${fixed(f.surfaceDsc, 4)} at ${f.toleranceMm} mm`,
    `HD95                   ${fixed(f.hd95Mm, 2)} mm (largest ${fixed(f.hdMm, 2)} mm)`,
    `Mean surface distance  ${fixed(f.meanSurfaceDistanceMm, 2)} mm`,
    `Added path length      ${f.addedPathLengthMm === null ? 'none: their planes differ' : `${fixed(f.addedPathLengthMm, 1)} mm of ${fixed(f.contourLengthMm, 1)} mm`}`,
    `Centroid shift         ${f.centroidShiftLpsMm.map((x) => fixed(x, 2)).join(', ')} mm (L, P, S)`,
    `A's surface from B's   ${fixed(f.signedDistance.meanMm, 2)} mm in the mean, ${fixed(f.signedDistance.minMm, 2)} to ${fixed(f.signedDistance.maxMm, 2)} mm (negative inside B)`,
    '',
    textTable(
      [
        ['plane (L, P, S mm)', 'A cm2', 'B cm2', 'DSC'],
        ...f.slices.map((s) => [
          s.planeLpsMm.map((x) => fixed(x, 1)).join(', '),
          fixed(s.areaACm2, 2),
          fixed(s.areaBCm2, 2),
          fixed(s.dsc, 3),
        ]),
      ],
      [1, 2, 3],
      0,
    ),
    ...f.findings.map((x) => `${x.kind}: ${oneLine(x.message)} [${x.code}]`),
  ].join('\n')

/** `postop-ctv compare`. @throws roi/unknown, frame/mismatch and reasons of unreadable files */
export const compare: Run = async (words, { job }) => {
  const names = roiNames(words)
  const [fileA, fileB] = [words.one('A.dcm') ?? '', words.one('B.dcm') ?? '']
  const tolerance = words.one('--tolerance')
  const a = await readStructureSet(fileA)
  const b = await readStructureSet(fileB)
  const image = words.many('--image')
  const comparison = await compareStructures(
    { structureSet: a.set, roi: names.a },
    { structureSet: b.set, roi: names.b },
    {
      job,
      ...(image.length === 0 ? {} : { planes: await readPlanes(image, a.set, job) }),
      ...(tolerance === undefined ? {} : { toleranceMm: parseNumber(tolerance) }),
    },
  )
  const json = figures(fileA, fileB, comparison)
  return { json, text: text(json) }
}
