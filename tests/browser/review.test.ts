import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Vec3 } from '../../src/core/frame/index.js'
import { centreOn, openSample, propose, sliceMm, stepTo, textOf, type ViewName } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import * as cf from '../support/closed-forms/index.js'

let browser: TestBrowser

beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser?.close())

/** Right and down of a patient point in a view's own mm. */
const inView = (view: ViewName, [x, y, z]: Vec3): readonly [number, number] =>
  view === 'axial' ? [x, y] : view === 'sagittal' ? [y, -z] : [x, -z]

/** Where a point of the shown slice is on the screen. */
const onScreen = (page: Page, view: ViewName, p: Vec3) =>
  page.evaluate(
    ([name, [right, down]]) => {
      const group = document.querySelector<SVGGElement>(`.view.${name} .outlines`)
      const at = new DOMPoint(right, down).matrixTransform(group?.getScreenCTM() ?? undefined)
      return { x: at.x, y: at.y }
    },
    [view, inView(view, p)] as const,
  )

const pointAt = async (page: Page, view: ViewName, p: Vec3): Promise<void> => {
  const { x, y } = await onScreen(page, view, p)
  await page.mouse.move(x, y)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** What the panel says of the point: its own position in LPS mm, and the figures in mm. */
const readWhy = async (page: Page) => {
  const text = (what: string) => textOf(page.locator(`.why-card [data-why=${what}]`))
  const [position, straight, way] = [await text('position'), await text('straight'), await text('way')]
  const at = [...position.matchAll(/([LRPASI]) (\d+\.\d)/g)].map(
    ([, letter, mm]) => ('RAI'.includes(letter ?? '') ? -1 : 1) * Number(mm),
  ) as unknown as Vec3
  return {
    verdict: await textOf(page.locator('.why-card h3')),
    sentence: await textOf(page.locator('.why-card p')),
    at,
    straightMm: (/deep/.test(straight) ? -1 : 1) * Number.parseFloat(straight),
    way,
  }
}

describe('why on the sample', () => {
  /** The bed's main lobe (sample-dicom/README.md). */
  const bed = cf.ellipsoid([14, 1.5, 1], [16, 11, 16])
  let opened: OpenedPage

  beforeAll(async () => {
    opened = await browser.newPage()
    await openSample(opened.page)
    await stepTo(opened.page, 'Proposal')
    await propose(opened.page)
    await centreOn(opened.page, 'TumorBed')
    await stepTo(opened.page, 'Review')
  })
  afterAll(() => opened?.close())

  test.each(['axial', 'coronal', 'sagittal'] as const)(
    '%s: distance and verdict are the closed form’s',
    async (view) => {
      const { page } = opened
      const z = await sliceMm(page, 'axial')
      const x = await sliceMm(page, 'sagittal')
      const y = await sliceMm(page, 'coronal')
      const points: Vec3[] = {
        axial: [3, 5, 7, 9].map((d): Vec3 => [18 + d / 2, 11 + d, z]),
        sagittal: [3, 5, 7, 9].map((d): Vec3 => [x, 11 + d, 1]),
        coronal: [3, 5, 7, 9].map((d): Vec3 => [18, y, -13 - d]),
      }[view]
      const errors: number[] = []
      for (const p of points) {
        await pointAt(page, view, p)
        const why = await readWhy(page)
        for (const c of [0, 1, 2] as const) expect(Math.abs(why.at[c] - p[c])).toBeLessThan(0.8)
        const exact = cf.surfaceDistanceMm(bed, why.at)
        errors.push(Math.abs(why.straightMm - exact))
        console.log(view, why.at.join(' '), why.verdict, why.straightMm, exact.toFixed(2), why.way)
      }
      // Position and distance are read as they are printed, to 0.1 mm.
      expect(Math.max(...errors)).toBeLessThan(0.25)
    },
  )
})
