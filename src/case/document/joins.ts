import type { FrameUid, Uid } from '../../core/frame/index.js'
import type { Registration } from '../../core/proposal/index.js'
import type { CaseDocument } from './document.js'

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Two frames of reference and the registration objects that join them, by UID. */
export type Join = { readonly frames: readonly [FrameUid, FrameUid]; readonly uids: readonly Uid[] }

/** UIDs of registration objects, ascending, once each. */
export const registrationUids = (registrations: readonly Registration[]): readonly Uid[] =>
  [...new Set(registrations.map((r) => r.rigid.sourceUid))].sort(byText)

/** Every pair of frames that is joined, with all that join it. */
export const joinsOf = (registrations: readonly Registration[]): readonly Join[] => {
  const found = new Map<string, { frames: [FrameUid, FrameUid]; uids: Set<Uid> }>()
  for (const { rigid } of registrations) {
    const frames: [FrameUid, FrameUid] = rigid.from < rigid.to ? [rigid.from, rigid.to] : [rigid.to, rigid.from]
    const join = found.get(frames.join()) ?? { frames, uids: new Set() }
    join.uids.add(rigid.sourceUid)
    found.set(frames.join(), join)
  }
  return [...found.values()].map(({ frames, uids }) => ({ frames, uids: [...uids].sort(byText) }))
}

/** The registrations that a document uses. */
export const usedRegistrations = (
  all: readonly Registration[],
  document: Pick<CaseDocument, 'registrations'>,
): readonly Registration[] => all.filter((r) => document.registrations.includes(r.rigid.sourceUid))

/** Which of those that join two frames counts: of several in use the first by UID, as for the proposal. */
export const joinedBy = (join: Join, document: Pick<CaseDocument, 'registrations'>): Uid | null =>
  join.uids.find((uid) => document.registrations.includes(uid)) ?? null
