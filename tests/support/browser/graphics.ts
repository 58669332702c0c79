import type { Page } from 'playwright-core'
import { settle } from './drive.js'

/** Loads the page again with an eye on its graphics contexts, so that they can be taken away. */
export const watchGraphics = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const contexts: WebGL2RenderingContext[] = []
    Object.assign(window, { glContexts: contexts })
    const original = HTMLCanvasElement.prototype.getContext
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      const context = Reflect.apply(original, this, [kind, ...rest])
      if (kind === 'webgl2' && context !== null) contexts.push(context as WebGL2RenderingContext)
      return context
    } as typeof original
  })
  await page.reload()
}

/** Takes every graphics context away, waits for the words, and asks for the images again. */
export const loseGraphics = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    for (const context of (window as unknown as { glContexts: WebGL2RenderingContext[] }).glContexts)
      context.getExtension('WEBGL_lose_context')?.loseContext()
  })
  await page.getByText('The graphics were reset. Your work is safe.').waitFor()
  await page.getByRole('button', { name: 'Show images again' }).click()
  await page.waitForTimeout(1500)
  await settle(page)
}
