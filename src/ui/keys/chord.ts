/** Keys that are named by what stands on them, whatever Shift makes of them. */
const NAMED: Readonly<Record<string, string>> = { ' ': 'Space', Esc: 'Escape' }

/** Keys that mean nothing alone. */
const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified']

type KeyLike = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The key itself: a letter or digit by its place where the layout writes another there (AZERTY digits, Cyrillic letters). */
const keyOf = ({ key, code }: KeyLike): string => {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit !== undefined) return digit
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  return letter ?? NAMED[key] ?? key
}

/** A pressed key as one word, e.g. `Ctrl+Shift+Z`, `?`, `PageUp`; null for Shift, Ctrl and the like alone. */
export const chordOf = (event: KeyLike): string | null => {
  if (MODIFIERS.includes(event.key)) return null
  const key = keyOf(event)
  // A sign says already whether it takes Shift; layouts differ in that.
  const shift = event.shiftKey && (key.length > 1 || /^[A-Z0-9]$/.test(key))
  const parts = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', key]
  return parts.filter((part) => part !== '').join('+')
}

const WORDS: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Delete: 'Del',
}

/** A chord as it is written on the page, e.g. `Ctrl Shift Z`, `PgUp`. */
export const chordText = (chord: string): string =>
  chord
    .split(/\+(?=.)/)
    .map((part) => WORDS[part] ?? part)
    .join(' ')
