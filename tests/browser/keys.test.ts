import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawnOutline, openSample, settle, sliceMm, textOf } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'

let browser: TestBrowser
let opened: OpenedPage
let page: Page

beforeAll(async () => {
  browser = await startBrowser()
  opened = await browser.newPage({ width: 1440, height: 900 })
  page = opened.page
  await openSample(page)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
})

const press = async (key: string): Promise<void> => {
  await page.keyboard.press(key)
  await settle(page)
}
const pressed = (name: string) => page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed')
const row = (command: string) => page.locator(`.keys-row[data-command="${command}"]`)

describe('keys', () => {
  test('letters choose a tool, again put it down, and Esc does too', async () => {
    await page.locator('.view.axial').focus()
    await press('n')
    expect(await pressed('Pan (N)')).toBe('true')
    await press('n')
    expect(await pressed('Pan (N)')).toBe('false')
    await press('l')
    expect(await pressed('Window and level (L)')).toBe('true')
    await press('Escape')
    expect(await pressed('Window and level (L)')).toBe('false')
  })

  test('Home and End go to the first and last slice of the target: S -14 and S 16, 10 slices by PgUp', async () => {
    await page.locator('.view.axial').focus()
    await press('Home')
    const first = await sliceMm(page, 'axial')
    await press('End')
    const last = await sliceMm(page, 'axial')
    expect([first, last]).toEqual([-14, 16])
    await press('PageDown')
    expect(await sliceMm(page, 'axial')).toBe(-4)
    await press('PageUp')
    expect(await sliceMm(page, 'axial')).toBe(16)
    await press('PageDown')
  })

  test('S hides and shows all structures, V the selected one, O all others; Q and W walk through them', async () => {
    const drawn = async (name: string) => (await drawnOutline(page, 'axial', name)) !== null
    await press('s')
    expect([await drawn('rGTV'), await drawn('Brainstem')]).toEqual([false, false])
    await press('s')
    expect([await drawn('rGTV'), await drawn('Brainstem')]).toEqual([true, true])
    await press('w')
    expect(await textOf(page.locator('.structure.selected .structure-name'))).toBe('rGTV')
    await press('o')
    expect([await drawn('rGTV'), await drawn('Brainstem')]).toEqual([true, false])
    await press('o')
    await press('v')
    expect([await drawn('rGTV'), await drawn('Brainstem')]).toEqual([false, true])
    await press('v')
    await press('w')
    expect(await textOf(page.locator('.structure.selected .structure-name'))).toBe('TumorBed')
    await press('q')
    expect(await textOf(page.locator('.structure.selected .structure-name'))).toBe('rGTV')
    await press('Escape')
    expect(await page.locator('.structure.selected').count()).toBe(0)
  })

  test('in a text field letters are text', async () => {
    const filter = page.locator('.filter-field input')
    await filter.focus()
    await page.keyboard.type('snx')
    expect(await filter.inputValue()).toBe('snx')
    expect(await pressed('Pan (N)')).toBe('false')
    await filter.fill('')
    expect(await drawnOutline(page, 'axial', 'rGTV')).not.toBeNull()
  })

  test('? lists them all; a key is changed, refused where it is taken, turned off, and kept over a reload', async () => {
    await page.locator('.view.axial').focus()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await row('tool-pan').locator('.keys-key').click()
    await page.keyboard.press('z')
    expect(await textOf(row('tool-pan').getByRole('alert'))).toBe('Z is taken: Zoom.')
    await page.keyboard.press('k')
    expect(await textOf(row('tool-pan').locator('.keys-key'))).toBe('K')
    await page.getByRole('button', { name: 'Turn off: Zoom' }).click()
    expect(await textOf(row('tool-zoom').locator('.keys-key'))).toBe('off')
    await page.keyboard.press('Escape')
    const kept = () => page.evaluate(() => localStorage.getItem('postop-ctv.keys'))
    expect(await kept()).toBe('{"tool-pan":["K"],"tool-zoom":[]}')
    await page.reload()
    await openSample(page)
    await page.locator('.view.axial').focus()
    await press('n')
    expect(await pressed('Pan (K)')).toBe('false')
    await press('k')
    expect(await pressed('Pan (K)')).toBe('true')
    await press('z')
    expect(await pressed('Zoom')).toBe('false')
    await page.keyboard.press('?')
    await page.getByRole('button', { name: 'All as they were' }).click()
    await page.keyboard.press('Escape')
    expect(await kept()).toBeNull()
  })

  test('Ctrl K finds a command by its words and carries it out', async () => {
    await page.locator('.view.axial').focus()
    await press('Control+k')
    const field = page.getByRole('combobox', { name: 'Command' })
    await field.fill('measure dist')
    expect(await page.getByRole('option').allInnerTexts()).toHaveLength(1)
    await field.press('Enter')
    await settle(page)
    expect(await pressed('Distance (M)')).toBe('true')
    await press('Control+k')
    await field.fill('nothing of the kind')
    await page.getByText('No command has these words').waitFor()
    await press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await press('Escape')
    expect(await pressed('Distance (M)')).toBe('false')
  })

  test('nothing was complained of', () => {
    expect(opened.complaints).toEqual([])
  })
})
