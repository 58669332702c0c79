import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Vec3 } from '../../src/core/frame/index.js'
import {
  centreOn,
  openFolder,
  openSample,
  propose,
  settle,
  sliceMm,
  stepTo,
  textOf,
  type ViewName,
} from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { inView } from '../support/browser/view-planes.js'
import { scratchFolder } from '../support/cli.js'
import * as cf from '../support/closed-forms/index.js'
import * as ph from '../support/phantom/index.js'

let browser: TestBrowser
const scratch = scratchFolder('review-step')

beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  scratch.remove()
})

/** Where a point of the shown slice is on the screen. */
const onScreen = (page: Page, view: ViewName, p: Vec3) =>
  page.evaluate(
    ([name, [right, down]]) => {
      const group = document.querySelector<SVGGElement>(`.view.${name} .outlines`)
      const at = new DOMPoint(right, down).matrixTransform(group?.getScreenCTM() ?? undefined)
      return { x: at.x, y: at.y }
    },
    [view, inView(view, p)] as const,
  )

const pointAt = async (page: Page, view: ViewName, p: Vec3): Promise<void> => {
  const { x, y } = await onScreen(page, view, p)
  await page.mouse.move(x, y)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** What the panel says of the point: its own position in LPS mm, and the figures in mm. */
const readWhy = async (page: Page) => {
  const text = (what: string) => textOf(page.locator(`.why-card [data-why=${what}]`))
  const [position, straight, way] = [await text('position'), await text('straight'), await text('way')]
  const at = [...position.matchAll(/([LRPASI]) (\d+\.\d)/g)].map(
    ([, letter, mm]) => ('RAI'.includes(letter ?? '') ? -1 : 1) * Number(mm),
  ) as unknown as Vec3
  return {
    verdict: await textOf(page.locator('.why-card h3')),
    sentence: await textOf(page.locator('.why-card p')),
    at,
    straightMm: (/deep/.test(straight) ? -1 : 1) * Number.parseFloat(straight),
    way,
  }
}

describe('why on the sample', () => {
  /** The bed's main lobe (sample-dicom/README.md). */
  const bed = cf.ellipsoid([14, 1.5, 1], [16, 11, 16])
  let opened: OpenedPage

  beforeAll(async () => {
    opened = await browser.newPage()
    await openSample(opened.page)
    await stepTo(opened.page, 'Proposal')
    await propose(opened.page)
    await centreOn(opened.page, 'TumorBed')
    await stepTo(opened.page, 'Review')
  })
  afterAll(() => opened?.close())

  test.each(['axial', 'coronal', 'sagittal'] as const)(
    '%s: distance and verdict are the closed form’s',
    async (view) => {
      const { page } = opened
      const z = await sliceMm(page, 'axial')
      const x = await sliceMm(page, 'sagittal')
      const y = await sliceMm(page, 'coronal')
      const points: Vec3[] = {
        axial: [3, 5, 7, 9].map((d): Vec3 => [18 + d / 2, 11 + d, z]),
        sagittal: [3, 5, 7, 9].map((d): Vec3 => [x, 11 + d, 1]),
        coronal: [3, 5, 7, 9].map((d): Vec3 => [18, y, -13 - d]),
      }[view]
      const errors: number[] = []
      for (const p of points) {
        await pointAt(page, view, p)
        const why = await readWhy(page)
        for (const c of [0, 1, 2] as const) expect(Math.abs(why.at[c] - p[c])).toBeLessThan(0.8)
        const exact = cf.surfaceDistanceMm(bed, why.at)
        errors.push(Math.abs(why.straightMm - exact))
        expect(why.verdict).toBe(exact < 5 ? 'In: margin' : 'Out: beyond the margin')
        expect(why.way).toBe('as straight')
      }
      console.log(`${view}: largest difference to the closed form ${Math.max(...errors).toFixed(2)} mm`)
      // Position and distance are read as they are printed, to 0.1 mm.
      expect(Math.max(...errors)).toBeLessThan(0.25)
    },
  )
})

describe('the achieved margin of a sphere beside a wall', () => {
  const C: Vec3 = [3.2, 21.4, -8.6]
  const RADIUS_MM = 9
  /** From the sphere's centre to the wall's near face, to the left. */
  const WALL_MM = 11
  let opened: OpenedPage

  beforeAll(async () => {
    const wall = cf.box([C[0] + WALL_MM + 2, C[1], C[2]], [2, 30, 30])
    const phantom = ph.phantomOf({
      name: 'wall',
      image: ph.acquire(cf.sphere(C, 24), { name: 'wall', sliceMm: 2, columnMm: 0.9, rowMm: 1.1 }),
      parts: [
        { name: 'rGTV', shape: cf.sphere(C, RADIUS_MM), role: ph.target },
        { name: 'Brainstem', shape: wall, role: ph.organ(0, true) },
      ],
    })
    const [files] = ph.writePhantoms(join(scratch.path, 'wall'), [phantom])
    if (files === undefined) throw new Error('no phantom was written')
    opened = await browser.newPage({ width: 1280, height: 800 })
    await openFolder(opened.page, files.folder)
    await stepTo(opened.page, 'Proposal')
    await propose(opened.page)
    await stepTo(opened.page, 'Review')
    await opened.page.getByRole('button', { name: 'Margin', exact: true }).click()
    await settle(opened.page)
  })
  afterAll(() => opened?.close())

  const cell = async (part: string, what: 'min' | 'share' | 'rule'): Promise<string> =>
    textOf(opened.page.locator(`[data-part="${part}"] ${what === 'rule' ? '.rule' : `[data-${what}]`}`))

  test('smallest, share under 5 mm and rule are the closed form’s', async () => {
    const { page } = opened
    const smallest = Number.parseFloat(await textOf(page.locator('[data-achieved=min]')))
    expect(Math.abs(smallest - (WALL_MM - RADIUS_MM))).toBeLessThan(0.2)
    // Of a sphere, the cap whose points have less than 4.9 mm to the plane: its height over the diameter.
    const share = (1 - (WALL_MM - 4.9) / RADIUS_MM) / 2
    const told = Number.parseFloat(await textOf(page.locator('[data-achieved=share]'))) / 100
    console.log(`smallest ${smallest} mm; under 5 mm ${told}, closed form ${share.toFixed(4)}`)
    expect(Math.abs(told - share)).toBeLessThan(0.015)
    expect(Math.abs(Number.parseFloat(await cell('left', 'min')) - 2)).toBeLessThan(0.2)
    expect(await cell('left', 'rule')).toBe('Organ: Brainstem')
    expect(Math.abs(Number.parseFloat(await cell('right', 'min')) - 5)).toBeLessThan(0.2)
    expect(await cell('right', 'share')).toBe('0.0 %')
  })

  test('a click goes to the smallest, and the target tells it by colour there', async () => {
    const { page } = opened
    await page.locator('[data-part=left] button').click()
    await settle(page)
    expect(Math.abs((await sliceMm(page, 'sagittal')) - (C[0] + RADIUS_MM))).toBeLessThan(0.9)
    expect(Math.abs((await sliceMm(page, 'axial')) - C[2])).toBeLessThan(1.5)
    const colours = await page
      .locator('.view.axial [data-outline=achieved] .shades path')
      .evaluateAll((paths) => paths.map((one) => [one.getAttribute('stroke'), one.getAttribute('d') !== ''] as const))
    const drawn = colours.flatMap(([colour, any]) => (any ? [colour] : []))
    expect(drawn).toContain('#3465CC')
    expect(drawn).toContain('#FAC94F')
    expect(drawn).not.toContain('#B3123F')
  })

  test('nothing was complained of', () => {
    expect(opened.complaints).toEqual([])
  })
})

describe('the slice strip on the sample', () => {
  let opened: OpenedPage
  const strip = () => opened.page.getByRole('slider', { name: 'Slice', exact: true })
  const words = async (): Promise<string> => (await strip().getAttribute('aria-valuetext')) ?? ''
  const seen = async (): Promise<readonly [number, number]> => {
    const found = /(\d+) of (\d+) looked at/.exec(await textOf(opened.page.locator('[data-seen]')))
    return [Number(found?.[1]), Number(found?.[2])]
  }

  beforeAll(async () => {
    opened = await browser.newPage({ width: 1280, height: 800 })
    await openSample(opened.page)
    await stepTo(opened.page, 'Proposal')
    await propose(opened.page)
    await stepTo(opened.page, 'Review')
    await strip().waitFor()
    await settle(opened.page)
  })
  afterAll(() => opened?.close())

  test('says area, cuts and place of the shown slice, and moves with it', async () => {
    const { page } = opened
    const z = await sliceMm(page, 'axial')
    expect(await words()).toMatch(
      new RegExp(`^[SI] ${Math.abs(z).toFixed(1)} mm, slice \\d+ of 60, CTV \\d+\\.\\d cm²`),
    )
    await strip().focus()
    await page.keyboard.press('ArrowRight')
    await settle(page)
    expect((await sliceMm(page, 'axial')) - z).toBeCloseTo(2, 1)
    const cut = await page.locator('.slice-strip .cut[class~="air"]').count()
    expect(cut).toBeGreaterThan(5)
  })

  test('a slice that is shown for 0.4 s was looked at; U goes on to those that were not, and it is kept', async () => {
    const { page } = opened
    await page.waitForTimeout(600)
    const [before, all] = await seen()
    expect(before).toBeGreaterThan(0)
    // From the bed's 32 mm with 5 mm above and below, on slices of 2 mm.
    expect(all).toBeGreaterThan(17)
    expect(all).toBeLessThan(24)
    await page.locator('.view.axial').focus()
    for (let n = before; n < all; n++) {
      await page.keyboard.press('u')
      await page.waitForTimeout(650)
    }
    expect(await seen()).toEqual([all, all])
    expect(await page.locator('.slice-bar .looked').count()).toBeGreaterThanOrEqual(all)
    await page.waitForTimeout(500)
    await page.reload()
    await page.locator('[data-seen]').waitFor()
    await settle(page)
    expect(await seen()).toEqual([all, all])
  })

  test('F goes to the slice of a finding', async () => {
    const { page } = opened
    await strip().focus()
    await page.keyboard.press('Home')
    await settle(page)
    expect(await words()).toMatch(/^I 52\.0 mm, slice 1 of 60, no CTV/)
    await page.locator('.view.axial').focus()
    await page.keyboard.press('f')
    await settle(page)
    expect(await words()).toContain('of the target are air on the planning CT')
    await page.keyboard.press('f')
    await settle(page)
    const second = await words()
    expect(second).toContain('A_Carotid_L comes within 2.')
    await page.keyboard.press('Shift+F')
    await settle(page)
    expect(await words()).not.toBe(second)
  })

  test('the table of organs: distances as the closed forms say, the artery under 5 mm flagged, a click goes there', async () => {
    const { page } = opened
    await page.getByRole('button', { name: 'Organs', exact: true }).click()
    const row = (name: string) => page.locator(`[data-organ="${name}"]`)
    const figure = async (name: string, what: 'target' | 'ctv'): Promise<number> =>
      Number.parseFloat(await textOf(row(name).locator(`[data-${what}]`)))
    // The artery passes 2.0 mm behind the bed, the brainstem 12.8 mm from it (sample-dicom/README.md).
    expect(Math.abs((await figure('A_Carotid_L', 'target')) - 2)).toBeLessThan(0.25)
    expect(await figure('A_Carotid_L', 'ctv')).toBe(0)
    expect(Math.abs((await figure('Brainstem', 'target')) - 12.8)).toBeLessThan(0.25)
    expect(await row('A_Carotid_L').getAttribute('data-flagged')).toBe('true')
    expect(await page.locator('[data-flagged=true]').count()).toBe(1)
    await row('A_Carotid_L').getByRole('button').click()
    await settle(page)
    // Behind the bed's edge at 12.5 mm.
    expect((await sliceMm(page, 'coronal')) - 12.5).toBeGreaterThan(-4)
    await page.getByRole('button', { name: 'Why', exact: true }).click()
  })

  test('a click keeps the answer, and the words are spoken', async () => {
    const { page } = opened
    await centreOn(page, 'TumorBed')
    const z = await sliceMm(page, 'axial')
    const { x, y } = await onScreen(page, 'axial', [20.5, 16, z])
    await page.mouse.click(x, y)
    await page.mouse.move(x + 80, y + 80)
    await settle(page)
    const why = await readWhy(page)
    expect(why.verdict).toBe('In: margin')
    expect(await textOf(page.locator('.why-card'))).toContain('Unpin')
    expect(await page.locator('[role=status]', { hasText: 'In: margin' }).textContent()).toContain(why.sentence)
    await page.getByRole('button', { name: 'Unpin' }).click()
    expect(await page.locator('.why-card [data-why=position]').count()).toBe(0)
    await page.getByRole('button', { name: 'Ask at the crosshair' }).click()
    expect((await readWhy(page)).verdict).toBe('In: margin')
    await page.getByRole('button', { name: 'Unpin' }).click()
  })

  test('R colours the region at its place in all three planes; a switch takes one reason away', async () => {
    const { page } = opened
    /** Red, green, blue and opacity that the region has at a point. */
    const painted = async (view: ViewName, p: Vec3): Promise<readonly number[]> => {
      const { x, y } = await onScreen(page, view, p)
      return page.evaluate(
        ([name, left, top]) => {
          const canvas = document.querySelector<HTMLCanvasElement>(`.view.${name} canvas.voxels`)
          const box = canvas?.getBoundingClientRect()
          if (!canvas || !box) return []
          return [...(canvas.getContext('2d')?.getImageData(left - box.left, top - box.top, 1, 1).data ?? [])]
        },
        [view, x, y] as const,
      )
    }
    await centreOn(page, 'TumorBed')
    await page.locator('.view.axial').focus()
    await page.keyboard.press('r')
    await settle(page)
    const [x, y, z] = [await sliceMm(page, 'sagittal'), await sliceMm(page, 'coronal'), await sliceMm(page, 'axial')]
    const places: readonly (readonly [ViewName, Vec3, Vec3])[] = [
      ['axial', [20.5, 16, z], [22.5, 20, z]],
      ['sagittal', [x, 15, 1], [x, 20, 1]],
      ['coronal', [18, y, -16], [18, y, -22]],
    ]
    for (const [view, inMargin, beyond] of places) {
      const [r = 0, g = 0, b = 0, a = 0] = await painted(view, inMargin)
      expect([Math.abs(r - 255) < 6, Math.abs(g - 228) < 6, Math.abs(b - 92) < 6, a > 80]).toEqual(Array(4).fill(true))
      expect((await painted(view, beyond))[3], `${view}, past the margin`).toBe(0)
    }
    await page.locator('[data-reason=margin] input').click()
    await settle(page)
    for (const [view, inMargin] of places) expect((await painted(view, inMargin))[3]).toBe(0)
    await page.locator('.view.axial').focus()
    await page.keyboard.press('r')
    await settle(page)
    expect(await page.locator('.view.axial canvas.voxels').isVisible()).toBe(false)
  })

  test('nothing was complained of', () => {
    expect(opened.complaints).toEqual([])
  })
})
