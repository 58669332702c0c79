import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { chordText } from './chord.js'
import { type CommandId, KEY_TABLE, type KeyRow } from './table.js'

/** Own keys by command; an empty list turns a command's keys off. */
export type OwnKeys = Readonly<Partial<Record<CommandId, readonly string[]>>>

/** What lies over the page: the table of keys, or the list of commands. */
type KeyDialog = 'keys' | 'commands'

type KeyState = { readonly own: OwnKeys; readonly dialog: KeyDialog | null }

/** Keys alone are kept in the browser: nothing of a patient. */
const PLACE = 'postop-ctv.keys'

const isKeys = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((key) => typeof key === 'string')

/** What was kept, as far as this version knows it. */
export const readOwnKeys = (text: string | null): OwnKeys => {
  try {
    const kept: unknown = JSON.parse(text ?? '{}')
    const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : []
    return Object.fromEntries(
      entries.filter(([id, keys]) => isKeys(keys) && KEY_TABLE.some((row) => row.id === id && row.fixed !== true)),
    )
  } catch {
    // Text that is no JSON is not ours; the product's own keys hold.
    return {}
  }
}

const stored = (): string | null => {
  try {
    return localStorage.getItem(PLACE)
  } catch {
    // A browser may refuse storage; the keys then hold for this visit.
    return null
  }
}

const keep = (own: OwnKeys): void => {
  try {
    if (Object.keys(own).length === 0) localStorage.removeItem(PLACE)
    else localStorage.setItem(PLACE, JSON.stringify(own))
  } catch {
    // See `stored`.
  }
}

export const keyStore = createStore<KeyState>(() => ({ own: readOwnKeys(stored()), dialog: null }))

export const keysOf = (row: KeyRow, own: OwnKeys): readonly string[] => own[row.id] ?? row.keys

/** The command that a chord means now; null where none. */
export const commandOf = (chord: string, own: OwnKeys): CommandId | null =>
  KEY_TABLE.find((row) => keysOf(row, own).includes(chord))?.id ?? null

const setOwn = (own: OwnKeys): void => {
  keyStore.setState({ own })
  keep(own)
}

/** Gives a command other keys; none turns it off, null gives back the product's. */
export const setKeys = (id: CommandId, keys: readonly string[] | null): void => {
  const { [id]: _before, ...others } = keyStore.getState().own
  setOwn(keys === null ? others : { ...others, [id]: keys })
}

export const resetKeys = (): void => setOwn({})

export const openDialog = (dialog: KeyDialog | null): void => keyStore.setState({ dialog })

export const useKeys = <T>(select: (state: KeyState) => T): T => useStore(keyStore, select)

/** A label with its present key, e.g. `Pan (N)`. */
export const useKeyLabel = (): ((words: string, id: CommandId) => string) => {
  const own = useKeys((state) => state.own)
  return (words, id) => {
    const row = KEY_TABLE.find((one) => one.id === id)
    const key = row === undefined ? undefined : keysOf(row, own)[0]
    return key === undefined ? words : `${words} (${chordText(key)})`
  }
}
