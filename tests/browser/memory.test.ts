import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFolder, propose, stepTo, upToDate } from '../support/browser/drive.js'
import { memoryMeter, totalOf } from '../support/browser/memory.js'
import { startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { SAMPLE } from '../support/cli.js'

const MB = 2 ** 20

let browser: TestBrowser

beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser?.close())

test('opening a case and proposing again and again keeps no more memory than once', async () => {
  const { page, complaints, close } = await browser.newPage()
  const meter = await memoryMeter(page)
  const held: number[] = []
  for (let n = 0; n < 4; n++) {
    if (n > 0) await stepTo(page, 'Case')
    await openFolder(page, SAMPLE)
    await stepTo(page, 'Proposal')
    // A case that was open before comes back with its work: it proposes by itself.
    if (n === 0) await propose(page)
    else await upToDate(page)
    const now = await meter.settled()
    held.push(totalOf(now))
    expect(now.workers.length, 'one worker reads, one computes').toBe(2)
  }
  console.log(`heap and buffers after each opening: ${held.map((bytes) => (bytes / MB).toFixed(0)).join(', ')} MB`)
  // The image alone is 5 MB, the fields of a proposal some 25 MB: one that stayed would show three times.
  expect((held.at(-1) ?? 0) - (held[0] ?? 0)).toBeLessThan(8 * MB)
  expect(complaints).toEqual([])
  await close()
})
