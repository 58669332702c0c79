/** Undo and redo by snapshot: documents are small. */
export type History<T> = {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** The drag that made `present`: its further changes replace it and are one step. */
  readonly drag: string | null
}

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [], drag: null })

/** A change; those of one drag are one step. */
export const record = <T>(history: History<T>, next: T, drag: string | null = null): History<T> => {
  if (next === history.present) return history
  const same = drag !== null && drag === history.drag
  return { past: same ? history.past : [...history.past, history.present], present: next, future: [], drag }
}

/** The drag is over: the next change is a step of its own. */
export const endDrag = <T>(history: History<T>): History<T> =>
  history.drag === null ? history : { ...history, drag: null }

export const undo = <T>(history: History<T>): History<T> => {
  const previous = history.past.at(-1)
  if (previous === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    drag: null,
  }
}

export const redo = <T>(history: History<T>): History<T> => {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future, drag: null }
}
