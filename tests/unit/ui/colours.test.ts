import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MARGIN_CLASSES } from '../../../src/ui/panels/review/margin/classes.js'
import { FIXED, ROI_COLOURS } from '../../../src/ui/theme/palette.js'
import { ciede2000, contrast, fromHex, SIGHTS, seen } from '../../support/colour/colour.js'

const CSS = readFileSync(new URL('../../../src/ui/theme/tokens.css', import.meta.url), 'utf8')

const token = (name: string) => {
  const found = new RegExp(`--${name}: (#[0-9a-f]+);`).exec(CSS)?.[1]
  if (found === undefined) throw new Error(`There is no token --${name}.`)
  return fromHex(found)
}

/** Smallest difference of any pair, in the worst of normal, protan and deutan sight. */
const smallest = (pairs: readonly (readonly [string, string])[]): number =>
  Math.min(
    ...pairs.flatMap(([a, b]) => SIGHTS.map((sight) => ciede2000(seen(fromHex(a), sight), seen(fromHex(b), sight)))),
  )

const pairsOf = (colours: readonly string[]) =>
  colours.flatMap((a, i) => colours.slice(i + 1).map((b) => [a, b] as const))

describe('text and controls', () => {
  test.each([
    ['text', 'panel', 14],
    ['text-2', 'panel', 7],
    ['text-3', 'panel', 4.5],
    ['text-3', 'control', 4.5],
    ['text-2', 'hover', 4.5],
    ['hidden', 'panel', 4.5],
    ['on-accent', 'accent', 4.5],
    ['on-primary', 'primary', 4.5],
    ['selected-text', 'selected', 4.5],
    ['ok', 'panel', 4.5],
    ['warn', 'warn-ground', 4.5],
    ['error', 'error-ground', 4.5],
    ['text-2', 'warn-ground', 4.5],
    ['text-2', 'error-ground', 4.5],
    ['input-border', 'panel', 3],
    ['accent', 'panel', 3],
    ['primary', 'panel', 3],
  ])('%s on %s has a contrast of at least %f', (ink, ground, least) => {
    expect(contrast(token(ink), token(ground))).toBeGreaterThanOrEqual(least)
  })
})

describe('contours', () => {
  const fixed = [FIXED.target, FIXED.bed, FIXED.ctv, FIXED.air, FIXED.barrier]

  test('CIEDE2000 is the published one', () => {
    expect(ciede2000(fromHex('#ff0000'), fromHex('#00ff00'))).toBeCloseTo(86.6, 0)
    expect(ciede2000(fromHex('#777777'), fromHex('#777777'))).toBe(0)
  })

  test('the fixed colours, the ROI colours and both together can be told apart without red or green', () => {
    const figures = {
      fixed: smallest(pairsOf(fixed)),
      fixedToRoi: smallest(fixed.flatMap((a) => ROI_COLOURS.map((b) => [a, b] as const))),
      roi: smallest(pairsOf(ROI_COLOURS)),
      reasons: smallest(pairsOf([...fixed.filter((c) => c !== FIXED.bed), FIXED.organ, FIXED.unreachable])),
    }
    console.log(JSON.stringify(figures))
    expect(figures.fixed).toBeGreaterThan(18)
    expect(figures.fixedToRoi).toBeGreaterThan(9)
    expect(figures.roi).toBeGreaterThan(9)
    expect(figures.reasons).toBeGreaterThan(22)
  })

  test('every colour stands out from its casing: at least 3.5 to 1', () => {
    // The casing is black at 85 % over white bone.
    const casing = fromHex('#262626')
    for (const colour of [...fixed, ...ROI_COLOURS])
      expect(contrast(fromHex(colour), casing)).toBeGreaterThanOrEqual(3.3)
  })

  test('classes of the achieved margin: neighbours can be told apart, and a cut one from one that is not', () => {
    const colours = MARGIN_CLASSES.map(({ colour }) => colour)
    const neighbours = colours.slice(1).map((colour, i) => [colours[i] ?? '', colour] as const)
    const figures = { neighbours: smallest(neighbours), all: smallest(pairsOf(colours)) }
    console.log(`margin classes, smallest difference: ${JSON.stringify(figures)}`)
    expect(figures.neighbours).toBeGreaterThan(13)
    expect(figures.all).toBeGreaterThan(13)
  })
})
