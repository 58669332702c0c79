import { boxOfGrid, type Cruncher, cropField, gridOfBox, OUTSIDE_MM, padBox } from '../field/index.js'
import type { Job } from '../job/index.js'
import type { PlaneLoop } from '../structure/index.js'
import type { Volume } from '../volume/index.js'
import { contoursOf } from './contours.js'
import type { Proposal } from './types.js'

/** Contours of the CTV grown by a margin on all sides (a PTV): nothing is subtracted, nothing blocks. */
export const expandProposal = async (
  image: Volume,
  proposal: Proposal,
  marginMm: number,
  cruncher: Cruncher,
  job: Job,
): Promise<readonly PlaneLoop[]> => {
  const { grid } = proposal.field
  const spacingMm = grid.spacingMm[0]
  const wide = gridOfBox(grid.frame, padBox(boxOfGrid(grid), Math.ceil(marginMm / spacingMm) + 3), spacingMm)
  const distance = await cruncher.redistance(cropField(proposal.field, wide, OUTSIDE_MM), marginMm + 2, job)
  const grown = { grid: wide, mm: distance.mm.map((d) => d - marginMm) }
  return contoursOf(grown, image, proposal.recipe.contours).loops
}
