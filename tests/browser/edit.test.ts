import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Vec3 } from '../../src/core/frame/index.js'
import {
  centreOn,
  ctvCm3,
  drawnOutline,
  openFolder,
  openSample,
  propose,
  saveExport,
  setMargin,
  settle,
  sliceMm,
  stepTo,
  textOf,
  upToDate,
  type ViewName,
} from '../support/browser/drive.js'
import { click, edited, openEdit, pixelAt, press, takeTool } from '../support/browser/hand.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { toLps } from '../support/browser/view-planes.js'
import { buildCli, cli, SAMPLE, scratchFolder } from '../support/cli.js'
import * as cf from '../support/closed-forms/index.js'
import * as ph from '../support/phantom/index.js'

let browser: TestBrowser
const scratch = scratchFolder('edit')

beforeAll(async () => {
  buildCli()
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  scratch.remove()
})

const editCount = (page: Page): Promise<number> => page.locator('.edit-row').count()

/** The volume in the list of structures, in cm3. */
const listedCm3 = async (page: Page): Promise<number> => {
  const row = page.locator('.structures li', { has: page.locator('.structure-name', { hasText: /^CTV$/ }) })
  const found = /(\d+\.\d+)/.exec(await textOf(row))
  return Number(found?.[1])
}

/** Without any edit again. */
const clear = async (page: Page): Promise<void> => {
  const drop = page.getByRole('button', { name: 'Drop all edits' })
  if ((await drop.count()) > 0) await drop.click()
  await upToDate(page)
}

const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ }).first().click()
const redo = (page: Page) => page.getByRole('button', { name: /^Redo/ }).click()

/** Every point of the drawn CTV against a closed form: p95 of the distance in mm. */
const p95Mm = async (page: Page, view: ViewName, shape: cf.Shape): Promise<number> => {
  const outline = await drawnOutline(page, view, 'CTV')
  const slice = await sliceMm(page, view)
  const errors = (outline?.loopsMm ?? [])
    .flat()
    .map((p) => Math.abs(shape.signedMm(toLps(view, slice, p))))
    .sort((a, b) => a - b)
  expect(errors.length, `${view} points`).toBeGreaterThan(40)
  return errors[Math.floor(0.95 * (errors.length - 1))] ?? Number.NaN
}

const C: Vec3 = [3, 21, -8]
const CTV_MM = 14
const BALL_MM = 10

/** Of two balls the part that both hold, in mm3. */
const lensMm3 = (a: number, b: number, apart: number): number =>
  (Math.PI * (a + b - apart) ** 2 * (apart ** 2 + 2 * apart * (a + b) - 3 * (a - b) ** 2)) / (12 * apart)

const ballMm3 = (r: number): number => (4 / 3) * Math.PI * r ** 3

const apartMm = (a: Vec3, b: Vec3): number => Math.sqrt(a.reduce((sum, x, i) => sum + (x - (b[i] ?? x)) ** 2, 0))

