import { toErrorRecord } from '../../core/problem/index.js'
import { outlineIsFresh } from '../derived/freshness.js'
import { isCancelled } from '../services.js'
import { patchOpen } from '../state/patch.js'
import type { SessionParts } from '../state/session-parts.js'
import type { OpenCase, RobustnessState } from '../state/state.js'

/** Computes on request how much the proposal depends on what is uncertain; a change of the recipe ends it. */
export const createRobustness = <File>({ store, shelf, services }: SessionParts<File>) => {
  let running: { readonly opening: number; readonly cancel: () => void } | null = null

  const patch = (change: Partial<RobustnessState>): void =>
    patchOpen(store, ({ robustness }) => ({ robustness: { ...robustness, ...change } }))

  const cancel = (): void => {
    running?.cancel()
    running = null
    patch({ share: null })
  }

  const isWanted = (open: OpenCase | null): boolean =>
    open !== null && open.opening === running?.opening && open.computing === null && outlineIsFresh(open)

  const check = (): void => {
    const { open } = store.getState()
    const { outline, inputs } = shelf
    if (open === null || outline === null || inputs === null || running !== null) return
    const call = services.robustness(outline.recipe, (_phase, share) => {
      if (running === mine) patch({ share })
    })
    const mine = { opening: open.opening, cancel: call.cancel }
    running = mine
    patch({ share: 0, problem: null })
    call.result
      .then(({ union, intersection, ...figures }) => {
        if (running !== mine) return
        running = null
        shelf.envelope = { union, intersection }
        patch({ share: null, figures })
      })
      .catch((error: unknown) => {
        if (running !== mine) return
        running = null
        patch({ share: null, problem: isCancelled(error) ? null : toErrorRecord(error) })
      })
  }

  store.subscribe(({ open }) => {
    if (running !== null && !isWanted(open)) cancel()
  })

  return { check, cancel }
}
