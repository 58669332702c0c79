import type { FrameUid } from '../../frame/index.js'
import type { Registration } from '../types.js'

/** Frames of reference that registrations join to this one, each used either way and over as many steps as it takes. */
export const joinedFrames = (frame: FrameUid, registrations: readonly Registration[]): ReadonlySet<FrameUid> => {
  const reached = new Set([frame])
  let before = 0
  while (before < reached.size) {
    before = reached.size
    for (const { rigid } of registrations) {
      if (reached.has(rigid.from)) reached.add(rigid.to)
      if (reached.has(rigid.to)) reached.add(rigid.from)
    }
  }
  return reached
}
