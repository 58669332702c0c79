import { describe, expect, test } from 'vitest'
import { pointLps, unit, type Vec3 } from '../../../../src/core/frame/index.js'
import { angleDegrees, distanceMm, measuredText } from '../../../../src/viewer/measure/measurement.js'
import { createMeasurements } from '../../../../src/viewer/measure/measurements.js'
import { createModel, fromPx, type PlaneModel } from '../../../../src/viewer/space/model.js'
import { sphere, turned } from '../../../support/closed-forms/index.js'
import { acquire, volumeOf } from '../../../support/phantom/index.js'

const { u, v } = turned(14, -9, 23)
/** Tilted, 0.7 x 0.9 x 2.5 mm: nothing is isotropic, nothing along the patient's axes. */
const model = createModel(
  volumeOf(
    acquire(sphere([4, -7, 12], 20), {
      name: 'measured',
      orientation: { rowDirection: u, columnDirection: v },
      columnMm: 0.7,
      rowMm: 0.9,
      sliceMm: 2.5,
    }),
  ),
)
const planes = Object.values(model.planes).map(
  (plane): PlaneModel => Object.assign(plane, { sizePx: [400, 300], mmPerPx: 0.25 }),
)

const drag = (of: ReturnType<typeof createMeasurements>, plane: PlaneModel, from: Px, to: Px, corners: 2 | 3 = 2) => {
  of.down(plane, corners, fromPx(plane, ...from), ...from)
  of.move(plane, fromPx(plane, ...to))
  of.up()
}
type Px = readonly [number, number]

describe('measuring', () => {
  test('distances and angles in space, against known ones', () => {
    const along = unit([2, -1, 0.5]) as Vec3
    const a = pointLps(1, 2, 3)
    const b = pointLps(1 + 37.5 * along[0], 2 + 37.5 * along[1], 3 + 37.5 * along[2])
    expect(distanceMm(a, b)).toBeCloseTo(37.5, 10)
    expect(angleDegrees(pointLps(5, 0, 0), pointLps(0, 0, 0), pointLps(3, 3, 0))).toBeCloseTo(45, 10)
    expect(angleDegrees(pointLps(5, 0, 0), pointLps(0, 0, 0), pointLps(-2, 0, 0))).toBe(180)
    expect(angleDegrees(a, a, b)).toBe(0)
  })

  test.each(planes.map((plane) => [plane.name, plane] as const))(
    '%s of a tilted, anisotropic image: 200 by 150 px at 0.25 mm are 62.5 mm, and an angle of 36.9°',
    (_name, plane) => {
      const measurements = createMeasurements(() => {})
      drag(measurements, plane, [20, 250], [220, 100])
      expect(measurements.on(plane).map(measuredText)).toEqual(['62.5 mm'])
      drag(measurements, plane, [220, 200], [20, 200], 3)
      measurements.move(plane, fromPx(plane, 220, 50))
      measurements.down(plane, 3, fromPx(plane, 220, 50), 220, 50)
      expect(measurements.on(plane).map(measuredText)).toEqual(['62.5 mm', '36.9°'])
    },
  )

  test('one lies on its slice alone; its ends can be moved; Esc gives up; the selected one is deleted', () => {
    const [plane, other] = planes as [PlaneModel, PlaneModel]
    const measurements = createMeasurements(() => {})
    drag(measurements, plane, [50, 50], [150, 50])
    expect(measurements.on(other)).toEqual([])
    plane.slice++
    expect(measurements.on(plane)).toEqual([])
    plane.slice--
    drag(measurements, plane, [151, 52], [250, 50])
    expect(measurements.on(plane).map(measuredText)).toEqual(['50.0 mm'])
    measurements.down(plane, 2, fromPx(plane, 250, 50), 250, 50)
    measurements.move(plane, fromPx(plane, 100, 200))
    expect(measurements.stop()).toBe(true)
    measurements.down(plane, 2, fromPx(plane, 20, 200), 20, 200)
    expect(measurements.stop()).toBe(true)
    expect(measurements.on(plane).map(measuredText)).toEqual(['50.0 mm'])
    expect(measurements.remove()).toBe(true)
    expect([measurements.on(plane), measurements.remove(), measurements.stop()]).toEqual([[], false, false])
  })

  test('a click measures nothing, nor do points of two slices', () => {
    const [plane] = planes as [PlaneModel]
    const measurements = createMeasurements(() => {})
    drag(measurements, plane, [50, 50], [50, 50])
    measurements.down(plane, 2, fromPx(plane, 50, 50), 50, 50)
    plane.slice++
    measurements.move(plane, fromPx(plane, 150, 50))
    measurements.up()
    expect(measurements.on(plane)).toEqual([])
    plane.slice--
    expect(measurements.on(plane)).toEqual([])
  })
})
