import { decide, type Finding } from '../problem/index.js'
import { type OtherWay, otherWays } from './frames.js'
import type { CastRoi } from './setting.js'
import type { ProposalInputs } from './types.js'

/** Registrations that carry the corners of an ROI's box to places nearer than this (mm) say the same. */
const SAME_PLACE_MM = 0.1

/** Registrations that carry an ROI elsewhere than the one used does: which is right is not ours to say. */
export const registrationFindings = (inputs: ProposalInputs, cast: readonly CastRoi[]): Finding[] => {
  const worst = new Map<string, OtherWay & { readonly roi: string }>()
  for (const { roi, toImage } of cast) {
    if (toImage === undefined) continue
    for (const way of otherWays(roi, inputs.image.frame, inputs.registrations)) {
      if (way.apartMm <= SAME_PLACE_MM) continue
      const key = `${filesOf(way.used)} | ${filesOf(otherFiles(way))}`
      if (tellsMore(way, worst.get(key))) worst.set(key, { ...way, roi: roi.name })
    }
  }
  return [...worst.values()].map(({ used, other, apartMm, roi }) =>
    decide(
      'registration/disagree',
      `${filesOf(used)} and ${filesOf(other)} carry ${roi} to the planning image up to ${apartMm.toFixed(1)} mm apart; ${filesOf(used)} is used.`,
      'Give only the registration that is right, or check the carried contours on the planning image and accept.',
      { file: filesOf(other), attribute: 'FrameOfReferenceTransformationMatrix (3006,00C6)', roi },
    ),
  )
}

/** What only the other way brings in: ways over more frames with the same files say the same once more. */
const otherFiles = ({ used, other }: OtherWay): OtherWay['other'] => {
  const files = new Set(used.map((r) => r.file))
  const brought = other.filter((r) => !files.has(r.file))
  return brought.length > 0 ? brought : other
}

/** The shorter of two ways; of ways of one length that which leads further off. */
const tellsMore = (way: OtherWay, than: OtherWay | undefined): boolean =>
  than === undefined ||
  way.other.length < than.other.length ||
  (way.other.length === than.other.length && way.apartMm > than.apartMm)

const filesOf = (registrations: OtherWay['used']): string =>
  [...new Set(registrations.map((r) => r.file))].join(' with ')
