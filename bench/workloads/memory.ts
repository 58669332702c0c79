import { openFolder, propose, stepTo, upToDate } from '../../tests/support/browser/drive.js'
import { memoryMeter, totalOf } from '../../tests/support/browser/memory.js'
import { startBrowser } from '../../tests/support/browser/open-page.js'
import { writePhantoms } from '../../tests/support/phantom/index.js'
import { headCase, ORGANS } from '../head.js'
import type { Row } from '../report.js'

const SLICES = 300
const BYTES_PER_PIXEL = 2
const OPENINGS = 5
const EVERY_MS = 100

const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`

/** The most that is held while something runs. */
const mostDuring = async (now: () => Promise<number>, run: () => Promise<void>): Promise<number> => {
  let most = 0
  let over = false
  const watch = async (): Promise<void> => {
    while (!over) {
      most = Math.max(most, await now())
      await new Promise((next) => setTimeout(next, EVERY_MS))
    }
  }
  const watching = watch()
  await run().finally(() => {
    over = true
  })
  await watching
  return most
}

/** W7: heap and buffers of the page and its workers with a CT of 300 slices, and whether opening it again and again adds to them. */
export const memory = async (folder: string): Promise<Row[]> => {
  const [files] = writePhantoms(folder, [headCase({ slices: SLICES, exclusions: ORGANS })])
  if (!files) throw new Error('no files were written')
  const pixels = 512 * 512 * SLICES * BYTES_PER_PIXEL
  const times = (bytes: number): string => `${mb(bytes)}, ${(bytes / pixels).toFixed(2)} x`
  const browser = await startBrowser()
  try {
    const { page: tab } = await browser.newPage()
    const meter = await memoryMeter(tab)
    const opening = await mostDuring(meter.now, () => openFolder(tab, files.folder))
    const open = await meter.settled()
    await stepTo(tab, 'Proposal')
    const proposing = await mostDuring(meter.now, () => propose(tab))
    const proposed = await meter.settled()
    const after: number[] = []
    for (let n = 0; n < OPENINGS; n++) {
      await stepTo(tab, 'Case')
      await openFolder(tab, files.folder)
      await upToDate(tab)
      after.push(totalOf(await meter.settled()))
    }
    const grown = (after.at(-1) ?? 0) - (after[0] ?? 0)
    return [
      { what: `pixel data of ${SLICES} slices of 512 x 512`, figure: mb(pixels), aim: '' },
      { what: 'while opening, garbage included', figure: times(opening), aim: 'under 3 x' },
      { what: 'open', figure: times(totalOf(open)), aim: 'under 3 x' },
      { what: 'during the first proposal, garbage included', figure: times(proposing), aim: 'under 3 x' },
      { what: 'with a proposal', figure: times(totalOf(proposed)), aim: 'under 3 x' },
      { what: 'of these the page alone', figure: times(proposed.page.heap + proposed.page.buffers), aim: '' },
      {
        what: `opened ${OPENINGS} more times, each with its proposal: growth after the first`,
        figure: mb(grown),
        aim: 'none',
      },
    ]
  } finally {
    await browser.close()
  }
}
