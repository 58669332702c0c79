import type { CaseDocument } from '../document/document.js'
import { recipeOf } from '../document/recipe.js'
import { isCancelled } from '../services.js'
import { patchOpen } from '../state/patch.js'
import type { SessionParts } from '../state/session-parts.js'
import type { OpenCase } from '../state/state.js'

/** What the preview of air and bone depends on. */
const keyOf = ({ opening, history: { present: d } }: OpenCase): string =>
  JSON.stringify([opening, d.air, d.bone, d.roles.filter((r) => r.role.is === 'target').map((r) => r.roi)])

/** In Proposal, keeps the surfaces of air and bone and the histogram those of the document: one is computed, the newest waits. */
export const followTissue = <File>({ store, shelf, services }: SessionParts<File>): void => {
  let busy = false
  let done = ''

  const compute = async (document: CaseDocument): Promise<void> => {
    const { inputs } = shelf
    if (inputs === null) return
    const found = await services.tissue(recipeOf(document, inputs)).catch((error: unknown) => {
      // The worker was ended for another call: this one is asked again.
      if (isCancelled(error)) done = ''
      return null
    })
    if (shelf.inputs !== inputs) return
    shelf.tissue = found
    const { air, bone } = document
    patchOpen(store, () => ({ tissue: found === null ? null : { histogram: found.histogram, of: { air, bone } } }))
  }

  const follow = async (): Promise<void> => {
    const { open, step } = store.getState()
    if (busy || open === null || step !== 'proposal' || open.image.unit !== 'HU') return
    const key = keyOf(open)
    if (key === done) return
    done = key
    busy = true
    await compute(open.history.present).finally(() => {
      busy = false
    })
    await follow()
  }
  store.subscribe(() => void follow())
}
