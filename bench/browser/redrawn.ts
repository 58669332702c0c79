import type { Page } from 'playwright-core'

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

/** Moves the pointer and gives the ms until the CTV was redrawn. */
export const redrawnAt = async (page: Page, x: number, y: number): Promise<number> => {
  await page.evaluate(arm)
  await page.mouse.move(x, y)
  const ms = await page.evaluate(() => window.redrawnMs)
  if (ms === undefined) throw new Error('the page was not armed')
  return ms
}
