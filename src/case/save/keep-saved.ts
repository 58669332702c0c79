import type { StoreApi } from 'zustand/vanilla'
import { toErrorRecord } from '../../core/problem/index.js'
import type { CaseShelf, SavedCase } from '../state/saved.js'
import type { Shelf } from '../state/shelf.js'
import type { OpenCase, SessionState } from '../state/state.js'
import { savedCase } from './saved-case.js'

/** Work as far as it is worth saving; two that are equal in all of it are saved once. */
const worth = ({ open, step }: SessionState) => [
  open?.opening,
  open?.history,
  step,
  open?.looked,
  open !== null && (open.outline !== null || open.computing !== null),
]

const differs = (a: SessionState, b: SessionState): boolean => {
  const other = worth(b)
  return worth(a).some((value, i) => value !== other[i])
}

/** Saves the open case as it changes; what is under way when the page dies is lost, what the store held before is not. */
export const keepSaved = (store: StoreApi<SessionState>, shelf: Shelf, saves: CaseShelf) => {
  const put = (saved: SavedCase): void => {
    saves.put(saved.key, saved).then(
      () => store.setState({ saving: { is: 'saved', at: saved.savedAt } }),
      (error: unknown) => store.setState({ saving: { is: 'failed', because: toErrorRecord(error).message } }),
    )
  }
  let last: SavedCase | null = null

  const save = (open: OpenCase, { step }: SessionState): void => {
    if (shelf.inputs === null) return
    last = savedCase({ open, inputs: shelf.inputs, step, origin: shelf.origin, now: Date.now() })
    put(last)
  }

  store.subscribe((state, before) => {
    const { open } = state
    const left = before.open !== null && open?.opening !== before.open.opening
    if (left && last !== null) put({ ...last, wasOpen: false })
    if (open === null) last = null
    else if (differs(state, before)) save(open, state)
  })

  return {
    /** What was saved of an image; null where nothing was, or nothing can be. */
    of: (imageHash: string): Promise<SavedCase | null> => saves.get(imageHash).catch(() => null),
    /** Looks up what was saved, newest first, and tells the store; none where the browser keeps nothing. */
    list: async (): Promise<readonly SavedCase[]> => {
      const all = await saves.all().catch((): readonly SavedCase[] => [])
      const saved = [...all].sort((a, b) => b.savedAt - a.savedAt)
      store.setState({ saved })
      return saved
    },
    remove: async (key: string): Promise<void> => {
      await saves.remove(key)
      store.setState(({ saved }) => ({ saved: saved?.filter((one) => one.key !== key) ?? null }))
    },
  }
}
