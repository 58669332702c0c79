import type { StoreApi } from 'zustand/vanilla'
import type { OpenCase, SessionState } from './state.js'

/** Changes the open case; without one nothing happens. */
export const patchOpen = (store: StoreApi<SessionState>, change: (open: OpenCase) => Partial<OpenCase>): void =>
  store.setState((state) => (state.open === null ? state : { open: { ...state.open, ...change(state.open) } }))
