import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSample, settle, stepTo } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'

let browser: TestBrowser
let opened: OpenedPage
let page: Page

beforeAll(async () => {
  browser = await startBrowser()
  opened = await browser.newPage({ width: 1440, height: 900 })
  page = opened.page
  await openSample(page)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
})

const hint = () => page.getByRole('note')
const settings = async (item: string): Promise<void> => {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('menu').getByText(item, { exact: true }).click()
  await settle(page)
}

describe('a hint', () => {
  test('stands at each step until it is put away; then it stays away, over a reload too', async () => {
    await stepTo(page, 'Case')
    expect(await hint().textContent()).toContain('which CT is planned on')
    await page.getByRole('button', { name: 'Put this hint away' }).click()
    expect(await hint().count()).toBe(0)
    await stepTo(page, 'Roles')
    expect(await hint().textContent()).toContain('guesses by name')
    await page.reload()
    await page.waitForSelector('.stage')
    await stepTo(page, 'Case')
    expect(await hint().count()).toBe(0)
    await stepTo(page, 'Roles')
    expect(await hint().count()).toBe(1)
  })

  test('comes back when it is asked for', async () => {
    await stepTo(page, 'Case')
    await settings('Show the hints again')
    expect(await hint().count()).toBe(1)
  })
})

describe('the size of text', () => {
  const letterPx = () =>
    page
      .locator('.rail-step')
      .first()
      .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize))
  const labelPx = () => page.locator('.view.axial').evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize))

  test('is chosen, also of what stands on the images, and nothing leaves the window', async () => {
    const before = [await letterPx(), await labelPx()]
    await settings('125 %')
    const after = [await letterPx(), await labelPx()]
    expect(after).toEqual(before.map((px) => px * 1.25))
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(beyond).toBe(0)
    await settings('100 %')
    expect([await letterPx(), await labelPx()]).toEqual(before)
  })
})
