import type { StoreApi } from 'zustand/vanilla'
import type { CaseServices } from './services.js'
import type { SessionState } from './state.js'

/** A drag that has not moved this long is at rest, although it is still held, in ms. */
const REST_MS = 700

/** Until a drag is over or at rest: its figures would only hold up the contours of its next place. */
export const dragRests = async (store: StoreApi<SessionState>, pause: CaseServices<never>['pause']): Promise<void> => {
  const dragged = () => (store.getState().open?.history.drag ?? null) !== null
  if (!dragged()) return
  const over = new Promise<void>((resolve) => {
    const stop = store.subscribe(() => {
      if (dragged()) return
      stop()
      resolve()
    })
  })
  await Promise.race([over, pause(REST_MS)])
}
