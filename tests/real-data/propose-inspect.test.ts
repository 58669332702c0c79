import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildCli, cli, printed } from '../support/cli.js'

const ROOT = resolve(process.env.POSTOP_DATA ?? '../shared/data')

type Facts = {
  readonly cases: Readonly<
    Record<
      string,
      {
        readonly series: readonly { readonly seriesUID: string; readonly kind: string; readonly files: number }[]
        readonly structureSets: readonly {
          readonly path: string
          readonly rois: readonly {
            readonly name: string
            readonly contours: number
            readonly volumeCm3?: number | null
          }[]
        }[]
      }
    >
  >
}
const facts = JSON.parse(readFileSync(join(ROOT, 'facts.json'), 'utf8')) as Facts

type Inspection = {
  readonly series: readonly {
    readonly seriesUid: string
    readonly modality: string
    readonly images: number
    readonly refusal: unknown
  }[]
  readonly structureSets: readonly {
    readonly file: string
    readonly rois: readonly { readonly name: string; readonly contours: number; readonly contourCm3: number | null }[]
  }[]
  readonly problems: readonly { readonly code: string; readonly message: string; readonly file: string | null }[]
}

beforeAll(buildCli)

describe.each(Object.keys(facts.cases))('inspect reads or refuses with a reason: %s', (name) => {
  it('says every structure set with its ROIs, every series, and a sentence for the rest', () => {
    const known = facts.cases[name]
    if (!known) throw new Error(`no facts of ${name}`)
    const run = cli(['inspect', join(ROOT, name), '--json'])
    expect(run.stderr).not.toMatch(/^\s+at /m)
    expect(run.stdout.trim().split('\n').length).toBeGreaterThan(0)
    expect(run.exit).toBe(0)
    const i = printed<Inspection>(run)
    const rois = (
      sets: readonly { readonly rois: readonly { readonly name: string; readonly contours: number }[] }[],
    ) => sets.flatMap((s) => s.rois.map((r) => `${r.name} ${r.contours}`)).toSorted()
    expect(rois(i.structureSets)).toEqual(rois(known.structureSets))
    for (const set of known.structureSets) {
      const found = i.structureSets.find((s) => s.file.endsWith(set.path))
      set.rois.forEach(({ name: roi, contours, volumeCm3 }, n) => {
        const cm3 = found?.rois[n]?.contourCm3 ?? null
        if (contours === 0 || volumeCm3 === null || volumeCm3 === undefined) expect(cm3, roi).toBeNull()
        else expect(Math.abs((cm3 ?? 0) / volumeCm3 - 1), `cm3 of ${roi}`).toBeLessThan(0.001)
      })
    }
    for (const s of known.series.filter((k) => k.kind === 'CT' || k.kind === 'MR')) {
      const found = i.series.filter((f) => f.seriesUid === s.seriesUID).reduce((n, f) => n + f.images, 0)
      const refused = i.problems.length
      // What is not among the images is named among the problems.
      expect(found + refused, `${s.kind} ${s.seriesUID}`).toBeGreaterThanOrEqual(
        Math.min(s.files, found === 0 ? 1 : s.files - refused),
      )
      expect(found).toBeLessThanOrEqual(s.files)
    }
    for (const p of i.problems) {
      expect(p.code).not.toBe('internal/unexpected')
      expect(p.message).toMatch(/\S.*[.!]$/)
    }
  })
})
