import type { Page } from 'playwright-core'
import { openSample, propose, stepTo } from '../../tests/support/browser/drive.js'
import { startBrowser } from '../../tests/support/browser/open-page.js'
import type { Row } from '../report.js'
import { quantile } from '../timing.js'

const STEPS = 20
const FROM_MM = 3
const STEP_MM = 0.5
const SLIDER_MM = 15

declare global {
  interface Window {
    /** Time from the pointer's move to the frame that shows the CTV's new contour, in ms. */
    redrawnMs?: Promise<number>
  }
}

/** From now on the next move of the pointer is timed until the axial view has drawn another CTV. */
const arm = (): void => {
  const line = (): string => document.querySelector('.view.axial [data-name="CTV"] .line')?.getAttribute('d') ?? ''
  const before = line()
  const moved = new Promise<number>((done) => {
    window.addEventListener('pointermove', () => done(performance.now()), { once: true, capture: true })
  })
  const drawn = new Promise<number>((done) => {
    const look = (): void => {
      if (line() === before) requestAnimationFrame(look)
      else done(performance.now())
    }
    look()
  })
  window.redrawnMs = Promise.all([moved, drawn]).then(([start, end]) => end - start)
}

const redrawn = async (page: Page, x: number, y: number): Promise<number> => {
  await page.evaluate(arm)
  await page.mouse.move(x, y)
  const ms = await page.evaluate(() => window.redrawnMs)
  if (ms === undefined) throw new Error('the page was not armed')
  return ms
}

/** W3: the margin's slider dragged through twenty places, on the sample case. */
export const page = async (): Promise<Row[]> => {
  const browser = await startBrowser()
  try {
    const { page: tab } = await browser.newPage()
    await openSample(tab)
    await stepTo(tab, 'Proposal')
    await propose(tab)
    const track = await tab.locator('.margin .slider').boundingBox()
    const thumb = await tab.locator('.margin .slider-thumb').boundingBox()
    if (!track || !thumb) throw new Error('the page has no margin slider')
    const y = thumb.y + thumb.height / 2
    const at = (mm: number): number => track.x + (track.width * mm) / SLIDER_MM
    await tab.mouse.move(thumb.x + thumb.width / 2, y)
    await tab.mouse.down()
    const first = await redrawn(tab, at(FROM_MM), y)
    const samples: number[] = []
    for (let n = 1; n <= STEPS; n++) samples.push(await redrawn(tab, at(FROM_MM + STEP_MM * n), y))
    await tab.mouse.up()
    const sorted = [...samples].sort((a, b) => a - b)
    const ms = (share: number): string => `${quantile(sorted, share).toFixed(0)} ms`
    return [
      { what: 'first move of the slider', figure: `${first.toFixed(0)} ms`, aim: '' },
      { what: `${STEPS} more moves: median`, figure: ms(0.5), aim: '' },
      { what: '95th percentile', figure: ms(0.95), aim: 'under 100 ms' },
      { what: 'longest', figure: ms(1), aim: '' },
    ]
  } finally {
    await browser.close()
  }
}
