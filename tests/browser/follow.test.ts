import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRecipe } from '../../src/dicom/index.js'
import { ctvCm3, openSample, propose, setMargin, stepTo, upToDate } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { buildCli, cli, SAMPLE } from '../support/cli.js'

/** What the page shows in one frame. */
type Frame = {
  readonly marginMm: string
  readonly state: string
  readonly ctvOpacity: string
  readonly ctv: string
}

declare global {
  interface Window {
    seenFrames?: Frame[]
  }
}

let browser: TestBrowser
let opened: OpenedPage
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-follow-'))
  buildCli()
  browser = await startBrowser()
  opened = await browser.newPage()
  await openSample(opened.page)
  await propose(opened.page)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** From now on notes what every frame shows. */
const recordFrames = (): void => {
  const frames: Frame[] = []
  window.seenFrames = frames
  const note = (): void => {
    const ctv = document.querySelector('.view.axial [data-name="CTV"]')
    frames.push({
      marginMm: document.querySelector<HTMLInputElement>('.margin input')?.value ?? '',
      state: document.querySelector('.banner-state')?.textContent?.trim() ?? '',
      ctvOpacity: ctv?.getAttribute('opacity') ?? '',
      ctv: ctv?.querySelector('.line')?.getAttribute('d') ?? '',
    })
    requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
}

/** Drags the margin's slider by so many px in steps of a few, as fast as the page takes them. */
const dragFast = async (px: number): Promise<void> => {
  const { page } = opened
  const thumb = await page.getByRole('slider', { name: 'Margin', exact: true }).boundingBox()
  if (thumb === null) throw new Error('There is no slider.')
  const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 1.5 * px, y, { steps: 12 })
  await page.mouse.move(x + px, y, { steps: 8 })
  await page.mouse.up()
}

/** Hash of the CTV's geometry in a written structure set. */
const hashIn = (file: string): string => {
  const hash = readRecipe(new Uint8Array(readFileSync(file)), file).rois[0]?.geometryHash
  if (hash === undefined) throw new Error(`${file} holds no CTV.`)
  return hash
}

const downloaded = async (name: string): Promise<string> => {
  const { page } = opened
  const file = join(folder, name)
  await stepTo(page, 'Export')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download RTSTRUCT' }).click()
  await (await saving).saveAs(file)
  await stepTo(page, 'Proposal')
  return hashIn(file)
}

/** The same, by the command line in its own words. */
const byCommandLine = (marginMm: string): string => {
  const out = join(folder, `cli-${marginMm}.dcm`)
  const args = ['--image', join(SAMPLE, 'CT'), '--structures', join(SAMPLE, 'RS-CT.dcm'), join(SAMPLE, 'RS-MR.dcm')]
  const target = ['--target', 'rGTV', 'TumorBed', '--registration', join(SAMPLE, 'REG.dcm')]
  const run = cli(['propose', ...args, ...target, '--margin', marginMm, '--out', out])
  expect(run.exit, run.stderr).toBe(0)
  return hashIn(out)
}

describe('a fast drag of the slider', () => {
  test('ends with the last place, and no frame passes off an older CTV as the one asked for', async () => {
    const { page } = opened
    await page.evaluate(recordFrames)
    await dragFast(60)
    await upToDate(page)
    const frames = await page.evaluate(() => window.seenFrames ?? [])
    const last = frames.at(-1)
    const first = frames[0]
    if (first === undefined || last === undefined) throw new Error('no frame was seen')
    expect(Number(last.marginMm)).toBeGreaterThan(7)
    const between = frames.filter((f) => f.marginMm !== first.marginMm && f.marginMm !== last.marginMm)
    expect(between.length).toBeGreaterThan(0)
    expect(new Set(between.map((f) => f.state))).toEqual(new Set(['Updating']))
    // A frame that says it is up to date shows what the first or the last margin makes.
    const shown = (f: Frame) => [f.marginMm, f.ctvOpacity, f.ctv].join()
    const upToDateFrames = frames.filter((f) => f.state === 'Up to date')
    expect(new Set(upToDateFrames.map(shown))).toEqual(new Set([shown(first), shown(last)]))
    expect(last.ctvOpacity).toBe('1')
    // While the margin has moved on and its contours are not there yet, the old ones are there, and the page says so.
    const late = frames.filter((f) => f.ctv === first.ctv && f.marginMm !== first.marginMm)
    expect(late.length).toBeGreaterThan(0)
    expect(new Set(late.map((f) => f.state))).toEqual(new Set(['Updating']))
    const dragged = await ctvCm3(page)
    await setMargin(page, '12')
    await upToDate(page)
    expect(await ctvCm3(page)).toBeGreaterThan(dragged + 5)
    await setMargin(page, last.marginMm)
    await upToDate(page)
    expect(await ctvCm3(page)).toBe(dragged)
  })
})

describe("the page's CTV is the command line's, by the hash of its geometry", () => {
  test('at 5 mm and where a drag ended', async () => {
    const { page } = opened
    const margins: string[] = []
    for (const go of [() => setMargin(page, '5'), () => dragFast(45)]) {
      await go()
      await upToDate(page)
      margins.push(await page.locator('.margin input').inputValue())
      expect(await downloaded(`page-${margins.length}.dcm`)).toBe(byCommandLine(margins.at(-1) ?? ''))
    }
    expect(margins[0]).toBe('5.0')
    expect(Number(margins[1])).toBeGreaterThan(6)
  })
})
