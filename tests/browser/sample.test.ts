import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anatomyOf, roisOf } from '../../sample-dicom/generator/index.js'
import {
  centreOn,
  ctvCm3,
  drawnOutline,
  greys,
  greysAt,
  openSample,
  propose,
  setMargin,
  sliceMm,
  solidsDone,
  textOf,
  upToDate,
  VIEWS,
} from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { toLps } from '../support/browser/view-planes.js'

const ROIS = roisOf(anatomyOf(1))

const shapeOf = (name: string) => {
  const roi = ROIS.find((r) => r.name === name)
  if (roi === undefined) throw new Error(`The sample has no ${name}.`)
  return roi.shape
}

let browser: TestBrowser
let opened: OpenedPage

beforeAll(async () => {
  browser = await startBrowser()
  opened = await browser.newPage()
  await openSample(opened.page)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
})

describe('the sample case, opened with one click', () => {
  test('shows the CT in three planes', async () => {
    for (const view of VIEWS) {
      const { values } = await greys(opened.page, view)
      const bright = values.filter((grey) => grey > 40).length / values.length
      expect(bright, `share of ${view} pixels brighter than 40`).toBeGreaterThan(0.15)
    }
  })

  test('names the patient, and not in the title, the address or the storage', async () => {
    const { page } = opened
    expect(await textOf(page.locator('.banner'))).toContain('SAMPLE, NPC-01')
    const kept = await page.evaluate(() => [
      document.title,
      location.href,
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
    ])
    for (const text of kept) expect(text).not.toMatch(/SAMPLE|NPC|SYN-0001/)
  })

  test.each([
    ['rGTV', -7, 9],
    ['Brainstem', -8, 38],
  ] as const)('draws %s on its closed form in all planes', async (name, fromZ, toZ) => {
    const { page } = opened
    await centreOn(page, name)
    await solidsDone(page, [name])
    const shape = shapeOf(name)
    for (const view of VIEWS) {
      const outline = await drawnOutline(opened.page, view, name)
      const slice = await sliceMm(opened.page, view)
      expect(outline?.from, view).toBe(view === 'axial' ? 'contour' : 'cut')
      // Past its last slices a drawn structure ends where the slices say, not where the closed form does.
      const points = (outline?.loopsMm ?? [])
        .flat()
        .map((p) => toLps(view, slice, p))
        .filter(([, , z]) => z > fromZ && z < toZ)
      expect(points.length, `${view} points`).toBeGreaterThan(30)
      const errors = points.map((p) => Math.abs(shape.at(...p))).sort((a, b) => a - b)
      const p95 = errors[Math.floor(0.95 * (errors.length - 1))] ?? Number.NaN
      console.log(`${name} ${view}: distance from the closed form, p95 ${p95.toFixed(3)} mm`)
      expect(p95, `${view}: p95 distance from the closed form in mm`).toBeLessThan(view === 'axial' ? 0.01 : 0.15)
    }
  })

  test('has image and contours in one place: skin inside the outline, air outside', async () => {
    const { page } = opened
    await page.getByRole('button', { name: 'Show External', exact: true }).click()
    await solidsDone(page, ['External'])
    const shape = shapeOf('External')
    for (const view of VIEWS) {
      const outline = await drawnOutline(page, view, 'External')
      const slice = await sliceMm(page, view)
      const loop = [...(outline?.loopsMm ?? [])].sort((a, b) => b.length - a.length)[0] ?? []
      const sides = loop.flatMap((p) => {
        const at = (dx: number, dy: number) => shape.at(...toLps(view, slice, [p[0] + dx, p[1] + dy]))
        const gx = at(0.5, 0) - at(-0.5, 0)
        const gy = at(0, 0.5) - at(0, -0.5)
        const length = Math.sqrt(gx * gx + gy * gy)
        // Where the scan ends or the skin runs along the slice there is no edge to look at.
        if (length < 0.7 || Math.abs(at(0, 0)) > 0.5) return []
        const step = (mm: number): readonly [number, number] => [p[0] + (mm * gx) / length, p[1] + (mm * gy) / length]
        return [{ inside: step(-1.5), outside: step(1.5) }]
      })
      expect(sides.length, `${view} points on the skin`).toBeGreaterThan(100)
      const inside = await greysAt(
        page,
        view,
        sides.map((s) => s.inside),
      )
      const outside = await greysAt(
        page,
        view,
        sides.map((s) => s.outside),
      )
      const right = sides.filter((_, i) => (inside[i] ?? 0) > 40 && (outside[i] ?? 255) < 20).length / sides.length
      console.log(`${view}: ${(100 * right).toFixed(1)} % of the skin has tissue 1.5 mm inside and air 1.5 mm outside`)
      expect(right, view).toBeGreaterThan(0.95)
    }
    await page.getByRole('button', { name: 'Hide External', exact: true }).click()
  })

  test('says which side is which', async () => {
    const letters = await opened.page
      .locator('.view.axial .letter')
      .evaluateAll((all) => Object.fromEntries(all.map((one) => [(one as HTMLElement).dataset.edge, one.textContent])))
    expect(letters).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' })
    const target = await drawnOutline(opened.page, 'axial', 'rGTV')
    const rights = (target?.loopsMm ?? []).flat().map(([right]) => right)
    expect(Math.min(...rights), 'the rGTV lies left of the midline, so on the right of the screen').toBeGreaterThan(0)
  })
})

