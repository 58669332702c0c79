import { openSample, propose, stepTo } from '../../tests/support/browser/drive.js'
import { startBrowser } from '../../tests/support/browser/open-page.js'
import { holdBrush } from '../browser/brush.js'
import { processorTime } from '../browser/tasks.js'
import type { Row } from '../report.js'
import { quantile } from '../timing.js'

const STEPS = 20

/** W9: a stroke of the brush on the sample case, step by step. */
export const stroke = async (): Promise<Row[]> => {
  const browser = await startBrowser()
  try {
    const { page } = await browser.newPage()
    await openSample(page)
    await stepTo(page, 'Proposal')
    await propose(page)
    const brush = await holdBrush(page)
    const first = await brush.redrawn()
    const samples: number[] = []
    const spent = await processorTime(page, async () => {
      for (let n = 0; n < STEPS; n++) samples.push(await brush.redrawn())
    })
    await brush.letGo()
    const sorted = [...samples].sort((a, b) => a - b)
    const ms = (share: number): string => `${quantile(sorted, share).toFixed(0)} ms`
    return [
      { what: 'first step of a stroke', figure: `${first.toFixed(0)} ms`, aim: '' },
      { what: `${STEPS} more steps: median`, figure: ms(0.5), aim: '' },
      { what: '95th percentile', figure: ms(0.95), aim: 'under 50 ms' },
      { what: 'longest', figure: ms(1), aim: '' },
      {
        what: "processor time a step: the page's main thread",
        figure: `${(spent.mainMs / STEPS).toFixed(0)} ms`,
        aim: '',
      },
    ]
  } finally {
    await browser.close()
  }
}
