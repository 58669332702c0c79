import type { StoreApi } from 'zustand/vanilla'
import type { CaseServices } from '../services.js'
import type { Shelf } from './shelf.js'
import type { SessionState } from './state.js'

/** What every part of a session works with. */
export type SessionParts<File> = {
  readonly store: StoreApi<SessionState>
  readonly shelf: Shelf
  readonly services: CaseServices<File>
}
