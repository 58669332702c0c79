import { boxOfGrid, type Cruncher, cropField, gridOfBox, OUTSIDE_MM, padBox, solidVolumeMm3 } from '../field/index.js'
import type { Job } from '../job/index.js'
import type { Finding } from '../problem/index.js'
import type { PlaneLoop } from '../structure/index.js'
import type { Volume } from '../volume/index.js'
import { contoursOf } from './contours.js'
import type { Proposal } from './types.js'

/** The CTV grown by a margin on all sides: a PTV. */
export type ExpandedProposal = {
  readonly marginMm: number
  readonly contours: readonly PlaneLoop[]
  readonly solidCm3: number
  /** Even-odd area x plane spacing of the contours. */
  readonly contourCm3: number
  readonly findings: readonly Finding[]
}

const MM3_PER_CM3 = 1000

/** The CTV grown by a margin on all sides (a PTV): nothing is subtracted, nothing blocks. */
export const expandProposal = async (
  image: Volume,
  { field, recipe }: Pick<Proposal, 'field' | 'recipe'>,
  marginMm: number,
  cruncher: Cruncher,
  job: Job,
): Promise<ExpandedProposal> => {
  const { grid } = field
  const spacingMm = grid.spacingMm[0]
  const wide = gridOfBox(grid.frame, padBox(boxOfGrid(grid), Math.ceil(marginMm / spacingMm) + 3), spacingMm)
  const distance = await cruncher.redistance(cropField(field, wide, OUTSIDE_MM), marginMm + 2, job)
  const grown = { grid: wide, mm: distance.mm.map((d) => d - marginMm) }
  const { loops, volumeCm3, findings } = contoursOf(grown, image, recipe.contours)
  return {
    marginMm,
    contours: loops,
    solidCm3: solidVolumeMm3(grown) / MM3_PER_CM3,
    contourCm3: volumeCm3,
    findings: findings.map((finding) => ({ ...finding, message: `PTV: ${finding.message}` })),
  }
}
