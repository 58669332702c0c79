import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Vec3 } from '../../src/core/frame/index.js'
import { quietJob } from '../../src/core/job/index.js'
import { scanFiles } from '../../src/dicom/index.js'
import { cm3, figure, mm, percent } from '../../src/ui/format.js'
import {
  accept,
  centreOn,
  ctvCm3,
  openFolder,
  propose,
  saveExport,
  setMargin,
  settle,
  sliceMm,
  solidsDone,
  stepTo,
  textOf,
  upToDate,
} from '../support/browser/drive.js'
import { click, openEdit, pixelAt, takeTool } from '../support/browser/hand.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { buildCli, cli, printed, scratchFolder } from '../support/cli.js'
import { dciodvfyErrors } from '../support/dicom-conformance.js'
import { folderFiles } from '../support/dicom-folder.js'
import { readExports, roiOf } from '../support/python/exports.js'

const CASE = join(process.env.POSTOP_DATA ?? '../shared/data', 'ct-thorax-aria')
const IMAGE = join(CASE, 'image')
const ORIGINAL = join(CASE, 'rtstruct', '1-1.dcm')
const TARGET = 'GTV-1'

const scratch = scratchFolder('whole-way')
const exported = join(scratch.path, 'exported.dcm')

let browser: TestBrowser
let opened: OpenedPage
let page: Page
/** The target as it is drawn: closed polygons of x, y, z in LPS mm on axial planes. */
let polygons: readonly Float64Array[] = []

beforeAll(async () => {
  buildCli()
  const { structureSets } = await scanFiles(await folderFiles(join(CASE, 'rtstruct')), quietJob)
  const roi = structureSets[0]?.set.rois.find(({ name }) => name === TARGET)
  polygons = (roi?.contours ?? []).map(({ pointsLps }) => pointsLps)
  browser = await startBrowser()
  opened = await browser.newPage({ width: 1280, height: 800 })
  page = opened.page
  await openFolder(page, CASE)
  await solidsDone(page, [TARGET])
  await propose(page)
  await centreOn(page, TARGET)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
  scratch.remove()
})

const ballMm3 = (radiusMm: number): number => (4 / 3) * Math.PI * radiusMm ** 3

/** From a point outside to the nearest point of the polygons' outlines, in mm: the solid is no further. */
const toOutlinesMm = ([x, y, z]: Vec3): number => {
  let nearest = Number.POSITIVE_INFINITY
  for (const points of polygons)
    for (let i = 0, j = points.length - 3; i < points.length; j = i, i += 3) {
      const [ax, ay, bx, by] = [points[j] ?? 0, points[j + 1] ?? 0, points[i] ?? 0, points[i + 1] ?? 0]
      const [dx, dy] = [bx - ax, by - ay]
      const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / Math.max(dx * dx + dy * dy, 1e-9)))
      const across = (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2
      nearest = Math.min(nearest, across + (z - (points[i + 2] ?? 0)) ** 2)
    }
  return Math.sqrt(nearest)
}

/** Until the CTV is that of the recipe, edited or not. */
const current = async (): Promise<void> => {
  await page.locator('.banner-state.ok, .banner-state.chip-edited').waitFor()
  await settle(page)
}

/** What the panel says of the place under the pointer. */
const probe = async (right: number, down: number) => {
  const { px } = await pixelAt(page, 'axial', [right, down])
  await page.mouse.move(...px)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  const text = (what: string) => textOf(page.locator(`.why-card [data-why=${what}]`))
  const at = [...(await text('position')).matchAll(/([LRPASI]) (\d+\.\d)/g)].map(
    ([, letter, number]) => ('RAI'.includes(letter ?? '') ? -1 : 1) * Number(number),
  ) as unknown as Vec3
  return { at, verdict: await textOf(page.locator('.why-card h3')), straight: await text('straight') }
}

/** The CTV's volume on the step of the proposal, with the tab that was open left. */
const proposedCm3 = async (): Promise<number> => {
  await stepTo(page, 'Proposal')
  return ctvCm3(page)
}

type Printed = {
  readonly solidCm3: number
  readonly achievedMarginMinMm: number
  readonly achievedMarginShareUnder5mm: number
  readonly achievedMarginByDirection: readonly { readonly direction: string; readonly minMm: number }[]
}

type PrintedComparison = {
  readonly a: { readonly contourCm3: number }
  readonly b: { readonly contourCm3: number }
  readonly dsc: number
  readonly surfaceDsc: number
  readonly hd95Mm: number
  readonly hdMm: number
  readonly meanSurfaceDistanceMm: number
  readonly addedPathLengthMm: number
  readonly contourLengthMm: number
}

