import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quietJob } from '../../src/core/job/index.js'
import type { Volume } from '../../src/core/volume/index.js'
import { loadVolume, scanFiles } from '../../src/dicom/index.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { folderFiles } from '../support/dicom-folder.js'

const CT = resolve(import.meta.dirname, '../../sample-dicom/case/CT')

/** Files whose pixels come later: the 20 uppermost slices. */
const HELD = /CT-0(4[1-9]|5\d|60)\.dcm$/

let browser: TestBrowser
let opened: OpenedPage
let volume: Volume

beforeAll(async () => {
  browser = await startBrowser()
  opened = await browser.newPage()
  const [series] = (await scanFiles(await folderFiles(CT), quietJob)).series
  if (series === undefined) throw new Error('the sample has no CT')
  volume = (await loadVolume(series, quietJob)).volume
})
afterAll(() => browser?.close())

type Section = { readonly width: number; readonly height: number; readonly values: readonly number[] }

const section = (page: Page, name: string): Promise<Section> =>
  page.evaluate((wanted) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`[data-arriving="${wanted}"] canvas`)
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    if (canvas === null || data === undefined) throw new Error(`there is no ${wanted} section`)
    const values = Array.from({ length: data.length / 4 }, (_, n) => data[4 * n] ?? 0)
    return { width: canvas.width, height: canvas.height, values }
  }, name)

/** Grey of soft tissue, 400 HU wide at 40 HU. */
const greyAt = (i: number, j: number, k: number): number => {
  const [ni, nj] = volume.grid.size
  const hu = (volume.data[i + ni * (j + nj * k)] ?? 0) * (volume.slope[k] ?? 1) + (volume.intercept[k] ?? 0)
  return Math.min(255, Math.max(0, Math.round((255 * (hu + 160)) / 400)))
}

test('what has been read of the planning CT is to be seen while the rest comes, each view the right way round', async () => {
  const { page, complaints } = opened
  const asked = new Map<string, number>()
  let release = (): void => {}
  const released = new Promise<void>((done) => {
    release = done
  })
  // The first request of a file is for its header.
  await page.route('**/CT-*.dcm', async (route) => {
    const url = route.request().url()
    const times = (asked.get(url) ?? 0) + 1
    asked.set(url, times)
    if (times > 1 && HELD.test(url)) await released
    // As over a network: at once they would all be there before a second picture is due.
    else if (times > 1) await new Promise((done) => setTimeout(done, 150))
    await route.continue()
  })
  await page.getByText('Try the sample case').click()
  await page.locator('.progress-head', { hasText: 'Reading planning CT' }).waitFor()
  const [ni, nj, nk] = volume.grid.size
  const lit = async (): Promise<number> => {
    const { width, height, values } = await section(page, 'coronal')
    return Array.from({ length: height }, (_, y) => values.slice(width * y, width * (y + 1))).filter((row) =>
      row.some((grey) => grey > 0),
    ).length
  }
  await expect.poll(lit, { timeout: 60_000, interval: 100 }).toBeGreaterThan(10)
  expect(await page.locator('.stage').count()).toBe(0)

  const coronal = await section(page, 'coronal')
  const sagittal = await section(page, 'sagittal')
  expect([coronal.width, coronal.height, sagittal.width]).toEqual([ni, nk, nj])
  let seen = 0
  for (let k = 0; k < nk; k++) {
    // Superior is up, the patient's left on the right of the coronal section, posterior on the right of the sagittal one.
    const row = coronal.values.slice(ni * (nk - 1 - k), ni * (nk - k))
    const beside = sagittal.values.slice(nj * (nk - 1 - k), nj * (nk - k))
    if (row.every((grey) => grey === 0)) continue
    seen++
    expect(row.every((grey, i) => Math.abs(grey - greyAt(i, nj >> 1, k)) <= 1)).toBe(true)
    expect(beside.every((grey, j) => Math.abs(grey - greyAt(ni >> 1, j, k)) <= 1)).toBe(true)
  }
  expect(seen).toBeGreaterThan(10)
  expect(seen).toBeLessThanOrEqual(40)
  const axial = await section(page, 'axial')
  const matches = Array.from({ length: nk }, (_, k) => k).filter((k) =>
    axial.values.every((grey, n) => Math.abs(grey - greyAt(n % ni, Math.floor(n / ni), k)) <= 1),
  )
  expect(matches.length).toBe(1)

  release()
  await page.locator('.stage').waitFor()
  expect(await page.locator('.arriving').count()).toBe(0)
  expect(complaints).toEqual([])
})
