import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dot, type Vec3 } from '../../src/core/frame/index.js'
import { createModel } from '../../src/viewer/space/model.js'
import { centreOn, greys, greysAt, openFolder, settle, textOf, VIEWS, type ViewName } from '../support/browser/drive.js'
import { loseGraphics, watchGraphics } from '../support/browser/graphics.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { ellipsoid, seenThrough, sphere, turned } from '../support/closed-forms/index.js'
import {
  acquire,
  axial,
  type OtherSeries,
  organ,
  phantomOf,
  rigidOf,
  target,
  writePhantoms,
} from '../support/phantom/index.js'

/** A ball that only the MR shows, where it is in the CT's frame. */
const BALL: Vec3 = [17.3, -11.8, 9.4]
const BALL_MM = 14
const BED = ellipsoid([4, 3, 2], [26, 20, 22])

const { u, v, w } = turned(12, -8, 21)
const ROWS = [u, v, w] as const
const SHIFT: Vec3 = [31.5, -44.25, 18.75]

const image = acquire(BED, {
  name: 'fusion ct',
  orientation: axial(),
  columnMm: 0.8,
  rowMm: 0.9,
  sliceMm: 2,
  paddingMm: 30,
})
/** The same bodies as the MR's own frame has them: `ct = rows * mr + shift`. */
const inMr = (shape: typeof BED) => seenThrough(shape, ROWS, SHIFT)
const mrImage = (name: string) =>
  acquire(inMr(BED), { name, modality: 'MR', columnMm: 1.3, rowMm: 1.1, sliceMm: 2.6, paddingMm: 22, phase: 0.4 })
const mr = mrImage('fusion mr')
const joined: OtherSeries = {
  image: mr,
  parts: [{ name: 'Ball', shape: inMr(sphere(BALL, BALL_MM)), role: organ() }],
  toCt: rigidOf('fusion', mr, image, ROWS, SHIFT),
  materials: [{ shape: inMr(sphere(BALL, BALL_MM)), hu: 1200 }],
}
const phantom = phantomOf({
  name: 'fusion',
  image,
  parts: [{ name: 'GTV', shape: BED, role: target }],
  others: [joined],
})
/** The same with the registration forgotten. */
const apart = { ...phantom, name: 'apart', inputs: { ...phantom.inputs, registrations: [] } }

let browser: TestBrowser
let scratch: string
let opened: OpenedPage
let page: Page
let folders: readonly string[]

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'postop-ctv-fusion-'))
  folders = writePhantoms(scratch, [phantom, apart]).map((f) => f.folder)
  browser = await startBrowser()
  opened = await browser.newPage()
  page = opened.page
  await openFolder(page, folders[0] ?? '')
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
  rmSync(scratch, { recursive: true, force: true })
})

const fuse = async (on: Page): Promise<void> => {
  await on.getByRole('button', { name: 'Fusion' }).click()
  await on.getByRole('combobox', { name: 'Series over the image' }).click()
  await on.getByRole('option', { name: /^MR/ }).click()
}

const setOpacity = async (key: 'Home' | 'End'): Promise<void> => {
  await page.getByRole('slider', { name: 'Opacity of the fused series' }).press(key)
  await settle(page)
}

/** Middle of the pixels brighter than half in a view, in CSS px of the view, and where a point of the plane lies there. */
const bright = (view: ViewName, atMm: readonly [number, number]) =>
  page.evaluate(
    ([name, [mmX, mmY]]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`.view.${name} canvas`)
      const outlines = document.querySelector<SVGGElement>(`.view.${name} .outlines`)
      const context = canvas?.getContext('2d')
      const toScreen = outlines?.getScreenCTM()
      if (!canvas || !context || !toScreen) throw new Error(`The ${name} view shows no image.`)
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      let [count, x, y] = [0, 0, 0]
      for (let i = 0; i < data.length / 4; i++)
        if ((data[4 * i] ?? 0) > 150) {
          count++
          x += (i % canvas.width) + 0.5
          y += Math.floor(i / canvas.width) + 0.5
        }
      const box = canvas.getBoundingClientRect()
      const p = new DOMPoint(mmX, mmY).matrixTransform(toScreen)
      return {
        count,
        dx: (x / count) * (box.width / canvas.width) - (p.x - box.left),
        dy: (y / count) * (box.height / canvas.height) - (p.y - box.top),
        mmPerPx: 1 / toScreen.a,
      }
    },
    [view, atMm] as const,
  )

