import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cm3, figure, mm, signedMm } from '../../src/ui/format.js'
import { DISTANCE_COLOURS } from '../../src/ui/theme/palette.js'
import {
  centreOn,
  openSample,
  propose,
  saveExport,
  setMargin,
  settle,
  sliceMm,
  solidsDone,
  stepTo,
  textOf,
  upToDate,
} from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { buildCli, cli, printed, SAMPLE, scratchFolder } from '../support/cli.js'
import * as cf from '../support/closed-forms/index.js'

type Side = { readonly solidCm3: number; readonly contourCm3: number }
type Printed = {
  readonly a: Side
  readonly b: Side
  readonly dsc: number
  readonly surfaceDsc: number
  readonly hd95Mm: number
  readonly hdMm: number
  readonly meanSurfaceDistanceMm: number
  readonly addedPathLengthMm: number
  readonly contourLengthMm: number
  readonly centroidShiftLpsMm: readonly [number, number, number]
  readonly signedDistance: { readonly p5Mm: number; readonly p95Mm: number }
  readonly slices: readonly { readonly planeLpsMm: readonly [number, number, number]; readonly dsc: number }[]
}

const scratch = scratchFolder('compare-step')
const exported = join(scratch.path, 'exported.dcm')
let browser: TestBrowser
let opened: OpenedPage
let page: Page

beforeAll(async () => {
  buildCli()
  browser = await startBrowser()
  opened = await browser.newPage()
  page = opened.page
  await openSample(page)
  await propose(page)
  await solidsDone(page, ['CTV', 'TumorBed'])
  await saveExport(page, exported)
  await stepTo(page, 'Review')
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
  scratch.remove()
})

/** @param name of the option, with the label of its set where there are several */
const compareWith = async (name: RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name }).click()
  await page.locator('[data-comparison=current]').waitFor()
  await settle(page)
}

const figureOf = async (id: string): Promise<string> =>
  (await page.locator(`[data-figure=${id}] td`).allInnerTexts()).join(' | ')

