import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { centreOn, greysAt, openFolder, sliceMm } from '../support/browser/drive.js'
import { startBrowser, type TestBrowser } from '../support/browser/open-page.js'

const CASE = resolve(import.meta.dirname, '../../sample-dicom/case')

let browser: TestBrowser
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-uneven-'))
  cpSync(CASE, folder, { recursive: true })
  rmSync(join(folder, 'CT/CT-006.dcm'))
  browser = await startBrowser()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await browser?.close()
})

/** Points of a view's own mm, 2.5 mm apart. */
const around = (right: number, down: number) =>
  Array.from(
    { length: 41 * 21 },
    (_, n) => [right + 2.5 * ((n % 41) - 20), down + 2.5 * (Math.floor(n / 41) - 10)] as const,
  )

const apart = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, grey, n) => sum + Math.abs(grey - (b[n] ?? 0)), 0) / a.length

/** What the three views show of a folder, round the target. */
const shown = async (path: string) => {
  const { page, complaints, close } = await browser.newPage()
  await openFolder(page, path)
  await page.locator('.viewer:not([aria-busy])').waitFor()
  await centreOn(page, 'rGTV')
  const banner = await page.locator('.stage-banner').count()
  const at = [await sliceMm(page, 'sagittal'), await sliceMm(page, 'coronal')]
  const [x = 0, y = 0] = at
  const z = await sliceMm(page, 'axial')
  const greysOf = (view: 'sagittal' | 'coronal', downMm: number) =>
    greysAt(page, view, around(view === 'sagittal' ? y : x, -z + downMm))
  const views = {
    sagittal: await greysOf('sagittal', 0),
    coronal: await greysOf('coronal', 0),
    lower: await greysOf('coronal', 6),
    higher: await greysOf('coronal', -6),
  }
  expect(complaints).toEqual([])
  await close()
  return { banner, at, views }
}

test('a CT without one of its slices stands on the screen where the whole one does, with a word on it', async () => {
  const [even, uneven] = [await shown(CASE), await shown(folder)]
  expect([even.banner, uneven.banner]).toEqual([0, 1])
  expect(uneven.at).toEqual(even.at)
  // Blended slices are a little softer; 6 mm too high or low is another picture.
  expect(apart(even.views.sagittal, uneven.views.sagittal)).toBeLessThan(10)
  const coronal = apart(even.views.coronal, uneven.views.coronal)
  expect(coronal).toBeLessThan(10)
  const moved = [apart(even.views.lower, uneven.views.coronal), apart(even.views.higher, uneven.views.coronal)]
  expect(coronal).toBeLessThan(0.5 * Math.min(...moved))
})
