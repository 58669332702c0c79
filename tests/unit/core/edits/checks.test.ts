import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkEdits, type Edit } from '../../../../src/core/proposal/index.js'
import { stroke, sweep } from './support.js'

const good: readonly Edit[] = [
  stroke('add', sweep([1, 2, 3, 4, 5, 6], 50)),
  {
    ...stroke('take', {
      is: 'outline',
      loopLps: [0, 0, 3, 5, 0, 3, 5, 5, 3],
      flat: { normalLps: [0, 0, -1], halfThicknessMm: 1.25 },
    }),
    id: '2',
  },
  { id: '3', on: false, mayEnter: true, do: 'between', fromLps: [0, 0, 1], toLps: [0, 0, 9], normalLps: [0, 0, 1] },
  { id: '4', on: true, mayEnter: false, do: 'smooth', mm: 2 },
  { id: '5', on: true, mayEnter: false, do: 'drop-island', atLps: [0, 0, 0] },
]

const refusal = (edits: unknown): string => {
  try {
    checkEdits(edits as readonly unknown[])
    return 'none'
  } catch (e) {
    const { code, message } = e as { code: string; message: string }
    return `${code}: ${message}`
  }
}

describe('the edits of a recipe', () => {
  test('that can be replayed are taken, also after a way through JSON', () => {
    expect(refusal(good)).toBe('none')
    expect(refusal(JSON.parse(JSON.stringify(good)))).toBe('none')
  })

  test('that the documentation shows are such', () => {
    const document = readFileSync(new URL('../../../../docs/json.md', import.meta.url), 'utf8')
    const example = /```jsonc\n\/\/ edits\n([\s\S]*?)```/.exec(document)?.[1] ?? ''
    const edits = JSON.parse(example.replace(/(^|\s)\/\/.*$/gm, '')) as readonly Edit[]
    expect(new Set(edits.map((edit) => edit.do)).size).toBe(5)
    expect(refusal(edits)).toBe('none')
  })

  const flat = { normalLps: [0, 0, 1], halfThicknessMm: 1 }
  const disc = { is: 'sweep', pathLps: [0, 0, 1, 5, 0, 1], radiusMm: 3, flat }
  test.each<[string, object, RegExp]>([
    ['a radius of 0', { shape: sweep([0, 0, 0], 0) }, /radius must be more than 0 and at most 50 mm/],
    ['a radius over 50 mm', { shape: sweep([0, 0, 0], 50.5) }, /radius/],
    ['a radius that JSON does not have', { shape: sweep([0, 0, 0], Number.NaN) }, /radius/],
    ['a path without points', { shape: sweep([], 3) }, /path has 0 points, not 1 to 5000/],
    ['a path of two numbers', { shape: sweep([1, 2], 3) }, /path is not x, y, z/],
    ['a coordinate that is none', { shape: sweep([1, 2, Number.POSITIVE_INFINITY], 3) }, /path is not x, y, z/],
    ['a path too long', { shape: sweep(new Array(15_003).fill(0), 3) }, /path has 5001 points/],
    [
      'a loop of two points',
      { shape: { is: 'outline', loopLps: [0, 0, 0, 1, 1, 0], flat } },
      /loop has 2 points, not 3/,
    ],
    ['an outline without a plane', { shape: { is: 'outline', loopLps: [0, 0, 0], flat: null } }, /has no plane/],
    [
      'a normal that is longer',
      { shape: { ...disc, flat: { ...flat, normalLps: [0, 0, 1.1] } } },
      /normal is not of length 1/,
    ],
    ['a path that leaves its plane', { shape: { ...disc, pathLps: [0, 0, 1, 5, 0, 2] } }, /do not lie in one plane/],
    ['no thickness', { shape: { ...disc, flat: { ...flat, halfThicknessMm: 0 } } }, /half thickness/],
    ['another shape', { shape: { is: 'cube' } }, /"cube" is neither sweep nor outline/],
    ['no shape', { shape: null }, /has no shape/],
    ['another operation', { do: 'melt' }, /"melt" is none of/],
    ['no id', { id: '' }, /has no id/],
    ['the id of another', { id: '1' }, /id is that of another/],
    ['no switch', { on: 1 }, /"on" and "mayEnter"/],
    ['smoothing by 3 mm', { do: 'smooth', mm: 3 }, /at most 2 mm/],
    ['no point', { do: 'drop-island', atLps: [1, 2] }, /point is not three numbers/],
    [
      'one plane twice',
      { do: 'between', fromLps: [0, 0, 1], toLps: [5, 5, 1], normalLps: [0, 0, 1] },
      /two planes are the same/,
    ],
  ])('%s is refused, by the place in the log', (_, change, expected) => {
    const said = refusal([good[0], { ...good[0], id: '2', ...change }])
    expect(said).toMatch(/^recipe\/invalid: Edit 2 of the recipe cannot be replayed: /)
    expect(said).toMatch(expected)
  })

  test('that are none, or too many', () => {
    expect(refusal([null])).toMatch(/Edit 1 of the recipe cannot be replayed: it is no object/)
    expect(refusal(new Array(1001).fill(good[0]))).toMatch(/1001 edits; it must be at most 1000/)
  })
})
