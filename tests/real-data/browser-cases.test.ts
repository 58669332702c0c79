import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  accept,
  ctvCm3,
  drawnOutline,
  greys,
  openFolder,
  propose,
  setMargin,
  settle,
  solidsDone,
  stepTo,
  textOf,
  upToDate,
  VIEWS,
} from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { buildCli, cli, scratchFolder } from '../support/cli.js'
import { readExports, roiOf } from '../support/python/exports.js'
import { zipArchive } from '../support/zip-archive.js'

const DATA = process.env.POSTOP_DATA ?? '../shared/data'

let browser: TestBrowser
let opened: OpenedPage
let page: Page

beforeAll(async () => {
  buildCli()
  browser = await startBrowser()
})
beforeEach(async () => {
  opened = await browser.newPage()
  page = opened.page
})
afterEach(async () => {
  expect(opened.complaints).toEqual([])
  expect(opened.requests.filter((url) => new URL(url).origin !== browser.origin)).toEqual([])
  await opened.close()
})
afterAll(async () => {
  await browser?.close()
})

const listedCm3 = async (name: string): Promise<number> => {
  const row = page.locator('.structure', { hasText: name }).first()
  await row.locator('.structure-volume', { hasText: /\d/ }).waitFor()
  return Number((await textOf(row.locator('.structure-volume'))).replace(/\s/g, ''))
}

const everyViewShows = async (name: string): Promise<void> => {
  for (const view of VIEWS) {
    const outline = await drawnOutline(page, view, name)
    expect((outline?.loopsMm ?? []).flat().length, `${name}, points in the ${view} view`).toBeGreaterThan(20)
  }
}

describe('a thorax from Aria', () => {
  test('opens, proposes, follows a margin and a role, undoes, and goes on after a reload', async () => {
    await openFolder(page, join(DATA, 'ct-thorax-aria'))
    for (const view of VIEWS) {
      const { values } = await greys(page, view)
      expect(values.filter((grey) => grey > 40).length / values.length, view).toBeGreaterThan(0.1)
    }
    await solidsDone(page, ['GTV-1'])
    await everyViewShows('GTV-1')
    const target = await listedCm3('GTV-1')
    await propose(page)
    await everyViewShows('CTV')
    const at5 = await ctvCm3(page)
    expect(at5).toBeGreaterThan(target)
    await setMargin(page, '3')
    await upToDate(page)
    const at3 = await ctvCm3(page)
    console.log(`GTV-1 ${target} cm3, CTV ${at3} cm3 at 3 mm, ${at5} cm3 at 5 mm`)
    expect(at3).toBeLessThan(at5)

    await stepTo(page, 'Roles')
    const role = page.getByRole('combobox', { name: 'Role of Lung-Left', exact: true })
    await role.click()
    await page.getByRole('option', { name: 'Organ: subtract', exact: true }).click()
    await upToDate(page)
    await page.keyboard.press('Control+z')
    expect(await textOf(role)).toBe('Not used')
    await page.keyboard.press('Control+Shift+z')
    expect(await textOf(role)).toBe('Organ: subtract')
    await upToDate(page)
    await stepTo(page, 'Proposal')
    const cut = await ctvCm3(page)
    expect(cut).toBeLessThan(at3)

    await page.reload()
    expect(await textOf(page.locator('.saved-cases li'))).toContain('open its files again')
    await openFolder(page, join(DATA, 'ct-thorax-aria'))
    await upToDate(page)
    expect(await ctvCm3(page)).toBe(cut)
    await setMargin(page, '5')
    await upToDate(page)
    expect(await ctvCm3(page)).toBeGreaterThan(cut)
  })
})