describe('a ball of 14 mm', () => {
  let opened: OpenedPage
  let page: Page
  /** Where the ball of the brush was put. */
  let at: Vec3 = C

  beforeAll(async () => {
    const image = ph.acquire(cf.sphere(C, 40), { name: 'edit', sliceMm: 2, columnMm: 0.9, rowMm: 1.1 })
    const phantom = ph.phantomOf({
      name: 'edit',
      image,
      parts: [
        { name: 'rGTV', shape: cf.sphere(C, CTV_MM - 5), role: ph.target },
        { name: 'Brainstem', shape: cf.sphere([C[0], C[1] + 30, C[2]], 8), role: ph.organ(0, true) },
      ],
    })
    const [files] = ph.writePhantoms(join(scratch.path, 'edit'), [phantom])
    if (files === undefined) throw new Error('no phantom was written')
    opened = await browser.newPage({ width: 1280, height: 800 })
    page = opened.page
    await openFolder(page, files.folder)
    await stepTo(page, 'Proposal')
    await propose(page)
    await centreOn(page, 'rGTV')
    await openEdit(page)
  })
  afterAll(() => opened?.close())

  const expectCm3 = async (mm3: number, what: string): Promise<void> => {
    const said = await listedCm3(page)
    console.log(`${what}: the page says ${said} cm3, the closed form ${(mm3 / 1000).toFixed(3)}`)
    expect(Math.abs(said - mm3 / 1000), what).toBeLessThan(0.01 * (mm3 / 1000) + 0.05)
  }

  test('the brush adds a ball: volume and contours are those of the union', async () => {
    await takeTool(page, /^Brush/, '3-D ball', String(2 * BALL_MM))
    const slice = await sliceMm(page, 'axial')
    const [right, down] = await click(page, 'axial', [C[0] + 16, C[1] - 3])
    at = [right, down, slice]
    await edited(page)
    const apart = apartMm(at, C)
    await expectCm3(ballMm3(CTV_MM) + ballMm3(BALL_MM) - lensMm3(CTV_MM, BALL_MM, apart), 'brush')
    const union = cf.union(cf.sphere(C, CTV_MM), cf.sphere(at, BALL_MM))
    for (const view of ['axial', 'coronal'] as const) expect(await p95Mm(page, view, union)).toBeLessThan(0.12)
    expect(await textOf(page.locator('.edit-row'))).toMatch(/3-D brush, 20\.0 mm[\s\S]*\+\d\.\d+ cm³/)
    expect(await textOf(page.locator('.chip-edited'))).toMatch(/^Edited by hand, \d+ slices$/)
  })

  test('undo, redo and the switch take it away and bring it back', async () => {
    const whole = await listedCm3(page)
    await undo(page)
    await upToDate(page)
    expect(await editCount(page)).toBe(0)
    await expectCm3(ballMm3(CTV_MM), 'undone')
    await redo(page)
    await edited(page)
    expect(await listedCm3(page)).toBe(whole)
    await page.getByRole('checkbox', { name: /in effect$/ }).uncheck()
    await upToDate(page)
    await expectCm3(ballMm3(CTV_MM), 'switched off')
    expect(await editCount(page)).toBe(1)
    await page.getByRole('checkbox', { name: /in effect$/ }).check()
    await edited(page)
    expect(await listedCm3(page)).toBe(whole)
  })

  test('another margin: it is asked once; replayed the ball stays, dropped it goes', async () => {
    await stepTo(page, 'Proposal')
    await setMargin(page, '7')
    await page.getByText('1 edit by hand', { exact: true }).waitFor()
    await stepTo(page, 'Export')
    const unanswered = page.locator('button[aria-disabled=true][title^="A rule changed"]', {
      hasText: 'Download as .zip',
    })
    await unanswered.waitFor()
    await stepTo(page, 'Proposal')
    await page.getByRole('button', { name: 'Replay edits' }).click()
    await edited(page)
    const wide = CTV_MM + 2
    const apart = apartMm(at, C)
    const replayed = ballMm3(wide) + ballMm3(BALL_MM) - lensMm3(wide, BALL_MM, apart)
    expect(Math.abs((await ctvCm3(page)) * 1000 - replayed)).toBeLessThan(0.01 * replayed + 50)
    expect(await page.getByRole('button', { name: 'Replay edits' }).count()).toBe(0)
    await undo(page)
    await page.getByRole('button', { name: 'Drop edits' }).click()
    await upToDate(page)
    expect(Math.abs((await ctvCm3(page)) * 1000 - ballMm3(wide))).toBeLessThan(0.01 * ballMm3(wide) + 50)
    await undo(page)
    await undo(page)
    await edited(page)
    await openEdit(page)
    expect(await editCount(page)).toBe(1)
  })

  test('the eraser takes the ball out again', async () => {
    await clear(page)
    await takeTool(page, /^Eraser/, '3-D ball', String(2 * BALL_MM))
    const slice = await sliceMm(page, 'axial')
    const [right, down] = await click(page, 'axial', [C[0] + 16, C[1] - 3])
    at = [right, down, slice]
    await edited(page)
    await expectCm3(ballMm3(CTV_MM) - lensMm3(CTV_MM, BALL_MM, apartMm(at, C)), 'erased')
    const rest = cf.subtract(cf.sphere(C, CTV_MM), cf.sphere(at, BALL_MM))
    expect(await p95Mm(page, 'axial', rest)).toBeLessThan(0.12)
    expect(await textOf(page.locator('.edit-row'))).toMatch(/3-D eraser, 20\.0 mm[\s\S]*\u2212\d\.\d+ cm³/)
  })

  test('the eraser with Ctrl adds', async () => {
    await clear(page)
    await page.keyboard.down('Control')
    await click(page, 'axial', [C[0] + 16, C[1] - 3])
    await page.keyboard.up('Control')
    await edited(page)
    expect(await textOf(page.locator('.edit-row'))).toContain('3-D brush')
    await clear(page)
  })

  test('a disc changes one slice only', async () => {
    await takeTool(page, /^Brush/, '2-D, this slice', '12')
    const outlineAt = () => drawnOutline(page, 'axial', 'CTV')
    const look = async () => {
      const seen = []
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
        await page.keyboard.press(key)
        await settle(page)
        seen.push(await outlineAt())
      }
      return seen
    }
    await page.locator('.view.axial').focus()
    const before = await look()
    await click(page, 'axial', [C[0] - 14, C[1]])
    await edited(page)
    const after = await look()
    expect(after[0], 'the slice above').toEqual(before[0])
    expect(after[2], 'the slice below').toEqual(before[2])
    expect(after[3], 'the slice itself').not.toEqual(before[3])
    expect(await textOf(page.locator('.chip-edited'))).toBe('Edited by hand, 1 slice')
    await clear(page)
  })

  test('a stroke on the sagittal plane is shown there as it is drawn, and stays', async () => {
    await takeTool(page, /^Brush/, '3-D ball', '8')
    const x = await sliceMm(page, 'sagittal')
    const from = await press(page, 'sagittal', [C[1] + 12, -C[2]])
    const { px, mm: to } = await pixelAt(page, 'sagittal', [C[1] + 19, -C[2]])
    await page.mouse.move(...px, { steps: 8 })
    await page.waitForTimeout(100)
    const capsule = cf.capsule(toLps('sagittal', x, from), toLps('sagittal', x, to), 4)
    const union = cf.union(cf.sphere(C, CTV_MM), capsule)
    expect(await editCount(page), 'nothing is in the log yet').toBe(0)
    const live = await p95Mm(page, 'sagittal', union)
    await page.mouse.up()
    await edited(page)
    const done = await p95Mm(page, 'sagittal', union)
    console.log(`sagittal stroke: p95 ${live.toFixed(3)} mm under the pointer, ${done.toFixed(3)} mm after`)
    expect(live).toBeLessThan(0.15)
    expect(done).toBeLessThan(0.15)
    await clear(page)
  })

  test('Esc takes a stroke back that is being drawn', async () => {
    const before = await drawnOutline(page, 'axial', 'CTV')
    await press(page, 'axial', [C[0], C[1] - 15])
    await page.waitForTimeout(100)
    expect(await drawnOutline(page, 'axial', 'CTV')).not.toEqual(before)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await settle(page)
    expect(await drawnOutline(page, 'axial', 'CTV')).toEqual(before)
    expect(await editCount(page)).toBe(0)
  })

  test('a drawn outline adds, a cut one takes; a push from inside adds', async () => {
    for (const [tool, sign] of [
      [/^Add an outline/, '\\+'],
      [/^Cut an outline/, '\u2212'],
    ] as const) {
      await takeTool(page, tool, '2-D, this slice', '12')
      await press(page, 'axial', [C[0] - 20, C[1] - 4])
      for (const corner of [
        [C[0] - 8, C[1] - 4],
        [C[0] - 8, C[1] + 4],
        [C[0] - 20, C[1] + 4],
      ] as const)
        await page.mouse.move(...(await pixelAt(page, 'axial', corner)).px, { steps: 5 })
      await page.mouse.up()
      await edited(page)
      expect(await textOf(page.locator('.edit-row'))).toMatch(new RegExp(`${sign}0\\.\\d\\d cm³`))
      await clear(page)
    }
    await takeTool(page, /^Push/, '2-D, this slice', '20')
    await press(page, 'axial', [C[0] - 10, C[1]])
    await page.mouse.move(...(await pixelAt(page, 'axial', [C[0] - 13, C[1]])).px, { steps: 5 })
    await page.mouse.up()
    await edited(page)
    // Begun 4 mm inside the edge it is 4 mm wide at most, and pushes the edge out by 3.
    const loops = (await drawnOutline(page, 'axial', 'CTV'))?.loopsMm.flat() ?? []
    const least = Math.min(...loops.map(([x]) => x))
    expect(least).toBeGreaterThan(C[0] - 17.6)
    expect(least).toBeLessThan(C[0] - 16.5)
    await clear(page)
  })

  test('between two slices the gap of a cut is filled from their outlines', async () => {
    await takeTool(page, /^Eraser/, '2-D, this slice', '20')
    await click(page, 'axial', [C[0] + 12, C[1]])
    await edited(page)
    const hollow = await listedCm3(page)
    await page.locator('.view.axial').focus()
    await page.keyboard.press('ArrowUp')
    await page.getByRole('button', { name: 'From this slice' }).click()
    await page.locator('.view.axial').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.getByRole('button', { name: 'Fill to this slice' }).click()
    await edited(page)
    expect(await editCount(page)).toBe(2)
    expect(await listedCm3(page)).toBeGreaterThan(hollow)
    await expectCm3(ballMm3(CTV_MM), 'filled between')
    await page.keyboard.press('ArrowUp')
    await clear(page)
  })

  test('an organ is not entered: the stroke stops at its edge, and the user is asked once', async () => {
    const organ = cf.sphere([C[0], C[1] + 30, C[2]], 8)
    const deepest = async () => {
      const points = (await drawnOutline(page, 'axial', 'CTV'))?.loopsMm.flat() ?? []
      const slice = await sliceMm(page, 'axial')
      return Math.min(...points.map((p) => organ.signedMm(toLps('axial', slice, p))))
    }
    await takeTool(page, /^Brush/, '3-D ball', '12')
    await click(page, 'axial', [C[0], C[1] + 20])
    await page.getByText(/^The stroke enters Brainstem \(0\.\d\d cm³\)$/).waitFor()
    await edited(page)
    expect(await deepest(), 'mm outside the organ').toBeGreaterThan(-0.25)
    await page.getByRole('button', { name: 'Let in' }).click()
    await edited(page)
    expect(await deepest(), 'let in').toBeLessThan(-1)
    await page.getByRole('button', { name: 'Findings', exact: true }).click()
    await page.locator('[data-finding="edit/enters-exclusion"]').waitFor()
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await takeTool(page, /^Brush/, '3-D ball', '12')
    await click(page, 'axial', [C[0] + 4, C[1] + 20])
    await edited(page)
    expect(await page.getByText(/^The stroke enters/).count(), 'asked once').toBe(0)
  })

  test('nothing was complained of', () => expect(opened.complaints).toEqual([]))
})

