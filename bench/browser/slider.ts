import type { Page } from 'playwright-core'
import { redrawnAt } from './redrawn.js'

const SLIDER_MM = 15

/** The margin's slider under the pointer. */
export type HeldSlider = {
  /** Moves it and gives the ms until the CTV was redrawn. */
  readonly redrawnAt: (mm: number) => Promise<number>
  readonly moveTo: (mm: number) => Promise<void>
  readonly letGo: () => Promise<void>
}

/** Takes hold of the margin's slider on the open Proposal step. */
export const holdSlider = async (page: Page): Promise<HeldSlider> => {
  const track = await page.locator('.margin .slider').boundingBox()
  const thumb = await page.locator('.margin .slider-thumb').boundingBox()
  if (!track || !thumb) throw new Error('the page has no margin slider')
  const y = thumb.y + thumb.height / 2
  const at = (mm: number): number => track.x + (track.width * mm) / SLIDER_MM
  await page.mouse.move(thumb.x + thumb.width / 2, y)
  await page.mouse.down()
  return {
    redrawnAt: (mm) => redrawnAt(page, at(mm), y),
    moveTo: (mm) => page.mouse.move(at(mm), y),
    letGo: () => page.mouse.up(),
  }
}
