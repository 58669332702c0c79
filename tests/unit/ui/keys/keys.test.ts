import { describe, expect, test } from 'vitest'
import { chordOf, chordText } from '../../../../src/ui/keys/chord.js'
import { commandOf, readOwnKeys } from '../../../../src/ui/keys/key-store.js'
import { KEY_TABLE } from '../../../../src/ui/keys/table.js'

const pressed = (key: string, code: string, held: Partial<Record<'ctrl' | 'alt' | 'shift', boolean>> = {}) => ({
  key,
  code,
  ctrlKey: held.ctrl ?? false,
  metaKey: false,
  altKey: held.alt ?? false,
  shiftKey: held.shift ?? false,
})

describe('a pressed key as one word', () => {
  test.each([
    ['a letter, small or capital', pressed('z', 'KeyZ'), 'Z'],
    ['with Ctrl and Shift', pressed('Z', 'KeyZ', { ctrl: true, shift: true }), 'Ctrl+Shift+Z'],
    ['a sign, however it is typed', pressed('?', 'Slash', { shift: true }), '?'],
    ['a digit with Shift', pressed('!', 'Digit1', { shift: true }), 'Shift+1'],
    ['a digit on a French keyboard', pressed('&', 'Digit1'), '1'],
    ['a letter on a Russian keyboard', pressed('я', 'KeyZ'), 'Z'],
    ['a letter where a French keyboard has it', pressed('w', 'KeyZ'), 'W'],
    ['a named key', pressed('PageUp', 'PageUp'), 'PageUp'],
    ['Shift alone', pressed('Shift', 'ShiftLeft', { shift: true }), null],
  ])('%s', (_what, event, chord) => {
    expect(chordOf(event)).toBe(chord)
  })

  test('is written in the field’s words', () => {
    expect(['Ctrl+Shift+Z', 'PageDown', 'ArrowUp', '+'].map(chordText)).toEqual(['Ctrl Shift Z', 'PgDn', '↑', '+'])
  })
})

describe('the keyboard map', () => {
  test('gives every key to one command', () => {
    const keys = KEY_TABLE.flatMap((row) => row.keys)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
    expect(new Set(KEY_TABLE.map((row) => row.id)).size).toBe(KEY_TABLE.length)
  })

  test('a key of one’s own replaces the product’s; an empty list turns it off', () => {
    const own = readOwnKeys('{"tool-zoom":["K"],"fit":[]}')
    expect(commandOf('K', own)).toBe('tool-zoom')
    expect(commandOf('Z', own)).toBeNull()
    expect(commandOf('=', own)).toBeNull()
    expect(commandOf('N', own)).toBe('tool-pan')
  })

  test.each([
    ['no JSON', 'not json'],
    ['a command that is not known', '{"explode":["K"]}'],
    ['Esc, which always stops', '{"stop":[]}'],
    ['keys that are no words', '{"fit":[1]}'],
    ['null', 'null'],
  ])('%s in the store changes nothing', (_what, text) => {
    expect(readOwnKeys(text)).toEqual({})
  })
})
