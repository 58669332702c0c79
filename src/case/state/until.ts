import type { StoreApi } from 'zustand/vanilla'
import type { SessionState } from './state.js'

/** Until the state is so; at once where it is. */
export const until = (store: StoreApi<SessionState>, holds: (state: SessionState) => boolean): Promise<void> =>
  new Promise((resolve) => {
    if (holds(store.getState())) {
      resolve()
      return
    }
    const stop = store.subscribe((state) => {
      if (!holds(state)) return
      stop()
      resolve()
    })
  })
