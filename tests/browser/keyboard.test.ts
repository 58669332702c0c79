import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ctvCm3, settle, upToDate } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'

let browser: TestBrowser
let opened: OpenedPage
let page: Page

beforeAll(async () => {
  browser = await startBrowser()
  opened = await browser.newPage({ width: 1440, height: 900 })
  page = opened.page
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
})

/** More stops than any step has; a part that the keyboard cannot reach ends there. */
const MOST_STOPS = 300

/** What has the focus: its role, and the name a screen reader says first. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const one = document.activeElement
    const role = one?.getAttribute('role') ?? one?.tagName.toLowerCase() ?? ''
    return `${role} ${one?.getAttribute('aria-label') ?? one?.textContent ?? ''}`
  })

/** Walks with Tab until something of that name has the focus. */
const tabTo = async (name: RegExp): Promise<void> => {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (name.test(await focused())) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${name}.`)
}

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

describe('with the keyboard alone', () => {
  test('the sample is opened and proposed, and its margin set', async () => {
    await tabTo(/^button Try the sample case/)
    await press('Enter')
    await page.waitForSelector('.stage')
    await settle(page)
    await tabTo(/^button Propose/)
    await press('Enter')
    await upToDate(page)
    const before = await ctvCm3(page)
    await tabTo(/^slider Margin/)
    await press('ArrowRight')
    await upToDate(page)
    expect(await ctvCm3(page)).toBeGreaterThan(before)
    await press('Control+z')
    await upToDate(page)
    expect(await ctvCm3(page)).toBe(before)
  })

  test('roles are walked to and changed', async () => {
    await press('Shift+2')
    await tabTo(/^combobox Role of OpticChiasm/)
    await press('Enter')
    await page.locator('[role=option][data-highlighted]').waitFor()
    await press('End')
    await page.locator('[role=option][data-highlighted]', { hasText: 'Not used' }).waitFor()
    await press('Enter')
    await upToDate(page)
    expect(await page.getByRole('combobox', { name: 'Role of OpticChiasm' }).textContent()).toContain('Not used')
    await press('Control+z')
    await upToDate(page)
  })

  test('it is asked why, and the findings are read', async () => {
    await press('Shift+4')
    await tabTo(/^button Why/)
    await tabTo(/^button Ask at the crosshair/)
    await press('Enter')
    await page
      .getByText(/target/)
      .first()
      .waitFor()
    await tabTo(/^button Findings/)
    await press('Enter')
    await settle(page)
  })

  test('the structure set is saved', async () => {
    await press('Shift+5')
    await page.locator('button[aria-disabled=false]', { hasText: 'Download as .zip' }).waitFor()
    await tabTo(/^button Download as .zip/)
    const saving = page.waitForEvent('download')
    await press('Enter')
    expect((await saving).suggestedFilename()).toMatch(/\.zip$/)
    expect(opened.complaints).toEqual([])
  })
})
