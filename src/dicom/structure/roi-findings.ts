import { type Finding, note } from '../../core/problem/index.js'
import { isClosed, type ReadContour } from './contour.js'

const s = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`)

/** What is odd about an ROI's contours, one finding a kind. */
export const roiFindings = (file: string, roi: string, read: readonly ReadContour[]): Finding[] => {
  const findings: Finding[] = []
  const at = { file, roi, attribute: 'ContourData (3006,0050)' }
  const count = (of: (c: ReadContour) => boolean): number => read.filter(of).length
  const open = count((c) => !isClosed(c.contour.kind))
  const degenerate = count((c) => c.degenerate)
  const repeated = count((c) => c.repeatedPoint)
  const miscounted = count((c) => c.countDiffers)
  const guessed = count((c) => c.kindGuessed)
  if (open > 0) {
    const kinds = [...new Set(read.filter((c) => !isClosed(c.contour.kind)).map((c) => c.contour.kind))].sort()
    findings.push(
      note(
        'structure/not-a-solid',
        `ROI "${roi}" has ${s(open, 'contour', 'contours')} of type ${kinds.join(', ')}: kept, but not part of a solid.`,
        at,
      ),
    )
  }
  if (degenerate > 0) {
    findings.push(
      note(
        'structure/degenerate-contour',
        `ROI "${roi}" has ${s(degenerate, 'contour', 'contours')} of fewer than 3 points or no area: kept, but not part of the solid.`,
        at,
      ),
    )
  }
  if (repeated > 0) {
    findings.push(
      note(
        'structure/repeated-point',
        `ROI "${roi}" repeats the first point as the last in ${s(repeated, 'contour', 'contours')}.`,
        at,
      ),
    )
  }
  if (miscounted > 0) {
    const attribute = 'NumberOfContourPoints (3006,0046)'
    findings.push(
      note(
        'structure/value-repaired',
        `ROI "${roi}" states another number of points than it has in ${s(miscounted, 'contour', 'contours')}; the points count.`,
        { ...at, attribute },
      ),
    )
  }
  if (guessed > 0) {
    const attribute = 'ContourGeometricType (3006,0042)'
    findings.push(
      note(
        'structure/value-repaired',
        `ROI "${roi}" has ${s(guessed, 'contour', 'contours')} without a known geometric type, read as closed (or a point).`,
        { ...at, attribute },
      ),
    )
  }
  return findings
}
