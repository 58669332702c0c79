import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  centreOn,
  ctvCm3,
  drawnOutline,
  openFolder,
  openSample,
  propose,
  setMargin,
  settle,
  sliceMm,
  stepTo,
  textOf,
  upToDate,
} from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { SAMPLE, scratchFolder } from '../support/cli.js'
import * as cf from '../support/closed-forms/index.js'

const scratch = scratchFolder('robustness-step')
let browser: TestBrowser
let opened: OpenedPage
let page: Page

beforeAll(async () => {
  browser = await startBrowser()
  opened = await browser.newPage()
  page = opened.page
  await openSample(page)
  await propose(page)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
  scratch.remove()
})

const toRobustness = async (on: Page): Promise<void> => {
  await stepTo(on, 'Review')
  await on.getByRole('button', { name: 'Robust', exact: true }).click()
}

type Row = { readonly scenario: string; readonly cm3: number; readonly missed: number }

const rowsOf = async (on: Page): Promise<readonly Row[]> => {
  await on.locator('[data-robustness=current]').waitFor()
  return on.locator('.scenarios tbody tr').evaluateAll((all) =>
    all.map((row) => {
      const [cm3, , missed] = [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')
      return { scenario: row.querySelector('th')?.textContent ?? '', cm3: Number(cm3), missed: Number(missed) }
    }),
  )
}

describe('the CTV if it were otherwise', () => {
  test('can be cancelled, and then begun again', async () => {
    await toRobustness(page)
    await page.getByRole('button', { name: 'Check robustness' }).click()
    await page.locator('.progress-card').getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Check robustness' }).waitFor()
    expect(await page.locator('.scenarios').count()).toBe(0)
    await page.getByRole('button', { name: 'Check robustness' }).click()
    const rows = await rowsOf(page)
    expect(rows.map((row) => row.scenario)).toEqual([
      'As proposed',
      'Air −100 HU',
      'Air +100 HU',
      'Margin −1 mm',
      'Margin +1 mm',
    ])
    // The bed's own edge is the air's: it is missed by no more than the threshold moves that.
    for (const { missed } of rows) expect(missed).toBeLessThan(0.2)
  })

  test('the envelope is the band from 4 to 6 mm where nothing is cut', async () => {
    await centreOn(page, 'rGTV')
    const z = await sliceMm(page, 'axial')
    const band = await drawnOutline(page, 'axial', 'Envelope')
    // Away from the cavity the bed is two ellipsoids (sample-dicom/README.md).
    const bed = cf.union(cf.ellipsoid([14, 1.5, 1], [16, 11, 16]), cf.ellipsoid([24.5, -11.975, 3], [9, 6.1875, 9]))
    const lateral = (band?.loopsMm ?? []).flat().filter(([x]) => x > 20)
    const awayMm = lateral.map(([x, y]) => bed.signedMm([x, y, z]))
    const near = (mm: number) => awayMm.filter((d) => Math.abs(d - mm) < 0.3).length
    expect(lateral.length).toBeGreaterThan(60)
    expect(near(4)).toBeGreaterThan(25)
    expect(near(6)).toBeGreaterThan(25)
    expect(near(4) + near(6)).toBe(lateral.length)
    await page.getByRole('checkbox', { name: 'Show the envelope' }).uncheck()
    await settle(page)
    expect(await drawnOutline(page, 'axial', 'Envelope')).toBeNull()
    await page.getByRole('checkbox', { name: 'Show the envelope' }).check()
  })

  test('a margin of 1 mm less and more is the proposal at 4 and 6 mm; another recipe makes it stale', async () => {
    const rows = await rowsOf(page)
    for (const [name, mm] of [
      ['Margin −1 mm', '4'],
      ['Margin +1 mm', '6'],
    ] as const) {
      await stepTo(page, 'Proposal')
      await setMargin(page, mm)
      await upToDate(page)
      expect(rows.find((row) => row.scenario === name)?.cm3).toBe(await ctvCm3(page))
    }
    await toRobustness(page)
    expect(await page.locator('[data-robustness=stale]').count()).toBe(1)
    expect(await textOf(page.locator('.robustness-stale'))).toContain('Stale')
    expect(await drawnOutline(page, 'axial', 'Envelope')).toBeNull()
  })

  test('a change of the recipe meanwhile ends it', async () => {
    await page.getByRole('button', { name: 'Check robustness' }).click()
    await page.locator('.progress-card').waitFor()
    await stepTo(page, 'Proposal')
    await setMargin(page, '5')
    await upToDate(page)
    const shown = await ctvCm3(page)
    await toRobustness(page)
    await page.getByRole('button', { name: /^Check/ }).waitFor()
    await page.waitForTimeout(1500)
    expect(await page.locator('.progress-card').count()).toBe(0)
    // The figures are those of 5 mm from before, and of this CTV again.
    expect((await rowsOf(page))[0]?.cm3).toBe(shown)
    expect(opened.complaints).toEqual([])
  })
})

describe('a target that comes through a registration', () => {
  test('is shifted by 2 mm and turned by 2 degrees about every axis too, and what the CTV then misses is told', async () => {
    const folder = join(scratch.path, 'carried')
    for (const part of ['CT', 'RS-MR.dcm', 'REG.dcm'])
      cpSync(join(SAMPLE, part), join(folder, part), { recursive: true })
    const other = await browser.newPage({ width: 1280, height: 800 })
    await openFolder(other.page, folder)
    await propose(other.page)
    await toRobustness(other.page)
    await other.page.getByRole('button', { name: 'Check robustness' }).click()
    const rows = await rowsOf(other.page)
    expect(rows.filter((row) => /^(Shift|Turn)/.test(row.scenario)).map((row) => row.scenario)).toEqual([
      'Shift 2 mm right',
      'Shift 2 mm left',
      'Shift 2 mm anterior',
      'Shift 2 mm posterior',
      'Shift 2 mm inferior',
      'Shift 2 mm superior',
      'Turn −2° left–right',
      'Turn +2° left–right',
      'Turn −2° front–back',
      'Turn +2° front–back',
      'Turn −2° head–foot',
      'Turn +2° head–foot',
    ])
    // A margin of 5 mm covers what is 2 mm off.
    const nominal = rows[0]
    for (const { cm3, missed } of rows.filter((row) => row.scenario.startsWith('Shift'))) {
      expect(missed).toBeLessThan(0.3)
      expect(Math.abs(cm3 / (nominal?.cm3 ?? Number.NaN) - 1)).toBeLessThan(0.15)
    }
    expect(other.complaints).toEqual([])
    await other.close()
  })
})
