/** A rectangle in a plane's coordinates (u along the wall, v across it). */
export type Rectangle = { readonly u0: number; readonly u1: number; readonly v0: number; readonly v1: number }

type Point = readonly [u: number, v: number]

const between = (a: Point, b: Point): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)

/** Whether the segment misses the rectangle's inside. */
const misses = ({ u0, u1, v0, v1 }: Rectangle, a: Point, b: Point): boolean => {
  const skin = 1e-7
  let from = 0
  let to = 1
  for (const [start, way, low, high] of [
    [a[0], b[0] - a[0], u0 + skin, u1 - skin],
    [a[1], b[1] - a[1], v0 + skin, v1 - skin],
  ] as const) {
    if (Math.abs(way) < 1e-14) {
      if (start <= low || start >= high) return true
      continue
    }
    from = Math.max(from, Math.min((low - start) / way, (high - start) / way))
    to = Math.min(to, Math.max((low - start) / way, (high - start) / way))
  }
  return from >= to
}

/**
 * The length of the shortest path from a point round rectangles, exactly: straight, or from corner to corner.
 * Walls that go on for ever along the third axis unfold into the plane, so in space it is the root of this squared and the offset squared.
 */
export const shortestPath = (walls: readonly Rectangle[], source: Point): ((to: Point) => number) => {
  const isFree = (a: Point, b: Point): boolean => walls.every((wall) => misses(wall, a, b))
  const corners = walls.flatMap(({ u0, u1, v0, v1 }): Point[] => [
    [u0, v0],
    [u1, v0],
    [u0, v1],
    [u1, v1],
  ])
  const turns = corners.map((at) => ({
    at,
    length: isFree(source, at) ? between(source, at) : Number.POSITIVE_INFINITY,
  }))
  for (let round = 0; round < corners.length; round++)
    for (const turn of turns)
      for (const earlier of turns)
        if (earlier !== turn && earlier.length < Number.POSITIVE_INFINITY && isFree(earlier.at, turn.at))
          turn.length = Math.min(turn.length, earlier.length + between(earlier.at, turn.at))
  return (to) =>
    isFree(source, to)
      ? between(source, to)
      : turns.reduce(
          (least, turn) =>
            turn.length < least && isFree(turn.at, to) ? Math.min(least, turn.length + between(turn.at, to)) : least,
          Number.POSITIVE_INFINITY,
        )
}

/** Signed distance to a rectangle, negative inside. */
export const rectangleDistance = ({ u0, u1, v0, v1 }: Rectangle, [u, v]: Point): number => {
  const du = Math.max(u0 - u, u - u1)
  const dv = Math.max(v0 - v, v - v1)
  return Math.sqrt(Math.max(du, 0) ** 2 + Math.max(dv, 0) ** 2) + Math.min(Math.max(du, dv), 0)
}

/** Turns space about the first axis by one angle, then about the second by another; degrees. */
export const turned = (firstDeg: number, secondDeg: number) => {
  const [ca, sa] = [Math.cos((firstDeg * Math.PI) / 180), Math.sin((firstDeg * Math.PI) / 180)]
  const [cb, sb] = [Math.cos((secondDeg * Math.PI) / 180), Math.sin((secondDeg * Math.PI) / 180)]
  return (x: number, y: number, z: number): readonly [u: number, w: number, v: number] => [
    cb * x + sb * z,
    sa * sb * x + ca * y - sa * cb * z,
    -ca * sb * x + sa * y + ca * cb * z,
  ]
}