describe('the CTV against another structure', () => {
  test('has the figures that the command line gives for the exported file', async () => {
    await compareWith(/^TumorBed/)
    const rs = join(SAMPLE, 'RS-CT.dcm')
    const words = [exported, rs, '--roi', 'CTV_PROPOSED', '--roi-b', 'TumorBed', '--image', join(SAMPLE, 'CT')]
    const said = printed<Printed>(cli(['compare', ...words, '--json']))
    const { a, b, centroidShiftLpsMm: shift } = said
    const away = Math.sqrt(shift.reduce((sum, x) => sum + x * x, 0))
    const expected = {
      contourCm3: `${cm3(a.contourCm3)} | ${cm3(b.contourCm3)} cm³`,
      solidCm3: `${cm3(a.solidCm3)} | ${cm3(b.solidCm3)} cm³`,
      dsc: figure(said.dsc, 2),
      surfaceDsc: figure(said.surfaceDsc, 2),
      hd95: `${mm(said.hd95Mm)}, ${mm(said.hdMm)} mm`,
      mean: `${mm(said.meanSurfaceDistanceMm)} mm`,
      path: `${figure(said.addedPathLengthMm, 0)} of ${figure(said.contourLengthMm, 0)} mm`,
      shift: `${mm(away)} mm`,
      signed: `${signedMm(said.signedDistance.p5Mm)} to ${signedMm(said.signedDistance.p95Mm)} mm`,
    }
    const shown: Record<string, string> = {}
    for (const id of Object.keys(expected)) shown[id] = await figureOf(id)
    expect(shown).toEqual(expected)
    // Told by what they are, not by what both could get wrong: the bed lies within the CTV, 5 mm inside its edge.
    expect(said.signedDistance.p95Mm).toBeGreaterThan(4.9)
    const bars = await page
      .locator('.slice-dsc')
      .evaluateAll((all) => all.map((one) => [one.getAttribute('data-slice'), one.getAttribute('data-dsc')]))
    expect(bars.map(([at, dsc]) => [Number(at), Number(dsc)])).toEqual(
      said.slices.map((s) => [Number(s.planeLpsMm[2].toFixed(2)), Number(s.dsc.toFixed(4))]),
    )
  })

  test('a click in the chart goes to the slice, and an arrow to the next', async () => {
    const bar = page.locator('.slice-dsc[data-slice="-6.00"]')
    const [box, chart] = [await bar.boundingBox(), await page.locator('.slice-bars').boundingBox()]
    if (box === null || chart === null) throw new Error('The chart has no such slice.')
    await page.mouse.click(box.x + box.width / 2, chart.y + chart.height / 2)
    await settle(page)
    expect(await sliceMm(page, 'axial')).toBe(-6)
    await page.getByRole('slider', { name: 'Compared slice' }).press('ArrowRight')
    await settle(page)
    expect(await sliceMm(page, 'axial')).toBe(-4)
    const words = await page.getByRole('slider', { name: 'Compared slice' }).getAttribute('aria-valuetext')
    expect(words).toMatch(/^I 4\.0 mm: CTV \d+\.\d, TumorBed \d+\.\d cm², Dice 0\.\d\d$/)
  })

  test('another margin is compared anew once it has settled, and colours the contour by the distance', async () => {
    await stepTo(page, 'Proposal')
    await setMargin(page, '2.5')
    await upToDate(page)
    await stepTo(page, 'Review')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.locator('[data-comparison=current]').waitFor()
    expect(await figureOf('signed')).toMatch(/\+2\.[56] mm$/)
    await centreOn(page, 'rGTV')
    const z = await sliceMm(page, 'axial')
    const pieces = await page.locator('.view.axial [data-outline=ctv] .shades path').evaluateAll((all) =>
      all.map((path) => ({
        colour: path.getAttribute('stroke') ?? '',
        points: (path.getAttribute('d') ?? '')
          .split(/[ML]/)
          .filter((point) => point !== '')
          .map((point) => point.split(' ').map(Number)),
      })),
    )
    expect(pieces.map((p) => p.colour)).toEqual([...DISTANCE_COLOURS])
    // Away from the cavity the bed is two ellipsoids (sample-dicom/README.md).
    const bed = cf.union(cf.ellipsoid([14, 1.5, 1], [16, 11, 16]), cf.ellipsoid([24.5, -11.975, 3], [9, 6.1875, 9]))
    const lateral = pieces.flatMap(({ points }, i) =>
      points.filter(([x]) => (x ?? 0) > 20).map(([x, y]) => ({ i, mm: bed.signedMm([x ?? 0, y ?? 0, z]) })),
    )
    expect(lateral.length).toBeGreaterThan(40)
    for (const { i, mm: away } of lateral) {
      // Ten classes of 1 mm from -5 mm.
      expect(away).toBeGreaterThan(i - 5 - 0.3)
      expect(away).toBeLessThan(i - 4 + 0.3)
    }
    // Along the cavity the two have one edge: the two pale classes at 0.
    expect([4, 5].some((i) => (pieces[i]?.points.length ?? 0) > 10)).toBe(true)
  })

  test('colours the surface in 3-D too, until it is switched off', async () => {
    await page.getByRole('button', { name: '3-D view (G)' }).click()
    await settle(page)
    const orange = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('.view.surface canvas')
        const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
        let count = 0
        for (let i = 0; i < data.length; i += 4) {
          const [r, g, b] = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0]
          if (r > 150 && g > 0.5 * r && g < 0.75 * r && b < 0.5 * r) count++
        }
        return count
      })
    await page.waitForTimeout(2000)
    const told = await orange()
    await page.getByRole('checkbox', { name: 'Colour the CTV by its distance' }).uncheck()
    await settle(page)
    const plain = await orange()
    console.log(`orange pixels in 3-D: ${told} coloured, ${plain} plain`)
    // Other structures there are orange too.
    expect(told - plain).toBeGreaterThan(1000)
    expect(await page.locator('.view.axial [data-outline=ctv] .shades path').count()).toBe(0)
    await page.getByRole('checkbox', { name: 'Colour the CTV by its distance' }).check()
    await page.getByRole('button', { name: '3-D view (G)' }).click()
  })

  test('one drawn on the MR comes through the registration; its planes are others', async () => {
    await compareWith(/^rGTV – (?!Planning)/)
    expect(await figureOf('path')).toBe('none: their planes differ')
    // The sample draws the same rGTV on both.
    const fromMr = await figureOf('dsc')
    await compareWith(/^rGTV – Planning/)
    expect(Math.abs(Number(fromMr) - Number(await figureOf('dsc')))).toBeLessThan(0.02)
  })
})

describe('a structure set from elsewhere', () => {
  const drop = (file: string, name: string) =>
    page.evaluate(
      ([data, as]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], as))
        const place = document.querySelector('[data-drop=structures]')
        for (const type of ['dragover', 'drop'])
          place?.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }))
      },
      [readFileSync(file).toString('base64'), name] as const,
    )

  test('is dropped on the panel and compared with, and the case stays as it is', async () => {
    await stepTo(page, 'Proposal')
    await setMargin(page, '5')
    await upToDate(page)
    await stepTo(page, 'Review')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    const structures = await textOf(page.locator('.structures-head'))
    await drop(exported, 'exported.dcm')
    await page.waitForTimeout(500)
    await compareWith(/^CTV_PROPOSED/)
    expect(await figureOf('dsc')).toBe('1.00')
    expect(await figureOf('hd95')).toBe('0.0, 0.0 mm')
    expect(await figureOf('path')).toMatch(/^0 of/)
    expect(await textOf(page.locator('.structures-head'))).toBe(structures)
    await page.waitForFunction(() => document.querySelector('.view.sagittal [data-name=CTV_PROPOSED]') !== null)
  })

  test('is refused by name where it is none', async () => {
    await page.setInputFiles('input[data-pick=structures]', join(SAMPLE, 'README.txt'))
    const notice = page.locator('.compare-drop .notice.error')
    await notice.waitFor()
    expect(await textOf(notice)).toContain('README.txt')
  })

  test('nothing was complained of', () => {
    expect(opened.complaints).toEqual([])
  })
})
