import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  ctvCm3,
  openFolder,
  openSample,
  propose,
  setMargin,
  stepTo,
  textOf,
  upToDate,
} from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'

const CASE = resolve(import.meta.dirname, '../../sample-dicom/case')

let browser: TestBrowser
let opened: OpenedPage
let page: Page

beforeAll(async () => {
  browser = await startBrowser()
})
beforeEach(async () => {
  opened = await browser.newPage()
  page = opened.page
})
afterEach(async () => {
  expect(opened.complaints).toEqual([])
  await opened.close()
})
afterAll(() => browser?.close())

const margin = (): Promise<string> => page.locator('.margin input').inputValue()

/** Another page of the same browser profile, as after the tab was closed or killed. */
const comeBack = async (): Promise<void> => {
  page = await opened.page.context().newPage()
  await page.goto(browser.origin)
}

test('a reload brings the sample back with margin, CTV and undo', async () => {
  await openSample(page)
  await propose(page)
  await setMargin(page, '7')
  await upToDate(page)
  const before = await ctvCm3(page)
  expect(await textOf(page.locator('.status-bar'))).toMatch(/Saved on this computer \d\d:\d\d/)
  await page.reload()
  await upToDate(page)
  expect(await margin()).toBe('7.0')
  expect(await ctvCm3(page)).toBe(before)
  await page.keyboard.press('Control+z')
  await upToDate(page)
  expect(await margin()).toBe('5.0')
})

test('a page that is killed in the middle of a drag has lost at most its last moment', async () => {
  await openSample(page)
  await propose(page)
  const thumb = page.locator('.margin [role=slider]')
  const box = await thumb.boundingBox()
  if (box === null) throw new Error('The slider has no place.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 30, y, { steps: 6 })
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('.margin input')?.value !== '5.0')
  const dragged = await margin()
  await page.waitForTimeout(250)
  const client = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  client.send('Page.crash').catch(() => {}) // nobody is left to answer
  await crashed
  await comeBack()
  await upToDate(page)
  expect(await margin()).toBe(dragged)
  await page.keyboard.press('Control+z')
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('.margin input')?.value === '5.0')
})

test('files that the browser cannot open again are asked for, and recognised by their content', async () => {
  await openFolder(page, CASE)
  await stepTo(page, 'Proposal')
  await setMargin(page, '6')
  await comeBack()
  const saved = page.locator('.saved-cases li')
  expect(await textOf(saved)).toMatch(/SYN-0001[\s\S]*open its files again/)
  await openFolder(page, CASE)
  expect(await margin()).toBe('6.0')
})

test('saved work can be removed, and asks first', async () => {
  await openSample(page)
  await stepTo(page, 'Proposal')
  await setMargin(page, '6')
  await stepTo(page, 'Case')
  const keys = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => name),
    document.title,
    location.href,
  ])
  expect(keys.join(' ')).not.toMatch(/SYN|SAMPLE/)
  await openFolder(page, CASE)
  await comeBack()
  await page.getByRole('button', { name: /^Remove the saved work/ }).click()
  await page.getByRole('button', { name: 'Keep it' }).click()
  expect(await page.locator('.saved-cases li').count()).toBe(1)
  await page.getByRole('button', { name: /^Remove the saved work/ }).click()
  await page.getByRole('button', { name: 'Remove saved work' }).click()
  await page.locator('.saved-cases').waitFor({ state: 'detached' })
  await page.reload()
  await page.getByText('Try the sample case').waitFor()
  expect(await page.locator('.saved-cases').count()).toBe(0)
})

test('a computation that breaks is started again, and the work goes on', async () => {
  await openSample(page)
  await propose(page)
  const before = await ctvCm3(page)
  for (const worker of page.workers())
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('broken on purpose')
      })
    })
  await page.waitForTimeout(500)
  await setMargin(page, '6')
  await upToDate(page)
  expect(await ctvCm3(page)).toBeGreaterThan(before)
  const complaints = opened.complaints.splice(0)
  expect(complaints.filter((line) => !line.includes('broken on purpose'))).toEqual([])
})
