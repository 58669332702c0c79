/** A polygon in a plane: x0, y0, x1, y1 ...; the first point is not repeated. */
export type Polygon = Float64Array

/** Positive where left of the line from a to b lies c. */
export const orient = (p: Polygon, a: number, b: number, q: Polygon, c: number): number =>
  ((p[2 * b] as number) - (p[2 * a] as number)) * ((q[2 * c + 1] as number) - (p[2 * a + 1] as number)) -
  ((p[2 * b + 1] as number) - (p[2 * a + 1] as number)) * ((q[2 * c] as number) - (p[2 * a] as number))

/** Signed area by the shoelace formula, positive counter-clockwise; counted from the first point for precision. */
export const signedArea = (p: Polygon): number => {
  const x0 = p[0] ?? 0
  const y0 = p[1] ?? 0
  let sum = 0
  for (let i = 0, j = p.length - 2; i < p.length; j = i, i += 2) {
    sum += ((p[j] as number) - x0) * ((p[i + 1] as number) - y0) - ((p[i] as number) - x0) * ((p[j + 1] as number) - y0)
  }
  return sum / 2
}

/** Whether a point lies in the polygon, even-odd. */
export const contains = (p: Polygon, x: number, y: number): boolean => {
  let inside = false
  for (let i = 0, j = p.length - 2; i < p.length; j = i, i += 2) {
    const yi = p[i + 1] as number
    const yj = p[j + 1] as number
    if (yi > y !== yj > y && x < (((p[j] as number) - (p[i] as number)) * (y - yi)) / (yj - yi) + (p[i] as number))
      inside = !inside
  }
  return inside
}

/** The polygon walked the other way. */
export const reversed = (p: Polygon): Polygon => {
  const out = new Float64Array(p.length)
  for (let i = 0; i < p.length; i += 2) {
    out[i] = p[p.length - 2 - i] as number
    out[i + 1] = p[p.length - 1 - i] as number
  }
  return out
}
