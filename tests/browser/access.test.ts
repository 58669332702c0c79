import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSample, propose, settle, stepTo } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { violations } from '../support/browser/violations.js'

let browser: TestBrowser
let opened: OpenedPage
let page: Page

beforeAll(async () => {
  browser = await startBrowser()
  opened = await browser.newPage({ width: 1280, height: 800 })
  page = opened.page
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
})

const holds = async (): Promise<void> => {
  const { found, held } = await violations(page)
  expect(found).toEqual([])
  expect(held).toBeGreaterThan(10)
}

describe('axe finds nothing against WCAG 2.2 AA', () => {
  test('on the first page', holds)

  test.each(['Case', 'Roles', 'Proposal', 'Review', 'Export'] as const)('at the step %s', async (step) => {
    if (step === 'Case') {
      await openSample(page)
      await propose(page)
    }
    await stepTo(page, step)
    await settle(page)
    await holds()
  })

  test.each([
    ['the table of keys', '?'],
    ['the list of commands', 'Control+k'],
  ])('in %s', async (_, key) => {
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    await holds()
    await page.keyboard.press('Escape')
  })
})
