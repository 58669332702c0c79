import { describe, expect, test } from 'vitest'
import { type FrameUid, pointLps, type Sha256, type Uid } from '../../../../src/core/frame/index.js'
import type { Volume } from '../../../../src/core/volume/index.js'
import { displayVolume } from '../../../../src/viewer/space/display-volume.js'
import { createModel, focusOf, fromPx, moveFocus, toPx, zoomAt } from '../../../../src/viewer/space/model.js'

const COLUMNS = 40
const ROWS = 30
const SPACING = [1.1, 0.9] as const

/** A volume whose value is a linear function of patient position, on planes at the given heights, sheared in y. */
const linearVolume = (heights: readonly number[], shearMm: number, data: 'int' | 'float' = 'int'): Volume => {
  const origin = (z: number) => pointLps(-20, -10 + shearMm * z, z)
  const values = heights.flatMap((z) =>
    Array.from({ length: ROWS * COLUMNS }, (_, n) => {
      const [x0, y0] = origin(z)
      return valueAt(x0 + SPACING[0] * (n % COLUMNS), y0 + SPACING[1] * Math.floor(n / COLUMNS), z)
    }),
  )
  const frame = '1.2.3' as FrameUid
  const nominal = (heights.at(-1) as number) / (heights.length - 1)
  return {
    seriesUid: '1' as Uid,
    studyUid: '2' as Uid,
    frame,
    modality: 'CT',
    description: '',
    date: '',
    grid: {
      frame,
      size: [COLUMNS, ROWS, heights.length],
      originLps: origin(0),
      spacingMm: [...SPACING, nominal],
      direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
    planes: heights.map((z) => ({
      originLps: origin(z),
      rowDirection: [1, 0, 0],
      columnDirection: [0, 1, 0],
      normal: [0, 0, 1],
      sopInstanceUid: String(z) as Uid,
      sopClassUid: '1' as Uid,
    })),
    evenlySpaced: shearMm === 0 && heights.every((z, k) => Math.abs(z - k * nominal) < 0.01),
    data: data === 'int' ? Int16Array.from(values, (v) => Math.round(v / 2)) : Float32Array.from(values, (v) => v / 2),
    slope: heights.map(() => 2),
    intercept: heights.map(() => 0),
    unit: 'HU',
    hash: '' as Sha256,
  }
}

const valueAt = (x: number, y: number, z: number): number => 10 * x + 20 * y + 30 * z

describe('the volume on the screen', () => {
  test('is the slab itself where slices are even', () => {
    const volume = linearVolume([0, 2, 4, 6], 0)
    const display = displayVolume(volume)
    expect(display.data).toBe(volume.data)
    expect(display).toMatchObject({ slope: 2, intercept: 0, resampled: false })
  })

  test.each([
    ['uneven slices', [0, 2, 3, 7, 8], 0],
    ['a sheared stack', [0, 2, 4, 6], 0.35],
  ] as const)('%s: a value lies where the patient has it', (_name, heights, shear) => {
    const volume = linearVolume(heights, shear, 'float')
    const { data, grid, slices, resampled } = displayVolume(volume)
    for (const slice of slices) slice()
    expect(resampled).toBe(true)
    let checked = 0
    for (let k = 0; k < grid.size[2]; k++)
      for (let j = 6; j < ROWS - 6; j++)
        for (let i = 2; i < COLUMNS - 2; i++) {
          const [x, y, z] = [-20 + SPACING[0] * i, -10 + SPACING[1] * j, k * grid.spacingMm[2]]
          expect(data[i + COLUMNS * (j + ROWS * k)], `${i} ${j} ${k}`).toBeCloseTo(valueAt(x, y, z), 1)
          checked++
        }
    expect(checked).toBeGreaterThan(2000)
  })

  test('slices stand on the true planes, not on even ones', () => {
    const model = createModel(linearVolume([0, 2, 3, 7, 8], 0))
    expect(model.planes.axial.stops).toEqual([0, 2, 3, 7, 8])
  })

  test('a shared rescale that differs by plane is applied', () => {
    const volume = { ...linearVolume([0, 2, 4], 0), slope: [1, 2, 3], intercept: [0, 5, 7] }
    const { data, slices, slope } = displayVolume(volume)
    for (const slice of slices) slice()
    const at = 2 * COLUMNS * ROWS + 17
    expect(slope).toBe(1)
    expect(data[at]).toBe((volume.data[at] as number) * 3 + 7)
  })
})

describe('screen and patient', () => {
  const model = createModel(linearVolume([0, 2, 4, 6], 0))
  const { axial } = model.planes
  axial.sizePx = [400, 300]
  axial.mmPerPx = 0.2

  test('a point goes to the screen and back', () => {
    moveFocus(model, pointLps(-5, 3, 4))
    const [x, y] = toPx(axial, focusOf(model))
    const back = fromPx(axial, x, y)
    focusOf(model).forEach((mm, c) => {
      expect(back[c]).toBeCloseTo(mm, 9)
    })
  })

  test('zoom leaves the point under the cursor where it is', () => {
    const before = fromPx(axial, 123, 45)
    zoomAt(axial, 0.5, 123, 45)
    expect(axial.mmPerPx).toBeCloseTo(0.1, 12)
    fromPx(axial, 123, 45).forEach((mm, c) => {
      expect(mm).toBeCloseTo(before[c] as number, 9)
    })
  })
})
