import type { Page } from 'playwright-core'
import { centreOn, stepTo } from '../../tests/support/browser/drive.js'
import { redrawnAt } from './redrawn.js'

/** Far enough for another point of the stroke, in CSS px. */
const STEP_PX = 6

/** A brush that is being drawn with. */
export type HeldBrush = {
  /** Draws on and gives the ms until the CTV was redrawn. */
  readonly redrawn: () => Promise<number>
  readonly letGo: () => Promise<void>
}

/** Takes the brush in Review and begins a stroke at the axial contour's rightmost point, from where each step leads outwards. */
export const holdBrush = async (page: Page): Promise<HeldBrush> => {
  await stepTo(page, 'Review')
  await centreOn(page, 'rGTV')
  await page.keyboard.press('p')
  const edge = await page.locator('.view.axial [data-name="CTV"] .line').boundingBox()
  if (edge === null) throw new Error('the axial view shows no CTV')
  let x = edge.x + edge.width
  const y = edge.y + edge.height / 2
  await page.mouse.move(x, y)
  await page.mouse.down()
  return {
    redrawn: () => {
      x += STEP_PX
      return redrawnAt(page, x, y)
    },
    letGo: () => page.mouse.up(),
  }
}