describe('a second series over the planning image', () => {
  test('its landmark lies within one pixel of where the registration puts it, in all three planes', async () => {
    await fuse(page)
    await page.getByRole('slider', { name: 'Opacity of the fused series' }).waitFor()
    await setOpacity('End')
    await centreOn(page, 'Ball')
    const { planes } = createModel(phantom.inputs.image)
    for (const view of VIEWS) {
      const { axes } = planes[view]
      const { count, dx, dy, mmPerPx } = await bright(view, [dot(BALL, axes.right), dot(BALL, axes.down)])
      console.log(`${view}: off by ${dx.toFixed(2)}, ${dy.toFixed(2)} px at ${mmPerPx.toFixed(2)} mm a pixel`)
      expect(count * mmPerPx * mmPerPx, `${view}: area of the ball's section, mm2`).toBeGreaterThan(550)
      expect(count * mmPerPx * mmPerPx, `${view}: area of the ball's section, mm2`).toBeLessThan(690)
      expect(Math.sqrt(dx * dx + dy * dy), `${view}: px`).toBeLessThanOrEqual(1)
    }
  })

  test('opacity 0 shows the CT alone; half is half of both, within 8 grey values of 127', async () => {
    await page.getByRole('button', { name: 'Fusion' }).click()
    const { axes } = createModel(phantom.inputs.image).planes.axial
    const at = async () => (await greysAt(page, 'axial', [[dot(BALL, axes.right), dot(BALL, axes.down)]]))[0] ?? 0
    const whole = await at()
    await setOpacity('Home')
    const none = await at()
    for (let step = 0; step < 10; step++)
      await page.getByRole('slider', { name: 'Opacity of the fused series' }).press('ArrowRight')
    expect(none).toBeGreaterThan(120)
    expect(none).toBeLessThan(135)
    const off = async () => Math.abs((await at()) - (none + whole) / 2)
    await expect.poll(off, { timeout: 10_000, message: 'grey away from the middle' }).toBeLessThanOrEqual(8)
    console.log(`grey at opacity 0, 0.5, 1: ${none}, ${await at()}, ${whole}`)
    expect(await textOf(page.locator('.view.axial .top-left'))).toContain('CT + MR')
  })

  test('it has a window of its own', async () => {
    await page.getByRole('button', { name: 'MR', exact: true }).click()
    await settle(page)
    const before = await textOf(page.locator('.view.axial .top-right'))
    expect(before).toMatch(/^MR W \d/)
    await page.keyboard.press('Escape')
    await page.locator('.view.axial').focus()
    await page.keyboard.press('l')
    const box = await page.locator('.view.axial').boundingBox()
    if (box === null) throw new Error('There is no axial view.')
    await page.mouse.move(box.x + 100, box.y + 200)
    await page.mouse.down()
    await page.mouse.move(box.x + 160, box.y + 200, { steps: 3 })
    await page.mouse.up()
    await settle(page)
    expect(await textOf(page.locator('.view.axial .top-right'))).not.toBe(before)
    await page.getByRole('button', { name: 'Fusion' }).click()
    await page.getByRole('button', { name: 'CT', exact: true }).click()
    await settle(page)
    expect(await textOf(page.locator('.view.axial .top-right'))).toBe('W 400  L 40')
    await page.keyboard.press('Escape')
  })

  test('without a registration it is refused in words', async () => {
    const other = await browser.newPage()
    await openFolder(other.page, folders[1] ?? '')
    await fuse(other.page)
    expect(await textOf(other.page.locator('.fusion-tools').getByRole('alert'))).toMatch(
      /^Not shown over the planning image: MR .* is in another frame of reference, and no registration joins the two\.$/,
    )
    await other.close()
  })

  test('after the graphics were lost it is there again, and so are the surfaces', async () => {
    const other = await browser.newPage()
    await watchGraphics(other.page)
    await openFolder(other.page, folders[0] ?? '')
    await fuse(other.page)
    await other.page.getByRole('slider', { name: 'Opacity of the fused series' }).press('End')
    await other.page.keyboard.press('Escape')
    await other.page.getByRole('button', { name: '3-D view (G)' }).click()
    await other.page.waitForFunction(() => document.querySelector('.view.surface')?.ariaLabel?.startsWith('3-D, 1 '))
    await settle(other.page)
    const before = { axial: await greys(other.page, 'axial'), surface: await greys(other.page, 'surface') }
    await loseGraphics(other.page)
    for (const view of ['axial', 'surface'] as const) {
      const after = await greys(other.page, view)
      const seen = before[view].values.filter((grey) => grey > 60).length
      const same = after.values.filter((grey, i) => Math.abs(grey - (before[view].values[i] ?? 999)) <= 2).length
      expect(seen, view).toBeGreaterThan(3000)
      expect(same / after.values.length, view).toBeGreaterThan(0.995)
    }
    await other.close()
  })

  test('nothing was complained of', () => {
    expect(opened.complaints).toEqual([])
  })
})
