import { drawnId } from '../document/roi-key.js'
import { isCancelled } from '../services.js'
import { patchOpen } from '../state/patch.js'
import type { SessionParts } from '../state/session-parts.js'

/** Keeps a solid on the shelf for every drawn area of concern, so that the views can cut it anywhere. */
export const followDrawn = <File>({ store, shelf, services }: SessionParts<File>): void => {
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
          patchOpen(store, ({ solids }) => ({ solids: { ...solids, [id]: { contourCm3, solidCm3 } } }))
        })
        .then(() => asked.delete(id))
        .catch((error: unknown) => {
          // The worker was ended for another call. Else its outlines are drawn all the same, and the proposal says why.
          if (isCancelled(error)) asked.delete(id)
        })
    }
  })
}
