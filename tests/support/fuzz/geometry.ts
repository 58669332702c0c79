/** The same form and texts; numbers may differ by `tolerance`. */
export const sameGeometry = (a: unknown, b: unknown, tolerance: number): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= tolerance
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const keys = Object.keys(a)
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  return keys.length === Object.keys(b).length && keys.every((k) => sameGeometry(one[k], other[k], tolerance))
}
