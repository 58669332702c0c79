import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSample, propose, stepTo, upToDate } from '../support/browser/drive.js'
import { memoryMeter, totalOf } from '../support/browser/memory.js'
import { startBrowser, type TestBrowser } from '../support/browser/open-page.js'

const MB = 2 ** 20
const OPENINGS = 4

let browser: TestBrowser

beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser?.close())

test('closing a case gives back what it took, however often it is opened', async () => {
  const { page, complaints, close } = await browser.newPage()
  const meter = await memoryMeter(page)
  const open: number[] = []
  const closed: number[] = []
  for (let n = 0; n < OPENINGS; n++) {
    await openSample(page)
    await stepTo(page, 'Proposal')
    // A case that was open before comes back with its work: it proposes by itself.
    if (n === 0) await propose(page)
    else await upToDate(page)
    open.push(totalOf(await meter.settled()))
    await stepTo(page, 'Case')
    await page.getByRole('button', { name: 'Close case' }).click()
    await page.getByText('Try the sample case').waitFor()
    closed.push(totalOf(await meter.settled()))
  }
  const text = (all: readonly number[]) => all.map((bytes) => (bytes / MB).toFixed(0)).join(', ')
  console.log(`heap and buffers, open: ${text(open)} MB; closed: ${text(closed)} MB`)
  // The image alone is 5 MB, the fields of a proposal some 25 MB: one that stayed would show three times.
  expect((closed.at(-1) ?? 0) - (closed[0] ?? 0)).toBeLessThan(8 * MB)
  expect(Math.max(...closed)).toBeLessThan(Math.min(...open) / 2)
  expect(complaints).toEqual([])
  await close()
})