describe('the sample', () => {
  let opened: OpenedPage
  let page: Page

  beforeAll(async () => {
    opened = await browser.newPage()
    page = opened.page
    await openSample(page)
    await propose(page)
    await centreOn(page, 'rGTV')
  })
  afterAll(() => opened?.close())

  test('keys take brush and eraser and set their size; another tool puts them down', async () => {
    await page.locator('.view.axial').focus()
    await page.keyboard.press('p')
    const tool = (name: RegExp) => page.getByRole('toolbar', { name: 'Edit by hand' }).getByRole('button', { name })
    const held = (name: RegExp) => tool(name).getAttribute('aria-pressed')
    await page.locator('.edit-tab').waitFor()
    await expect.poll(() => held(/^Brush/)).toBe('true')
    await page.keyboard.press('e')
    await expect.poll(() => held(/^Eraser/)).toBe('true')
    expect(await held(/^Brush/)).toBe('false')
    await page.keyboard.press(']')
    await page.keyboard.press(']')
    await page.keyboard.press('[')
    await expect.poll(() => page.getByLabel('Diameter', { exact: true }).inputValue()).toBe('11.0')
    await page.keyboard.press('m')
    await page.waitForFunction(() => document.querySelector('.hand-row [aria-pressed=true]') === null)
    await page.keyboard.press('Escape')
    await page.keyboard.press('p')
    await expect.poll(() => held(/^Brush/)).toBe('true')
    await page.keyboard.press('Escape')
    await expect.poll(() => held(/^Brush/)).toBe('false')
  })

  test('a reload brings the edits back; the export holds them, and verify replays them', async () => {
    await takeTool(page, /^Brush/, '3-D ball', '10')
    const points = (await drawnOutline(page, 'axial', 'CTV'))?.loopsMm.flat() ?? []
    const [right, down] = points.reduce((a, b) => (b[0] > a[0] ? b : a))
    await press(page, 'axial', [right, down])
    await page.mouse.move(...(await pixelAt(page, 'axial', [right + 3, down + 6])).px, { steps: 6 })
    await page.mouse.up()
    await edited(page)
    const said = await listedCm3(page)
    await page.reload()
    await edited(page)
    expect(await listedCm3(page)).toBe(said)
    await openEdit(page)
    expect(await editCount(page)).toBe(1)
    await page.getByRole('button', { name: 'Findings', exact: true }).click()
    const file = join(scratch.path, 'edited.dcm')
    await saveExport(page, file)
    const run = cli(['verify', file, '--image', SAMPLE, '--json'])
    expect(run.exit, run.stdout + run.stderr).toBe(0)
    expect(JSON.parse(run.stdout)).toMatchObject({ verified: true, changed: [], notReproduced: [] })
  })

  test('nothing was complained of', () => expect(opened.complaints).toEqual([]))
})
