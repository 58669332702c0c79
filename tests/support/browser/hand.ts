import type { Page } from 'playwright-core'
import { settle, stepTo, type ViewName } from './drive.js'

/** Right and down in a view's own mm, or in pixels of the page. */
export type Place = readonly [number, number]

/** The whole pixel closest to a place of a view's own mm, and the place that it is. */
export const pixelAt = (page: Page, view: ViewName, place: Place): Promise<{ px: Place; mm: Place }> =>
  page.locator(`.view.${view} .outlines`).evaluate((outlines, [x, y]) => {
    const toScreen = (outlines as SVGGElement).getScreenCTM()
    if (toScreen === null) throw new Error('The view is not drawn.')
    const p = new DOMPoint(x, y).matrixTransform(toScreen)
    const px = [Math.round(p.x), Math.round(p.y)] as const
    const q = new DOMPoint(px[0], px[1]).matrixTransform(toScreen.inverse())
    return { px, mm: [q.x, q.y] as const }
  }, place)

/** Until the figures of an edit are there. */
export const edited = async (page: Page): Promise<void> => {
  await page.locator('.chip-edited').waitFor()
  await settle(page)
}

/** Presses the pointer at a place; the place it was. */
export const press = async (page: Page, view: ViewName, place: Place): Promise<Place> => {
  const { px, mm } = await pixelAt(page, view, place)
  await page.mouse.move(...px)
  await page.mouse.down()
  return mm
}

/** Clicks at a place; the place it was. */
export const click = async (page: Page, view: ViewName, place: Place): Promise<Place> => {
  const mm = await press(page, view, place)
  await page.mouse.up()
  return mm
}

/** Takes a tool of the edit panel in hand; its diameter in mm as it is typed. */
export const takeTool = async (
  page: Page,
  name: RegExp,
  reach: '2-D, this slice' | '3-D ball',
  diameter: string,
): Promise<void> => {
  await page.getByRole('button', { name: reach, exact: true }).click()
  const field = page.getByLabel('Diameter', { exact: true })
  await field.fill(diameter)
  await field.press('Enter')
  const tool = page.getByRole('toolbar', { name: 'Edit by hand' }).getByRole('button', { name })
  if ((await tool.getAttribute('aria-pressed')) !== 'true') await tool.click()
}

export const openEdit = async (page: Page): Promise<void> => {
  await stepTo(page, 'Review')
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.locator('.edit-tab').waitFor()
}
