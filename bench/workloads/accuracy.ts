import { mkdirSync } from 'node:fs'
import type { Vec3 } from '../../src/core/frame/index.js'
import { ACCURACY_CASES } from '../../tests/oracle/accuracy-cases.js'
import { surfaceDistanceMm } from '../../tests/support/closed-forms/index.js'
import { pointsOf, statsOf } from '../../tests/support/measure/index.js'
import { writePhantoms } from '../../tests/support/phantom/index.js'
import { usualWay } from '../../tests/support/plastimatch/index.js'
import { proposePhantom } from '../../tests/support/propose.js'
import { readExports } from '../../tests/support/python/exports.js'
import type { Row } from '../report.js'

/** W5: every contour vertex's distance to the closed form, ours and plastimatch's, on the cases of the oracle tests that it can do. */
export const accuracy = async (folder: string): Promise<Row[]> => {
  mkdirSync(folder, { recursive: true })
  const cases = ACCURACY_CASES.flatMap((c) =>
    c.usual ? [{ ...c, usual: c.usual, made: c.phantom(c.phases[0] ?? 0) }] : [],
  )
  const files = writePhantoms(
    folder,
    cases.map(({ made }) => made),
  )
  const ours: number[] = []
  const peers: number[] = []
  for (const [i, { truth, usual, made }] of cases.entries()) {
    const errorsMm = (loops: readonly (readonly Vec3[])[]): number[] =>
      loops.flat().map((p) => surfaceDistanceMm(truth, p))
    const { contours } = await proposePhantom(made)
    ours.push(...errorsMm(contours.map(({ pointsLps }) => pointsOf(pointsLps))))
    const written = files[i]
    if (!written) throw new Error(`no files of ${made.name}`)
    const { structureFile } = await usualWay(written, { target: 'rGTV', ...usual })
    const [read] = readExports([structureFile], folder)
    peers.push(...errorsMm((read?.rois[0]?.points ?? []).map((flat) => pointsOf(Float64Array.from(flat)))))
  }
  const [a, b] = [statsOf(ours), statsOf(peers)]
  const figure = (s: typeof a): string =>
    `mean ${s.mean.toFixed(3)} mm, p95 ${s.p95.toFixed(3)} mm, max ${s.max.toFixed(2)} mm`
  return [
    { what: `ours, ${cases.length} cases, ${a.n} vertices`, figure: figure(a), aim: '' },
    { what: `plastimatch, ${b.n} vertices`, figure: figure(b), aim: '' },
    { what: 'mean error smaller', figure: `${(b.mean / a.mean).toFixed(1)} x`, aim: 'at least 4 x' },
  ]
}
