import { type Comparison, compareRois } from '../../core/compare/index.js'
import type { Cruncher } from '../../core/field/index.js'
import type { Job } from '../../core/job/index.js'
import { type ProposalInputs, transformBetween } from '../../core/proposal/index.js'
import type { CompareInput } from './calls.js'

/**
 * How a structure on the planning image differs from a reference; one in another frame comes through the registration in use.
 * @throws frame/no-registration and what {@link compareRois} throws
 */
export const compareOnImage = async (
  { image, registrations }: ProposalInputs,
  { a, b, toleranceMm }: CompareInput,
  cruncher: Cruncher,
  job: Job,
): Promise<Comparison> => {
  const toFrame = transformBetween(b, image.frame, registrations)
  const { planes } = image
  return compareRois(
    { roi: a, planes },
    toFrame === undefined ? { roi: b, planes } : { roi: b, planes: [], toFrame },
    { toleranceMm },
    cruncher,
    job,
  )
}
