import { cancelledError } from '../../core/job/index.js'
import { toErrorRecord } from '../../core/problem/index.js'
import { recipeOf } from '../document/recipe.js'
import { settleLive } from '../editing/live.js'
import { isCancelled, type OnProgress, type Running } from '../services.js'
import { patchOpen } from '../state/patch.js'
import type { SessionParts } from '../state/session-parts.js'
import { outlineSummary, proposalSummary } from '../state/summarize.js'
import { airChangesOf } from './air-changes.js'
import { dragRests } from './rest.js'

/** Computes the CTV of the open case's document; the latest wish counts. */
export const createProposing = <File>(parts: SessionParts<File>) => {
  const { store, shelf, services } = parts
  /** Proposals under way: the workers let at most one run and one wait. */
  const running = new Set<Running<unknown>>()
  let latest = 0

  /** What has just been superseded is still newer than what is shown; what was cancelled is not wanted. */
  const wanted = async <T>(call: Running<T>): Promise<T> => {
    running.add(call)
    const result = await call.result.finally(() => {
      if (!running.delete(call)) throw cancelledError()
    })
    return result
  }

  /** Ends what is under way; what is shown stays. */
  const stop = (): void => {
    for (const call of running) call.cancel()
    running.clear()
    latest++
  }

  /** The outline first, so that the views follow; then, once no drag is on its way, the figures. */
  const propose = (): void => {
    const { open } = store.getState()
    const { inputs } = shelf
    if (open === null || inputs === null) return
    const turn = ++latest
    const isLatest = () => turn === latest
    const document = open.history.present
    const recipe = recipeOf(document, inputs)
    const onProgress: OnProgress = (phase, done) => {
      if (isLatest()) patchOpen(store, () => ({ computing: { phase, done } }))
    }
    const run = async () => {
      // The recipe as it was sent: parts that the document still has are the same objects.
      const outline = { ...(await wanted(services.outline(recipe, onProgress))), recipe }
      shelf.outline = outline
      settleLive(shelf, document)
      patchOpen(store, () => ({ outline: outlineSummary(outline) }))
      await dragRests(parts)
      if (!isLatest()) return
      const proposal = { ...(await wanted(services.propose(recipe, onProgress))), recipe }
      shelf.proposal = proposal
      patchOpen(store, () => ({ proposal: proposalSummary(proposal), ...(isLatest() ? { computing: null } : {}) }))
      const airChanges = await airChangesOf(services, recipe, proposal.key, isLatest)
      if (airChanges !== null) patchOpen(store, () => ({ airChanges }))
    }
    patchOpen(store, (now) => ({ computing: now.computing ?? { phase: null, done: 0 }, problem: null }))
    run().catch((error: unknown) => {
      if (isLatest())
        patchOpen(store, () => ({ computing: null, problem: isCancelled(error) ? null : toErrorRecord(error) }))
    })
  }

  const cancel = (): void => {
    stop()
    patchOpen(store, () => ({ computing: null }))
  }

  return { propose, stop, cancel }
}