describe('a synthetic lung from plastimatch', () => {
  test('has a target once it is given one, and needs the thick slices accepted', async () => {
    await openFolder(page, join(DATA, 'ct-synthetic-lung-plastimatch'))
    expect(await page.getByRole('button', { name: 'Propose', exact: true }).getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('combobox', { name: 'Role of Tumor', exact: true }).click()
    await page.getByRole('option', { name: 'Target', exact: true }).click()
    await propose(page)
    await settle(page)
    await everyViewShows('CTV')
    expect(await ctvCm3(page)).toBeGreaterThan(await listedCm3('Tumor'))
    await stepTo(page, 'Export')
    const save = page.getByRole('button', { name: 'Download RTSTRUCT' })
    expect(await save.getAttribute('aria-disabled')).toBe('true')
    await accept(page, 'image/very-thick-slices')
    await upToDate(page)
    expect(await save.getAttribute('aria-disabled')).toBe('false')
    const scratch = scratchFolder('real-export')
    const file = join(scratch.path, 'saved.dcm')
    const saving = page.waitForEvent('download')
    await save.click()
    await (await saving).saveAs(file)
    const [set] = readExports([file], scratch.path)
    if (set === undefined) throw new Error('nothing was read')
    const { volume } = roiOf(set, 'CTV_PROPOSED')
    const row = page.locator('.export-contents tr', { has: page.getByRole('rowheader', { name: 'CTV_PROPOSED' }) })
    const readAgain = Number((await row.locator('td').allInnerTexts())[6])
    expect(Math.abs(readAgain - (volume?.mm3 ?? 0) / 1000), 'cm3').toBeLessThanOrEqual(0.0051)
    const verified = cli(['verify', file, '--image', join(DATA, 'ct-synthetic-lung-plastimatch')])
    expect(`${verified.stdout}${verified.stderr}`).toContain('as it was written (CTV_PROPOSED)')
    scratch.remove()
  })
})

describe('a thigh in two frames of reference', () => {
  test('packed in an archive: the case step says what each object does, and what is to be decided', async () => {
    const root = join(DATA, 'ct-mr-thigh-two-frames-mim')
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(root, name)).isFile(),
    )
    const buffer = Buffer.from(zipArchive(names.map((name) => ({ name, bytes: readFileSync(join(root, name)) }))))
    await page.setInputFiles('input[data-pick=files]', { name: 'thigh.zip', mimeType: 'application/zip', buffer })
    await page.waitForSelector('.stage')
    await settle(page)
    await stepTo(page, 'Case')
    const parts = await page.locator('[role=treeitem] .tree-part').allInnerTexts()
    expect(parts).toEqual([
      'joined by registration',
      'joined by registration',
      'planning CT',
      'belongs to the planning CT: the export copies it',
      expect.stringMatching(/^joins FoR \d+ and \d+$/),
    ])
    expect(await textOf(page.locator('[data-finding="structure/other-image"]'))).toContain('267 images')
    expect(await textOf(page.locator('[data-finding="image/very-thick-slices"]'))).toContain('3.27 mm apart')
    expect(await textOf(page.locator('.banner'))).toMatch(/STS_001.*CT.*7 Sep 2000.*MR.*3 Sep 2000.*REG/s)
  })

  test("the MR's tumour is carried by the registration and drawn on the CT in all planes", async () => {
    await openFolder(page, join(DATA, 'ct-mr-thigh-two-frames-mim'))
    await solidsDone(page, ['GTV_Mass_CT', 'GTV_Mass'])
    for (const view of VIEWS) {
      const [onCt, carried] = await Promise.all([
        drawnOutline(page, view, 'GTV_Mass_CT'),
        drawnOutline(page, view, 'GTV_Mass'),
      ])
      const centre = (outline: typeof onCt) => {
        const points = (outline?.loopsMm ?? []).flat()
        const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
        const middle = (all: readonly number[]) => (Math.min(...all) + Math.max(...all)) / 2
        return [middle(xs), middle(ys)] as const
      }
      const [a, b] = [centre(onCt), centre(carried)]
      console.log(`${view}: middles ${(a[0] - b[0]).toFixed(2)} and ${(a[1] - b[1]).toFixed(2)} mm apart`)
      expect(carried?.from, view).toBe('cut')
      expect(Math.abs(a[0] - b[0]), `${view}, across`).toBeLessThan(4)
      expect(Math.abs(a[1] - b[1]), `${view}, down`).toBeLessThan(4)
    }
  })
})
