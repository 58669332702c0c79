import type { Page } from 'playwright-core'

const SLIDER_MM = 15

declare global {
  interface Window {
    /** Time from the pointer's move to the frame that shows the CTV's new contour, in ms. */
    redrawnMs?: Promise<number>
  }
}

/** From now on the next move of the pointer is timed until a frame with another CTV in the axial view is done. */
const arm = (): void => {
  const outlines = document.querySelector('.view.axial .outlines')
  const line = (): string | null =>
    document.querySelector('.view.axial [data-name="CTV"] .line')?.getAttribute('d') ?? null
  const before = line()
  const moved = new Promise<number>((done) => {
    window.addEventListener('pointermove', () => done(performance.now()), { once: true, capture: true })
  })
  const drawn = new Promise<number>((done) => {
    if (outlines === null) throw new Error('the axial view has no outlines')
    const seen = new MutationObserver(() => {
      if (line() === before) return
      seen.disconnect()
      // A message posted within a frame comes after its painting.
      const painted = new MessageChannel()
      painted.port1.onmessage = () => done(performance.now())
      painted.port2.postMessage(null)
    })
    seen.observe(outlines, { subtree: true, attributes: true, attributeFilter: ['d'] })
  })
  window.redrawnMs = Promise.all([moved, drawn]).then(([start, end]) => end - start)
}

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
    redrawnAt: async (mm) => {
      await page.evaluate(arm)
      await page.mouse.move(at(mm), y)
      const ms = await page.evaluate(() => window.redrawnMs)
      if (ms === undefined) throw new Error('the page was not armed')
      return ms
    },
    moveTo: (mm) => page.mouse.move(at(mm), y),
    letGo: () => page.mouse.up(),
  }
}
