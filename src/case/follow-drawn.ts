import type { StoreApi } from 'zustand/vanilla'
import { PostopError } from '../core/problem/index.js'
import { drawnId } from './roi-key.js'
import type { CaseServices } from './services.js'
import type { Shelf } from './shelf.js'
import type { SessionState } from './state.js'

/** Keeps a solid on the shelf for every drawn area of concern, so that the views can cut it anywhere. */
export const followDrawn = <File>(
  store: StoreApi<SessionState>,
  shelf: Shelf,
  services: Pick<CaseServices<File>, 'drawnSolid'>,
): void => {
  const asked = new Set<string>()
  store.subscribe(({ open }) => {
    const { inputs } = shelf
    for (const region of open?.history.present.drawn ?? []) {
      const id = drawnId(region)
      if (asked.has(id) || shelf.fields.has(id)) continue
      asked.add(id)
      services
        .drawnSolid(region)
        .then(({ field, contourCm3, solidCm3 }) => {
          if (shelf.inputs !== inputs) return
          shelf.fields.set(id, field)
          store.setState((state) =>
            state.open === null
              ? {}
              : { open: { ...state.open, solids: { ...state.open.solids, [id]: { contourCm3, solidCm3 } } } },
          )
        })
        .then(() => asked.delete(id))
        .catch((error: unknown) => {
          // The worker was ended for another call. Else its outlines are drawn all the same, and the proposal says why.
          if (error instanceof PostopError && error.code === 'run/cancelled') asked.delete(id)
        })
    }
  })
}
