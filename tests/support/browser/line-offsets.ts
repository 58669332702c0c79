import type { Page } from 'playwright-core'
import type { ViewName } from './drive.js'

/** A place of a view's own plane (right, down in mm) and the unit direction in which a line is looked for there. */
export type LinePlace = { readonly atMm: readonly [number, number]; readonly across: readonly [number, number] }

/** How far on either side a line is looked for, in px, and how finely. */
const REACH_PX = 5
const STEP_PX = 0.25

/** Millimetres a CSS pixel in a view, from the transform of its outlines. */
export const mmPerPx = (page: Page, view: ViewName): Promise<number> =>
  page
    .locator(`.view.${view} .outlines`)
    .evaluate((outlines) => 1 / ((outlines as SVGGElement).getScreenCTM()?.a ?? Number.NaN))

/**
 * Where the red line of a target stands in the picture, beside where it must be: the offset in px of its middle along
 * `across`, from a screenshot's pixels. Null where nothing red is within reach, undefined where the place is out of sight.
 */
export const lineOffsets = async (
  page: Page,
  view: ViewName,
  places: readonly LinePlace[],
): Promise<readonly (number | null | undefined)[]> => {
  // Of the whole page: a clip of a view that starts between two pixels would be moved to one of them.
  const png = (await page.screenshot()).toString('base64')
  return page.evaluate(
    async ([viewName, picture, wanted, reach, step]) => {
      const bytes = Uint8Array.from(atob(picture), (c) => c.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      const context = canvas.getContext('2d')
      const outlines = document.querySelector<SVGGElement>(`.view.${viewName} .outlines`)
      const box = document.querySelector(`.view.${viewName}`)?.getBoundingClientRect()
      const toScreen = outlines?.getScreenCTM()
      if (context === null || !toScreen || box === undefined) throw new Error(`The ${viewName} view is not there.`)
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
      const redness = (x: number, y: number): number => {
        const o = 4 * (x + bitmap.width * y)
        return Math.max(0, (data[o] ?? 0) - Math.max(data[o + 1] ?? 0, data[o + 2] ?? 0) - 40)
      }
      /** Bilinear between pixel centres. */
      const at = (x: number, y: number): number => {
        const [i, j] = [Math.floor(x - 0.5), Math.floor(y - 0.5)]
        const [s, t] = [x - 0.5 - i, y - 0.5 - j]
        return (
          (1 - t) * ((1 - s) * redness(i, j) + s * redness(i + 1, j)) +
          t * ((1 - s) * redness(i, j + 1) + s * redness(i + 1, j + 1))
        )
      }
      return wanted.map(({ atMm, across }) => {
        const p = new DOMPoint(atMm[0], atMm[1]).matrixTransform(toScreen)
        const [x, y] = [p.x, p.y]
        const margin = reach + 20
        if (x < box.left + margin || y < box.top + margin) return undefined
        if (x > box.right - margin || y > box.bottom - margin) return undefined
        let [weight, sum] = [0, 0]
        for (let s = -reach; s <= reach; s += step) {
          const red = at(x + s * across[0], y + s * across[1])
          weight += red
          sum += red * s
        }
        return weight < 100 ? null : sum / weight
      })
    },
    [view, png, places, REACH_PX, STEP_PX] as const,
  )
}
