import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSample, propose, setMargin, settle, solidsDone, textOf, upToDate } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'

let browser: TestBrowser
let opened: OpenedPage
let page: Page

beforeAll(async () => {
  browser = await startBrowser()
  opened = await browser.newPage({ width: 1440, height: 900 })
  page = opened.page
  await openSample(page)
  await propose(page)
  await solidsDone(page, ['rGTV', 'CTV', 'Parotid_L'])
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
})

type Patch = { readonly count: number; readonly x: number; readonly y: number }

/** Pixels of the 3-D view where red is weakest (blue and green things): how many, and their middle in shares of the view. */
const bluish = (): Promise<Patch> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.view.surface canvas')
    const context = canvas?.getContext('2d')
    if (!canvas || !context) throw new Error('There is no 3-D view.')
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    let [count, x, y] = [0, 0, 0]
    for (let i = 0; i < data.length / 4; i++) {
      const [r, g, b] = [data[4 * i] ?? 0, data[4 * i + 1] ?? 0, data[4 * i + 2] ?? 0]
      if (b < 60 || r > 0.75 * b || g > 1.2 * b) continue
      count++
      x += i % canvas.width
      y += Math.floor(i / canvas.width)
    }
    return { count, x: x / count / canvas.width, y: y / count / canvas.height }
  })

/** Lit pixels of the 3-D view. */
const lit = (): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.view.surface canvas')
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let count = 0
    for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0) > 90) count++
    return count
  })

const only = async (name: string): Promise<void> => {
  await page.locator('.structure-name', { hasText: name }).first().click()
  await page.locator('.view.axial').focus()
  await page.keyboard.press('o')
  await page.waitForFunction(() => document.querySelector('.view.surface')?.ariaLabel?.startsWith('3-D, 1 surfaces'))
  await settle(page)
}
const all = async (): Promise<void> => {
  await page.keyboard.press('o')
  await page.keyboard.press('Escape')
  await settle(page)
}

describe('the 3-D view', () => {
  test('comes and goes by its button, and has four letters: the patient looks at us', async () => {
    expect(await page.locator('.view.surface').isVisible()).toBe(false)
    await page.getByRole('button', { name: '3-D view (G)' }).click()
    await page.locator('.view.surface').waitFor()
    await page.waitForFunction(() => {
      const label = document.querySelector('.view.surface')?.getAttribute('aria-label') ?? ''
      return Number(/^3-D, (\d+) surfaces/.exec(label)?.[1] ?? 0) >= 14
    })
    const letters = await page
      .locator('.view.surface .letter')
      .evaluateAll((every) => every.map((one) => `${(one as HTMLElement).dataset.edge} ${one.textContent}`))
    expect(letters).toEqual(['left R', 'right L', 'top S', 'bottom I'])
  })

  test('left stays left: seen from the front, the left parotid is on the right, and behind on the left', async () => {
    // All in sight first: what is fitted alone would lie in the middle.
    const surface = page.locator('.view.surface')
    const box = await surface.boundingBox()
    if (box === null) throw new Error('There is no 3-D view.')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.wheel(0, 1)
    await settle(page)
    await only('Parotid_L')
    const front = await bluish()
    expect(front.count).toBeGreaterThan(300)
    expect(front.x).toBeGreaterThan(0.55)
    const middle = [box.x + box.width / 2, box.y + box.height / 2] as const
    await page.mouse.move(...middle)
    await page.mouse.down()
    await page.mouse.move(middle[0] - 157, middle[1], { steps: 4 })
    await page.mouse.move(middle[0] - 314, middle[1], { steps: 4 })
    await page.mouse.up()
    await settle(page)
    expect(await textOf(page.locator('.view.surface .letter.left'))).toBe('L')
    const behind = await bluish()
    expect(behind.x).toBeLessThan(0.45)
    await all()
    await page.getByRole('button', { name: 'Fit (=)' }).click()
    await settle(page)
    expect(await textOf(page.locator('.view.surface .letter.left'))).toBe('R')
  })

  test('the CTV follows the margin', async () => {
    const surface = page.locator('.view.surface')
    const box = await surface.boundingBox()
    if (box === null) throw new Error('There is no 3-D view.')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.wheel(0, 1)
    await only('CTV')
    const before = await lit()
    await setMargin(page, '12')
    await upToDate(page)
    await page.waitForTimeout(1500)
    const after = await lit()
    console.log(`lit pixels at 5 mm ${before}, at 12 mm ${after}`)
    expect(after / before).toBeGreaterThan(1.3)
    await setMargin(page, '5')
    await upToDate(page)
    await all()
  })

  test('a double click enlarges it, and back', async () => {
    const box = await page.locator('.view.surface').boundingBox()
    if (box === null) throw new Error('There is no 3-D view.')
    await page.mouse.dblclick(box.x + 30, box.y + 90)
    await settle(page)
    expect((await page.locator('.view.surface').boundingBox())?.width).toBe(
      (await page.locator('.stage-views').boundingBox())?.width,
    )
    expect(await lit()).toBeGreaterThan(2000)
    await page.mouse.dblclick(box.x + 30, box.y + 90)
    await settle(page)
    expect(await page.locator('.view.axial').isVisible()).toBe(true)
  })

  test('where there is room it is there from the start: 1400 units of viewer width', async () => {
    const wide = await browser.newPage({ width: 2200, height: 1100 })
    await openSample(wide.page)
    expect(await wide.page.locator('.view.surface').isVisible()).toBe(true)
    await wide.close()
  })

  test('nothing was complained of', () => {
    expect(opened.complaints).toEqual([])
  })
})