describe('the proposal', () => {
  test('appears in all planes with its volume, dashed: nobody has approved it', async () => {
    const { page } = opened
    await centreOn(page, 'rGTV')
    await propose(page)
    expect(await textOf(page.locator('.banner-unapproved'))).toBe('PROPOSAL, NOT APPROVED')
    const volume = await ctvCm3(page)
    expect(volume).toBeGreaterThan(20)
    expect(volume).toBeLessThan(40)
    for (const view of VIEWS) {
      const ctv = await drawnOutline(page, view, 'CTV')
      expect(ctv?.dash, view).toBe('8 4')
      expect((ctv?.loopsMm ?? []).flat().length, `${view} points`).toBeGreaterThan(50)
      const slice = await sliceMm(page, view)
      const target = shapeOf('rGTV')
      const nearest = Math.min(...(ctv?.loopsMm ?? []).flat().map((p) => target.at(...toLps(view, slice, p))))
      expect(nearest, `${view}: the CTV holds the rGTV`).toBeGreaterThan(-0.1)
    }
  })

  test('follows the margin, back and forth too', async () => {
    const { page } = opened
    const at5 = await ctvCm3(page)
    await setMargin(page, '8')
    await upToDate(page)
    const at8 = await ctvCm3(page)
    expect(at8).toBeGreaterThan(at5 + 5)
    expect(await textOf(page.locator('.section-aside', { hasText: 'was' }))).toContain(`was ${at5.toFixed(1)}`)
    await page.keyboard.press('Control+z')
    await upToDate(page)
    expect(await ctvCm3(page)).toBe(at5)
    await page.keyboard.press('Control+y')
    await upToDate(page)
    expect(await ctvCm3(page)).toBe(at8)
    await page.keyboard.press('Control+z')
    await upToDate(page)
  })

  test('follows the slider, and a drag of it is one step back', async () => {
    const { page } = opened
    const before = await ctvCm3(page)
    const thumb = await page.getByRole('slider', { name: 'Margin', exact: true }).boundingBox()
    if (thumb === null) throw new Error('There is no slider.')
    const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    for (let i = 1; i <= 8; i++) await page.mouse.move(x + 6 * i, y)
    await page.mouse.up()
    await upToDate(page)
    expect(Number(await page.locator('.margin input').inputValue())).toBeGreaterThan(7)
    expect(await ctvCm3(page)).toBeGreaterThan(before + 5)
    await page.keyboard.press('Control+z')
    await upToDate(page)
    expect(await page.locator('.margin input').inputValue()).toBe('5.0')
    expect(await ctvCm3(page)).toBe(before)
  })

  test('has a volume for every rule, and they sum to the region', async () => {
    const rows = await opened.page.locator('.volume-table tr').evaluateAll((all) =>
      all.map((row) => ({
        name: row.querySelector('th')?.textContent ?? '',
        percent: Number.parseFloat(row.querySelector('td:nth-child(4)')?.textContent ?? ''),
        rule: row.getAttribute('data-reason'),
      })),
    )
    const rules = rows.filter((row) => row.rule !== null)
    expect(rules.map((row) => row.name)).toEqual(expect.arrayContaining(['In target', 'In margin', 'Air']))
    expect(rules.reduce((sum, row) => sum + row.percent, 0)).toBeCloseTo(100, 0)
  })

  test('refuses a margin out of range by naming the range, and keeps the one it had', async () => {
    const { page } = opened
    await setMargin(page, '31')
    expect(await textOf(page.getByRole('alert'))).toBe('0 to 30 mm')
    await page.locator('.margin input').press('Escape')
    expect(await page.locator('.margin input').inputValue()).toBe('5.0')
  })
})

describe('the page', () => {
  test('asks nobody but its own origin, workers included, and complains of nothing', () => {
    const foreign = opened.requests.filter((url) => new URL(url).origin !== browser.origin && !url.startsWith('blob:'))
    expect(foreign).toEqual([])
    expect(
      opened.requests.some((url) => url.endsWith('.wasm')),
      'the recording sees what workers ask for',
    ).toBe(true)
    expect(opened.complaints).toEqual([])
  })

  test('is forbidden to: a request elsewhere is refused by its policy', async () => {
    const refused = await opened.page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'went through',
        () => 'refused',
      ),
    )
    expect(refused).toBe('refused')
  })
})
