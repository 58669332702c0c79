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

describe('the panels', () => {
  const widthPx = async (selector: string) => (await page.locator(selector).boundingBox())?.width ?? 0

  test('are dragged and moved by keys between 220 and 480 pixels, kept over a reload, and reset', async () => {
    await stepTo(page, 'Proposal')
    const before = await widthPx('.panel')
    const edge = page.getByRole('separator', { name: 'Width of the right panel' })
    const box = await edge.boundingBox()
    if (box === null) throw new Error('The edge is not in sight.')
    await page.mouse.move(box.x + box.width / 2, box.y + 300)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 - 60, box.y + 300, { steps: 4 })
    await page.mouse.up()
    expect(await widthPx('.panel')).toBeCloseTo(before + 60, 0)
    await edge.press('ArrowRight')
    expect(await widthPx('.panel')).toBeCloseTo(before + 44, 0)
    await page.reload()
    await page.waitForSelector('.stage .view')
    await settle(page)
    expect(await widthPx('.panel')).toBeCloseTo(before + 44, 0)
    await edge.dblclick()
    expect(await widthPx('.panel')).toBe(before)
  })

  test('make way for the images and come back by a key', async () => {
    const stage = await widthPx('.stage')
    const panel = await widthPx('.panel')
    const list = await widthPx('.structures')
    await page.keyboard.press('Control+\\')
    await settle(page)
    expect(await widthPx('.stage')).toBe(stage + panel + list)
    await page.keyboard.press('Control+\\')
    await settle(page)
    expect(await widthPx('.stage')).toBe(stage)
  })
})
