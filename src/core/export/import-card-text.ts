import type { CardStructure, ImportCard } from './import-card.js'

const LABEL_WIDTH = 24

const line = (label: string, value: string): string => `${label.padEnd(LABEL_WIDTH)}${value}`

/** A control character or a line break of a name cannot make a line of its own. */
const plain = (text: string): string => text.replace(/\p{Cc}/gu, ' ')

const slicesOf = ({ slices }: CardStructure): readonly string[] => [
  '  slice (mm)   loops   area (cm2)',
  ...slices.map(
    ({ positionMm, loops, areaMm2 }) =>
      `  ${positionMm.toFixed(2).padStart(10)}   ${String(loops).padStart(5)}   ${(areaMm2 / 100).toFixed(3).padStart(10)}`,
  ),
]

const centroidWords = ({ centroidLps: [x, y, z] }: CardStructure): string =>
  `x ${x.toFixed(2)}, y ${y.toFixed(2)}, z ${z.toFixed(2)} mm`

const structureLines = (s: CardStructure): readonly string[] => [
  '',
  `${plain(s.name)} (${s.type}, ROI number ${s.number})`,
  line('  Volume by contours', `${s.contourCm3.toFixed(2)} cm3 (area x slice spacing, as a planning system counts)`),
  line('  Volume as a solid', `${s.solidCm3.toFixed(2)} cm3`),
  line('  Centroid', centroidWords(s)),
  line('  Superior contour', `z ${s.superiorMm.toFixed(2)} mm`),
  line('  Inferior contour', `z ${s.inferiorMm.toFixed(2)} mm`),
  line('  Contours', `${s.contours} on ${s.slices.length} slices, ${s.loopsMin} to ${s.loopsMax} a slice`),
  ...slicesOf(s),
]

/** The import card as plain text: lengths in mm, patient coordinates LPS (x to the left, y to the back, z to the head). */
export const importCardText = (card: ImportCard): string =>
  [
    'IMPORT CARD: compare these figures with what the planning system shows after the import.',
    'Proposal, not approved.',
    '',
    line('Patient', `${plain(card.patientName)} (${plain(card.patientId)})`),
    line('Structure set', `${plain(card.label)}, approval status ${card.approval}`),
    line('SOP Instance UID', card.sopInstanceUid),
    line('Frame of Reference UID', card.frameUid),
    'Coordinates: DICOM patient (LPS), mm: x to the left, y to the back, z to the head.',
    ...card.structures.flatMap(structureLines),
    '',
  ].join('\n')
