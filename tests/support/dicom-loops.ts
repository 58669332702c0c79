import type { PlaneLoop } from '../../src/core/structure/index.js'
import type { Volume } from '../../src/core/volume/index.js'

/** A circle on a plane of a volume, its centre and radius in mm from the first pixel along row and column. */
export const circle = (
  volume: Volume,
  planeIndex: number,
  [acrossMm, downMm, radiusMm]: readonly [number, number, number],
  hole = false,
  points = 48,
): PlaneLoop => {
  const plane = volume.planes[planeIndex]
  if (plane === undefined) throw new Error(`no plane ${planeIndex}`)
  const pointsLps = new Float64Array(3 * points)
  for (let i = 0; i < points; i++) {
    const angle = (2 * Math.PI * i) / points
    const u = acrossMm + radiusMm * Math.cos(angle)
    const v = downMm + radiusMm * Math.sin(angle)
    for (const a of [0, 1, 2] as const) {
      pointsLps[3 * i + a] = plane.originLps[a] + plane.rowDirection[a] * u + plane.columnDirection[a] * v
    }
  }
  return { planeIndex, pointsLps, hole }
}

/** A ring with an island in its hole, on every inner plane. */
export const ringWithIsland = (volume: Volume): PlaneLoop[] =>
  volume.planes
    .slice(1, -1)
    .flatMap((_, i) => [
      circle(volume, i + 1, [30, 25, 20]),
      circle(volume, i + 1, [28, 24, 12], true),
      circle(volume, i + 1, [27, 23, 5]),
    ])
