import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tracePlane } from '../../src/core/field/index.js'
import { dot, unit, type Vec3 } from '../../src/core/frame/index.js'
import { quietJob } from '../../src/core/job/index.js'
import { roiSolid } from '../../src/jobs/compute/roi-solid.js'
import { createModel } from '../../src/viewer/space/model.js'
import { fromView, type ViewAxes } from '../../src/viewer/space/planes.js'
import { centreOn, openFolder, textOf, VIEWS, type ViewName } from '../support/browser/drive.js'
import { type LinePlace, lineOffsets, mmPerPx } from '../support/browser/line-offsets.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { along, ellipsoid, gradientOf, type Shape, sectionOf, torus, turned } from '../support/closed-forms/index.js'
import { testEngine } from '../support/engine.js'
import { acquire, axial, type Phantom, phantomOf, sagittal, target, writePhantoms } from '../support/phantom/index.js'

/** A gantry tilt of 17 degrees and an oblique row: nothing along the patient's axes. */
const TILT = turned(17, 4, 6)

type Case = { readonly name: string; readonly shape: Shape; readonly phantom: Phantom }

const CASES: readonly Case[] = [
  {
    name: 'an ellipsoid on tilted slices of 0.7 x 0.9 x 2.5 mm',
    shape: ellipsoid([14, -6, 9], [21, 14, 17], turned(20, -15, 35)),
    orientation: { rowDirection: TILT.u, columnDirection: TILT.v },
    spacing: { columnMm: 0.7, rowMm: 0.9, sliceMm: 2.5 },
  },
  {
    name: 'a ring on axial slices of 0.98 x 0.98 x 2 mm, feet first',
    shape: torus([-9, 12, -4], unit([0.3, 0.9, 0.4]), 17, 7),
    orientation: axial('FFS'),
    spacing: { columnMm: 0.98, rowMm: 0.98, sliceMm: 2 },
  },
  {
    name: 'an ellipsoid on sagittal slices of 0.8 x 0.6 x 1.6 mm',
    shape: ellipsoid([3, 8, -11], [13, 19, 16], turned(-25, 10, 50)),
    orientation: sagittal,
    spacing: { columnMm: 0.8, rowMm: 0.6, sliceMm: 1.6 },
  },
].map(({ name, shape, orientation, spacing }, n) => {
  const image = acquire(shape, { name: `picture ${n}`, orientation, ...spacing, phase: 0.3, paddingMm: 25 })
  return {
    name,
    shape,
    phantom: phantomOf({ name: `picture ${n}`, image, parts: [{ name: 'GTV', shape, role: target }] }),
  }
})

let browser: TestBrowser
let scratch: string
let folders: readonly string[]

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'postop-ctv-pictures-'))
  folders = writePhantoms(
    scratch,
    CASES.map((c) => c.phantom),
  ).map((f) => f.folder)
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  rmSync(scratch, { recursive: true, force: true })
})

/** The plane that a view shows: its axes, and how far along its normal. */
const shownPlane = async (page: Page, view: ViewName, phantom: Phantom) => {
  const text = await textOf(page.locator(`.view.${view} .bottom-left`))
  const slice = Number(/(\d+) \/ \d+/.exec(text)?.[1]) - 1
  const { axes, stops } = createModel(phantom.inputs.image).planes[view]
  const offsetMm = stops[slice]
  if (offsetMm === undefined) throw new Error(`The view says "${text}" where its slice belongs.`)
  return { axes, offsetMm }
}

/** Points of the closed form's exact section, every mm, with the direction across it; not where the drawn planes end. */
const closedFormPlaces = (c: Case, axes: ViewAxes, offsetMm: number): LinePlace[] => {
  const cut = { originMm: fromView(axes, 0, 0, offsetMm), u: axes.right, v: axes.down }
  const { normal, sliceMm } = c.phantom.image
  const drawn = c.phantom.sets.flatMap((s) =>
    s.set.rois.flatMap((r) => r.contours.map((k) => dotAt(k.pointsLps, normal))),
  )
  const [low, high] = [Math.min(...drawn) + sliceMm, Math.max(...drawn) - sliceMm]
  return along(sectionOf(c.shape, cut), 1).flatMap((p) => {
    const height = dot(p, normal)
    if (height < low || height > high) return []
    const g = gradientOf(c.shape, p)
    const across = unit([dot(g, axes.right), dot(g, axes.down), 0])
    return [{ atMm: [dot(p, axes.right), dot(p, axes.down)], across: [across[0], across[1]] }]
  })
}

const dotAt = (points: Float64Array, n: Vec3): number => dot([points[0] ?? 0, points[1] ?? 0, points[2] ?? 0], n)

