import { toErrorRecord } from '../../core/problem/index.js'
import type { Outline } from '../../core/proposal/index.js'
import type { Roi } from '../../core/structure/index.js'
import { outlineIsFresh } from '../derived/freshness.js'
import { roiId } from '../document/roi-key.js'
import { isCancelled } from '../services.js'
import { patchOpen } from '../state/patch.js'
import type { SessionParts } from '../state/session-parts.js'
import type { ComparisonState, ComparisonWish, OpenCase, SessionState } from '../state/state.js'
import { comparedRoi } from './compared-roi.js'

/** The CTV's contours as an ROI: what is written is what is compared. */
const ctvRoi = ({ contours }: Outline, { frame, setUid }: Pick<Roi, 'frame' | 'setUid'>): Roi => ({
  setUid,
  number: 0,
  name: 'CTV',
  type: 'CTV',
  frame,
  contours: contours.map(({ pointsLps }) => ({ kind: 'CLOSED_PLANAR', pointsLps })),
})

/** What is to be compared now, as one text; null while nothing is: nobody looks, or the CTV is about to change. */
const keyOf = ({ open }: SessionState): string | null => {
  const wish = open?.comparison.wish ?? null
  if (open === null || wish === null || open.outline === null || open.computing !== null) return null
  if (!outlineIsFresh(open) || comparedRoi(open, wish.roi) === null) return null
  return JSON.stringify([open.opening, open.outline.key, wish, open.history.present.registrations])
}

/** Keeps the comparison that somebody looks at the one of the CTV that is shown, once that has settled. */
export const createComparing = <File>(parts: SessionParts<File>) => {
  const { store, shelf, services } = parts
  let running: { readonly key: string; readonly cancel: () => void } | null = null
  let done = ''

  const patch = (change: Partial<ComparisonState>): void =>
    patchOpen(store, ({ comparison }) => ({ comparison: { ...comparison, ...change } }))

  /** The views draw what is compared with; what is no part of the case has no solid yet. */
  const showOther = async (roi: Roi): Promise<void> => {
    const { inputs } = shelf
    const ofCase = inputs === null || inputs.structureSets.some((set) => set.uid === roi.setUid)
    if (ofCase || shelf.fields.has(roiId(roi))) return
    const { field } = await services.otherSolid(roi)
    if (shelf.inputs === inputs) shelf.fields.set(roiId(roi), field)
  }

  const start = (key: string, open: OpenCase, wish: ComparisonWish): void => {
    const { outline, inputs } = shelf
    const b = comparedRoi(open, wish.roi)
    if (outline === null || inputs === null || b === null) return
    const a = ctvRoi(outline, { frame: inputs.image.frame, setUid: b.setUid })
    const call = services.compare({ a, b, toleranceMm: wish.toleranceMm }, (_phase, share) => {
      if (running === mine) patch({ share })
    })
    const mine = { key, cancel: call.cancel }
    running = mine
    patch({ share: 0, problem: null })
    const finish = (change: Partial<ComparisonState>): void => {
      if (running !== mine) return
      running = null
      patch({ share: null, ...change })
    }
    call.result
      .then(async ({ toReference, ...figures }) => {
        await showOther(b)
        if (running !== mine) return
        shelf.toReference = toReference
        done = key
        finish({ result: { figures, outlineKey: outline.key, wish } })
      })
      .catch((error: unknown) => {
        // A worker that was ended for another call took this one along: it is asked again.
        if (!isCancelled(error) && running === mine) done = key
        finish(isCancelled(error) ? {} : { problem: toErrorRecord(error) })
      })
  }

  const follow = (): void => {
    const state = store.getState()
    const key = keyOf(state)
    if (running !== null && running.key !== key) {
      const { cancel } = running
      running = null
      cancel()
      patch({ share: null })
    }
    const wish = state.open?.comparison.wish ?? null
    if (key === null || running !== null || key === done || state.open === null || wish === null) return
    start(key, state.open, wish)
  }
  store.subscribe(follow)

  return (wish: ComparisonWish | null): void => patch({ wish })
}
