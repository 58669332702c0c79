import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { centreOn, drawnOutline, greys, openSample, settle, sliceMm, textOf } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'

let browser: TestBrowser
let opened: OpenedPage
let page: Page

beforeAll(async () => {
  browser = await startBrowser()
  opened = await browser.newPage({ width: 1280, height: 800 })
  page = opened.page
  await openSample(page)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
})

const middle = async (view: string): Promise<readonly [number, number]> => {
  const box = await page.locator(`.view.${view}`).boundingBox()
  if (box === null) throw new Error(`There is no ${view} view.`)
  return [box.x + box.width / 2, box.y + box.height / 2]
}

describe('the views', () => {
  test('one notch of the wheel is one slice: 2 mm in the axial view', async () => {
    const before = await sliceMm(page, 'axial')
    await page.mouse.move(...(await middle('axial')))
    await page.mouse.wheel(0, -100)
    await settle(page)
    expect(await sliceMm(page, 'axial')).toBeCloseTo(before + 2, 5)
    await page.keyboard.press('ArrowDown')
    await settle(page)
    expect(await sliceMm(page, 'axial')).toBeCloseTo(before, 5)
  })

  test('a click moves the other two views to the same point', async () => {
    const [x, y] = await middle('axial')
    await page.mouse.click(x - 60, y + 40)
    await settle(page)
    const [right, down] = await page.locator('.view.axial .outlines').evaluate(
      (outlines, [px, py]) => {
        const toScreen = (outlines as SVGGElement).getScreenCTM()
        const p = new DOMPoint(px, py).matrixTransform(toScreen?.inverse())
        return [p.x, p.y] as const
      },
      [x - 60, y + 40] as const,
    )
    expect(Math.abs((await sliceMm(page, 'sagittal')) - right)).toBeLessThanOrEqual(0.5)
    expect(Math.abs((await sliceMm(page, 'coronal')) - down)).toBeLessThanOrEqual(0.55)
  })

  test('a window key changes every view, and the toolbar and labels say the same', async () => {
    const soft = await greys(page, 'coronal')
    await page.locator('.view.axial').focus()
    await page.keyboard.press('2')
    await settle(page)
    const bone = await greys(page, 'coronal')
    expect(bone.values).not.toEqual(soft.values)
    expect(await textOf(page.locator('.view.coronal .top-right'))).toBe('W 1800  L 400')
    expect(await page.getByRole('button', { name: 'Bone', exact: true }).getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('1')
    await settle(page)
    expect((await greys(page, 'coronal')).values).toEqual(soft.values)
  })

  test('zoom keeps a contour crisp: the same line, one pixel scale', async () => {
    const before = await drawnOutline(page, 'axial', 'Brainstem')
    const scale = () =>
      page.locator('.view.axial .outlines').evaluate((outlines) => (outlines as SVGGElement).getScreenCTM()?.a ?? 0)
    const pxPerMm = await scale()
    await page.mouse.move(...(await middle('axial')))
    await page.keyboard.down('Control')
    for (let i = 0; i < 5; i++) await page.mouse.wheel(0, -100)
    await page.keyboard.up('Control')
    await settle(page)
    expect(await scale()).toBeGreaterThan(1.9 * pxPerMm)
    expect(await drawnOutline(page, 'axial', 'Brainstem')).toEqual(before)
    const width = await page
      .locator('.view.axial [data-name=Brainstem] .line')
      .evaluate((line) => [getComputedStyle(line).strokeWidth, getComputedStyle(line).vectorEffect])
    expect(width).toEqual(['1.25px', 'non-scaling-stroke'])
    await page.keyboard.press('=')
    await settle(page)
    expect(await scale()).toBeCloseTo(pxPerMm, 3)
  })

  test('a double click enlarges a view, and back', async () => {
    const [x, y] = await middle('coronal')
    await page.mouse.dblclick(x, y)
    await settle(page)
    const large = await page.locator('.view.coronal').boundingBox()
    const stage = await page.locator('.stage-views').boundingBox()
    expect(large?.width).toBe(stage?.width)
    expect(await page.locator('.view.axial').isVisible()).toBe(false)
    const bright = (await greys(page, 'coronal')).values.filter((grey) => grey > 40).length
    expect(bright).toBeGreaterThan(10_000)
    await page.mouse.dblclick(...(await middle('coronal')))
    await settle(page)
    expect(await page.locator('.view.axial').isVisible()).toBe(true)
  })

  test('the cursor is told in patient mm and HU', async () => {
    await page.getByRole('button', { name: 'Fit (=)' }).click()
    await centreOn(page, 'Brainstem')
    const centre = await page.locator('.view.axial [data-name=Brainstem] .line').boundingBox()
    if (centre === null) throw new Error('The brainstem is not drawn.')
    await page.mouse.move(centre.x + centre.width / 2, centre.y + centre.height / 2)
    const words = await textOf(page.locator('.status-cursor'))
    expect(words).toMatch(/^[LR] \d+\.\d [PA] \d+\.\d [SI] \d+\.\d mm/)
    const hu = Number(/(\u2212?\d+) HU/.exec(words)?.[1]?.replace('\u2212', '-'))
    expect(hu).toBeGreaterThan(-20)
    expect(hu).toBeLessThan(90)
  })

  test('a distance is the way of the pointer in mm, an angle is a right one; Del and Esc take them away', async () => {
    await page.getByRole('button', { name: 'Fit (=)' }).click()
    await settle(page)
    const view = page.locator('.view.coronal')
    const box = await view.boundingBox()
    if (box === null) throw new Error('There is no coronal view.')
    const mmPerPx = await page
      .locator('.view.coronal .outlines')
      .evaluate((outlines) => 1 / ((outlines as SVGGElement).getScreenCTM()?.a ?? Number.NaN))
    const at = (x: number, y: number) => [box.x + 60 + x, box.y + 100 + y] as const
    await view.focus()
    await page.keyboard.press('m')
    await page.mouse.move(...at(0, 0))
    await page.mouse.down()
    await page.mouse.move(...at(90, 120), { steps: 3 })
    await page.mouse.up()
    await settle(page)
    const texts = () => page.locator('.view.coronal .measurements text').allTextContents()
    expect(await texts()).toEqual([`${(150 * mmPerPx).toFixed(1)} mm`])
    await page.keyboard.press('Shift+M')
    await page.mouse.move(...at(100, 10))
    await page.mouse.down()
    await page.mouse.move(...at(30, 10), { steps: 3 })
    await page.mouse.up()
    await page.mouse.move(...at(30, 80), { steps: 3 })
    await page.mouse.down()
    await page.mouse.up()
    await settle(page)
    expect((await texts())[1]).toBe('90.0°')
    await page.keyboard.press('Delete')
    await settle(page)
    expect((await texts()).length).toBe(1)
    for (const [x, y] of [
      [100, 10],
      [30, 10],
      [30, 80],
    ] as const)
      await page.mouse.click(...at(x, y))
    await settle(page)
    expect((await texts())[1], 'the same by three clicks').toBe('90.0°')
    await page.keyboard.press('Delete')
    await settle(page)
    await page.mouse.move(...at(0, 0))
    await page.mouse.down()
    await page.mouse.up()
    await page.keyboard.press('Delete')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await settle(page)
    expect(await texts()).toEqual([])
    expect(await page.getByRole('button', { name: 'Crosshair (Esc)' }).getAttribute('aria-pressed')).toBe('true')
  })

  test('each is a named group that says where it is', async () => {
    expect(await page.locator('.view.axial').getAttribute('aria-label')).toMatch(
      /^Axial, [SI] \d+\.\d mm, slice \d+ of 60, window 400 level 40$/,
    )
  })

  test('nothing was complained of', () => {
    expect(opened.complaints).toEqual([])
  })
})