/** Points of the solid's own cut, computed here, every 0.1 mm at least, with the direction across it. */
const cutPlaces = async (c: Case, axes: ViewAxes, offsetMm: number): Promise<LinePlace[]> => {
  const { inputs } = c.phantom
  const set = inputs.structureSets[0]
  if (set === undefined) throw new Error('There is no structure set.')
  const { field } = await roiSolid(inputs, { setUid: set.uid, number: 1 }, await testEngine(), quietJob)
  const loops = tracePlane(field, {
    originLps: fromView(axes, 0, 0, offsetMm),
    uDirection: axes.right,
    vDirection: axes.down,
  })
  return loops.flatMap((loop) =>
    Array.from({ length: loop.length / 2 }, (_, i): LinePlace => {
      const j = (i + 1) % (loop.length / 2)
      const [x, y] = [loop[2 * i] ?? 0, loop[2 * i + 1] ?? 0]
      const [dx, dy] = [(loop[2 * j] ?? 0) - x, (loop[2 * j + 1] ?? 0) - y]
      const length = Math.sqrt(dx * dx + dy * dy)
      return { atMm: [x + dx / 2, y + dy / 2], across: [-dy / length, dx / length] }
    }),
  )
}

const worst = (offsets: readonly (number | null | undefined)[]) => {
  const seen = offsets.filter((o) => o !== undefined)
  return {
    seen: seen.length,
    missing: seen.filter((o) => o === null).length,
    worstPx: Math.max(...seen.map((o) => Math.abs(o ?? 0))),
  }
}

describe.each(CASES.map((c, n) => ({ ...c, n })))('$name', (c) => {
  let opened: OpenedPage
  let page: Page

  beforeAll(async () => {
    opened = await browser.newPage()
    page = opened.page
    await openFolder(page, folders[c.n] ?? '')
    // Sagittal slices have their contours in the sagittal view, and cuts elsewhere.
    await page.waitForFunction(() => document.querySelector('[data-name="GTV"][data-from="cut"]') !== null)
    await centreOn(page, 'GTV')
    await page.locator('.view.axial').focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+X')
  })
  afterAll(async () => {
    await opened?.close()
  })

  test.each(VIEWS)('%s: the line in the picture is the closed form within one pixel', async (view) => {
    const { axes, offsetMm } = await shownPlane(page, view, c.phantom)
    // Zoomed out to 0.5 mm a pixel where the whole image would be larger than that.
    const box = await page.locator(`.view.${view}`).boundingBox()
    if (box === null) throw new Error(`There is no ${view} view.`)
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.keyboard.down('Control')
    while ((await mmPerPx(page, view)) < 0.5) {
      await page.mouse.wheel(0, 100)
      await page.waitForTimeout(60)
    }
    await page.keyboard.up('Control')
    await page.waitForTimeout(300)
    const { seen, missing, worstPx } = worst(await lineOffsets(page, view, closedFormPlaces(c, axes, offsetMm)))
    const mm = await mmPerPx(page, view)
    console.log(`${view}: ${seen} places at ${mm.toFixed(2)} mm a pixel, worst ${worstPx.toFixed(2)} px`)
    expect(seen).toBeGreaterThan(40)
    expect(missing).toBe(0)
    expect(worstPx).toBeLessThanOrEqual(1)
  })

  test.each(VIEWS)('%s: at 12 pixels a mm it is the solid’s own cut within one pixel', async (view) => {
    const { axes, offsetMm } = await shownPlane(page, view, c.phantom)
    const group = page.locator(`.view.${view} [data-name="GTV"] .line`)
    const from = await page.locator(`.view.${view} [data-name="GTV"]`).getAttribute('data-from')
    const places = from === 'contour' ? closedFormPlaces(c, axes, offsetMm) : await cutPlaces(c, axes, offsetMm)
    const box = await group.boundingBox()
    if (box === null) throw new Error('The target is not drawn.')
    await page.mouse.move(box.x, box.y + box.height / 2)
    await page.keyboard.down('Control')
    while ((await mmPerPx(page, view)) > 1 / 12) {
      await page.mouse.wheel(0, -100)
      await page.waitForTimeout(40)
    }
    await page.keyboard.up('Control')
    // The line's left end is brought to the middle.
    const end = places.reduce((a, b) => (b.atMm[0] < a.atMm[0] ? b : a))
    const [x, y] = await page.locator(`.view.${view} .outlines`).evaluate((outlines, [mmX, mmY]) => {
      const p = new DOMPoint(mmX, mmY).matrixTransform((outlines as SVGGElement).getScreenCTM() ?? undefined)
      return [p.x, p.y] as const
    }, end.atMm)
    const frame = await page.locator(`.view.${view}`).boundingBox()
    if (frame === null) throw new Error(`There is no ${view} view.`)
    const middle = [frame.x + frame.width / 2, frame.y + frame.height / 2] as const
    await page.mouse.move(...middle)
    await page.mouse.down({ button: 'middle' })
    await page.mouse.move(middle[0] + middle[0] - x, middle[1] + middle[1] - y, { steps: 3 })
    await page.mouse.up({ button: 'middle' })
    await page.waitForTimeout(400)
    const { seen, missing, worstPx } = worst(await lineOffsets(page, view, places))
    console.log(`${view}: from the ${from}, ${seen} places, worst ${worstPx.toFixed(2)} px`)
    expect(seen).toBeGreaterThan(5)
    expect(missing).toBe(0)
    expect(worstPx).toBeLessThanOrEqual(1)
  })

  test('nothing was complained of', () => {
    expect(opened.complaints).toEqual([])
  })
})
