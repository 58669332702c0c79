import type { SessionParts } from '../state/session-parts.js'
import type { SessionState } from '../state/state.js'
import { until } from '../state/until.js'

/** A drag that has not moved this long is at rest, although it is still held, in ms. */
const REST_MS = 700

const dragged = ({ open }: SessionState): boolean => (open?.history.drag ?? null) !== null

/** Until a drag is over or at rest: its figures would only hold up the contours of its next place. */
export const dragRests = async <File>({ store, services }: SessionParts<File>): Promise<void> => {
  if (!dragged(store.getState())) return
  await Promise.race([until(store, (state) => !dragged(state)), services.pause(REST_MS)])
}
