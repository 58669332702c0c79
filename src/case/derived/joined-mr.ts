import { joinedFrames } from '../../core/proposal/index.js'
import { usedRegistrations } from '../document/joins.js'
import type { OpenCase } from '../state/state.js'

/** MR series that lie in the planning CT's frame, or that the registrations in use join to it; by date. */
export const joinedMr = ({
  contents,
  history,
  image,
}: OpenCase): readonly { readonly key: string; readonly date: string; readonly by: 'same frame' | 'REG' }[] => {
  const { frame } = image.series
  if (frame === null) return []
  const joined = joinedFrames(frame, usedRegistrations(contents.registrations, history.present))
  return contents.series
    .flatMap((s) =>
      s.modality === 'MR' && s.frame !== null && joined.has(s.frame)
        ? [{ key: s.seriesUid, date: s.date, by: s.frame === frame ? ('same frame' as const) : ('REG' as const) }]
        : [],
    )
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}
