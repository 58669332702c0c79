import { openFolder, openSample, propose, settle, stepTo, upToDate } from '../../tests/support/browser/drive.js'
import { startBrowser, type TestBrowser } from '../../tests/support/browser/open-page.js'
import { writePhantoms } from '../../tests/support/phantom/index.js'
import { holdSlider } from '../browser/slider.js'
import { longest, mainThreadTasks, type Task } from '../browser/tasks.js'
import { headCase, ORGANS } from '../head.js'
import type { Row } from '../report.js'

const SLICES = 200
const DRAG_MM = [4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10] as const

const row = (what: string, tasks: readonly Task[]): Row => {
  const worst = longest(tasks)
  const over = tasks.filter((t) => t.oursMs > 50).length
  return {
    what,
    figure: `${worst.oursMs.toFixed(0)} ms (${worst.mostly}); ${over} over 50 ms`,
    aim: 'no task over 50 ms',
  }
}

const onCase = async (browser: TestBrowser, name: string, open: (tab: Tab) => Promise<void>): Promise<Row[]> => {
  const { page: tab, close } = await browser.newPage()
  const opening = await mainThreadTasks(tab, () => open(tab))
  await stepTo(tab, 'Proposal')
  await settle(tab)
  const proposing = await mainThreadTasks(tab, () => propose(tab))
  const dragging = await mainThreadTasks(tab, async () => {
    const slider = await holdSlider(tab)
    for (const mm of DRAG_MM) await slider.redrawnAt(mm)
    await slider.letGo()
    await upToDate(tab)
  })
  await close()
  return [
    row(`${name}: opening`, opening),
    row(`${name}: first proposal`, proposing),
    row(`${name}: drag of the slider and its figures`, dragging),
  ]
}

type Tab = Awaited<ReturnType<TestBrowser['newPage']>>['page']

/** W6: the longest task of ours on the page's main thread; Cornerstone's own drawing and upload are left out by their stacks. */
export const tasks = async (folder: string): Promise<Row[]> => {
  const [files] = writePhantoms(folder, [headCase({ slices: SLICES, exclusions: ORGANS })])
  if (!files) throw new Error('no files were written')
  const browser = await startBrowser()
  try {
    return [
      ...(await onCase(browser, 'sample', openSample)),
      ...(await onCase(browser, `CT of 512 x 512 x ${SLICES}`, (tab) => openFolder(tab, files.folder))),
    ]
  } finally {
    await browser.close()
  }
}