describe('the whole way on a thorax from Aria', () => {
  /** Of the proposal at 3 and 5 mm, without an edit. */
  let [at3, at5] = [0, 0]
  /** Deep in the target (18 mm from its edge and from its air), at right, down and on this slice in LPS mm. */
  const DEEP: Vec3 = [98.1, -209.5, -459.5]
  const ERASED_MM = 15
  const BRUSHED_MM = 9
  const taken = (ballMm3(ERASED_MM) - ballMm3(BRUSHED_MM)) / 1000

  test('a probed point says its distance from the drawn outlines', async () => {
    await stepTo(page, 'Review')
    const [x, y, z] = [await sliceMm(page, 'sagittal'), await sliceMm(page, 'coronal'), await sliceMm(page, 'axial')]
    const inside = await probe(x, y)
    expect(inside.verdict).toBe('In: target')
    expect(inside.straight).toMatch(/^\d+\.\d mm deep in the target$/)
    const edges = polygons.flatMap((points) => {
      if (Math.abs((points[2] ?? 0) - z) > 0.1) return []
      return Array.from({ length: points.length / 3 }, (_, i) => [points[3 * i] ?? 0, points[3 * i + 1] ?? 0] as const)
    })
    const ends = (c: 0 | 1): readonly [number, number] => {
      const all = edges.map((p) => p[c])
      return [Math.min(...all), Math.max(...all)]
    }
    const [[right, left], [front, back]] = [ends(0), ends(1)]
    for (const [px, py] of [
      [right - 3, y],
      [left + 3, y],
      [x, front - 3],
      [x, back + 3],
    ] as const) {
      const told = await probe(px, py)
      const outlineMm = toOutlinesMm(told.at)
      const straightMm = Number.parseFloat(told.straight)
      console.log(`${told.at.join(' ')}: ${told.verdict}, ${straightMm} mm, to the outlines ${outlineMm.toFixed(2)} mm`)
      // The solid passes through the outlines, and a lobe ends at most half a slice of 3 mm beyond its last one.
      expect(straightMm - outlineMm).toBeLessThan(0.15)
      expect(outlineMm - straightMm).toBeLessThan(1.6)
    }
  })

  test('the achieved margin is the one that the command line computes', async () => {
    const words = ['--image', IMAGE, '--structures', ORIGINAL, '--target', TARGET]
    const run = cli(['propose', ...words, '--out', join(scratch.path, 'cli.dcm'), '--json'])
    const said = printed<Printed>(run)
    await page.getByRole('button', { name: 'Margin', exact: true }).click()
    await settle(page)
    expect(await textOf(page.locator('[data-achieved=min]'))).toBe(`${mm(said.achievedMarginMinMm)} mm`)
    expect(await textOf(page.locator('[data-achieved=share]'))).toBe(percent(said.achievedMarginShareUnder5mm))
    for (const { direction, minMm } of said.achievedMarginByDirection)
      expect(await textOf(page.locator(`[data-part="${direction}"] [data-min]`)), direction).toBe(mm(minMm))
    at5 = await proposedCm3()
    expect(Math.abs(at5 - said.solidCm3)).toBeLessThanOrEqual(0.0501)
    await setMargin(page, '3')
    await upToDate(page)
    at3 = await ctvCm3(page)
    expect(at3).toBeLessThan(at5)
    await setMargin(page, '5')
    await upToDate(page)
    expect(await ctvCm3(page)).toBe(at5)
  })

  test('a ball erased, and a smaller one brushed back: volumes by closed form; undo, redo', async () => {
    const centre = [DEEP[0], DEEP[1]] as const
    await page.locator('.view.axial').focus()
    await page.keyboard.press('ArrowDown')
    await settle(page)
    expect(await sliceMm(page, 'axial')).toBe(DEEP[2])
    await openEdit(page)
    await takeTool(page, /^Eraser/, '3-D ball', String(2 * ERASED_MM))
    await click(page, 'axial', centre)
    await current()
    const hollow = await proposedCm3()
    console.log(`erased ${(at5 - hollow).toFixed(2)} cm3, closed form ${(ballMm3(ERASED_MM) / 1000).toFixed(2)}`)
    // Both volumes are read as they are printed, to 0.1 cm3.
    expect(Math.abs((at5 - hollow) * 1000 - ballMm3(ERASED_MM))).toBeLessThan(0.01 * ballMm3(ERASED_MM) + 50)
    await openEdit(page)
    await takeTool(page, /^Brush/, '3-D ball', String(2 * BRUSHED_MM))
    await click(page, 'axial', centre)
    await page.locator('.edit-row').nth(1).waitFor()
    await current()
    const filled = await proposedCm3()
    console.log(`brushed ${(filled - hollow).toFixed(2)} cm3, closed form ${(ballMm3(BRUSHED_MM) / 1000).toFixed(2)}`)
    expect(Math.abs((filled - hollow) * 1000 - ballMm3(BRUSHED_MM))).toBeLessThan(0.01 * ballMm3(BRUSHED_MM) + 100)
    await page.getByRole('button', { name: /^Undo/ }).first().click()
    await current()
    expect(await ctvCm3(page)).toBe(hollow)
    await page.getByRole('button', { name: /^Redo/ }).click()
    await current()
    expect(await ctvCm3(page)).toBe(filled)
  })

  test('another margin with the edits replayed: the same balls, of the other proposal', async () => {
    await setMargin(page, '3')
    await page.getByRole('button', { name: 'Replay edits' }).click()
    await current()
    const replayed = await ctvCm3(page)
    console.log(`replayed at 3 mm: ${(at3 - replayed).toFixed(2)} cm3 taken, closed form ${taken.toFixed(2)}`)
    expect(Math.abs(at3 - replayed - taken)).toBeLessThan(0.01 * taken + 0.1)
  })

  test('is exported once everything is decided: dciodvfy, pydicom and verify agree with the page', async () => {
    const shown = await ctvCm3(page)
    await stepTo(page, 'Export')
    const save = page.getByRole('button', { name: 'Download RTSTRUCT' })
    expect(await save.getAttribute('aria-disabled')).toBe('true')
    const toDecide = page.locator('.export [data-finding]')
    const codes: string[] = []
    for (let left = await toDecide.count(); left > 0; left--) {
      const code = (await toDecide.first().getAttribute('data-finding')) ?? ''
      codes.push(code)
      await accept(page, code, 'JM')
      await current()
    }
    expect(codes).toContain('edit/takes-target')
    await page.locator('[data-diff]').waitFor()
    const row = page.locator('.export-contents tr', {
      has: page.getByRole('rowheader', { name: 'CTV_PROPOSED', exact: true }),
    })
    const cells = (await row.locator('td').allInnerTexts()).map((text) => text.trim())
    await saveExport(page, exported)
    const known = new Set(dciodvfyErrors(ORIGINAL))
    expect(dciodvfyErrors(exported).filter((error) => !known.has(error))).toEqual([])
    const [set] = readExports([exported], scratch.path)
    if (set === undefined) throw new Error('nothing was read')
    const pydicomCm3 = (roiOf(set, 'CTV_PROPOSED').volume?.mm3 ?? 0) / 1000
    console.log(
      `CTV: pydicom ${pydicomCm3.toFixed(3)} cm3, the export ${cells[5]} and ${cells[6]}, the proposal ${shown}`,
    )
    for (const cell of [cells[5], cells[6]]) expect(Math.abs(Number(cell) - pydicomCm3)).toBeLessThanOrEqual(0.0051)
    // The solid is another figure than what a planning system counts on slices of 3 mm.
    expect(Math.abs(shown - pydicomCm3)).toBeLessThanOrEqual(0.01 * pydicomCm3)
    const run = cli(['verify', exported, '--image', IMAGE, '--structures', ORIGINAL, '--json'])
    expect(run.exit, run.stdout + run.stderr).toBe(0)
    expect(JSON.parse(run.stdout)).toMatchObject({ verified: true, changed: [], notReproduced: [] })
  })

  test('compared with the target it has the figures of the command line on the exported file', async () => {
    await stepTo(page, 'Review')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.getByRole('combobox', { name: 'Compare with' }).click()
    await page.getByRole('option', { name: /^GTV-1/ }).click()
    await page.locator('[data-comparison=current]').waitFor()
    const words = [exported, ORIGINAL, '--roi', 'CTV_PROPOSED', '--roi-b', TARGET, '--image', IMAGE]
    const said = printed<PrintedComparison>(cli(['compare', ...words, '--json']))
    const expected = {
      contourCm3: `${cm3(said.a.contourCm3)} | ${cm3(said.b.contourCm3)} cm³`,
      dsc: figure(said.dsc, 2),
      surfaceDsc: figure(said.surfaceDsc, 2),
      hd95: `${mm(said.hd95Mm)}, ${mm(said.hdMm)} mm`,
      mean: `${mm(said.meanSurfaceDistanceMm)} mm`,
      path: `${figure(said.addedPathLengthMm, 0)} of ${figure(said.contourLengthMm, 0)} mm`,
    }
    const shown: Record<string, string> = {}
    for (const id of Object.keys(expected))
      shown[id] = (await page.locator(`[data-figure=${id}] td`).allInnerTexts()).join(' | ')
    expect(shown).toEqual(expected)
  })

  test('nothing was complained of, and nothing left the computer', () => {
    expect(opened.complaints).toEqual([])
    expect(opened.requests.filter((url) => !url.startsWith(browser.origin) && !/^(blob|data):/.test(url))).toEqual([])
  })
})
