import { openSample, propose, stepTo } from '../../tests/support/browser/drive.js'
import { startBrowser } from '../../tests/support/browser/open-page.js'
import { holdSlider } from '../browser/slider.js'
import { processorTime } from '../browser/tasks.js'
import type { Row } from '../report.js'
import { quantile } from '../timing.js'

const STEPS = 20
const FROM_MM = 3
const STEP_MM = 0.5

/** W3: the margin's slider dragged through twenty places, on the sample case. */
export const page = async (): Promise<Row[]> => {
  const browser = await startBrowser()
  try {
    const { page: tab } = await browser.newPage()
    await openSample(tab)
    await stepTo(tab, 'Proposal')
    await propose(tab)
    const slider = await holdSlider(tab)
    const first = await slider.redrawnAt(FROM_MM)
    const samples: number[] = []
    for (let n = 1; n <= STEPS; n++) samples.push(await slider.redrawnAt(FROM_MM + STEP_MM * n))
    const back = await processorTime(tab, async () => {
      for (let n = STEPS - 1; n >= 0; n--) await slider.redrawnAt(FROM_MM + STEP_MM * n)
    })
    await slider.letGo()
    const sorted = [...samples].sort((a, b) => a - b)
    const ms = (share: number): string => `${quantile(sorted, share).toFixed(0)} ms`
    return [
      { what: 'first move of the slider', figure: `${first.toFixed(0)} ms`, aim: '' },
      { what: `${STEPS} more moves: median`, figure: ms(0.5), aim: '' },
      { what: '95th percentile', figure: ms(0.95), aim: 'under 100 ms' },
      { what: 'longest', figure: ms(1), aim: '' },
      { what: 'processor time a move: the worker', figure: `${(back.workersMs / STEPS).toFixed(0)} ms`, aim: '' },
      {
        what: "processor time a move: the page's main thread",
        figure: `${(back.mainMs / STEPS).toFixed(0)} ms`,
        aim: '',
      },
    ]
  } finally {
    await browser.close()
  }
}
