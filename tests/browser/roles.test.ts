import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSample, stepTo, textOf } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'

let browser: TestBrowser
let opened: OpenedPage
let page: Page
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-roles-'))
  browser = await startBrowser()
  opened = await browser.newPage()
  page = opened.page
  await openSample(page)
  await stepTo(page, 'Roles')
})
afterAll(async () => {
  expect(opened.complaints).toEqual([])
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Of a parotid gland, by its name. */
const BEFORE = 'Organ: subtract'

const role = (name: string) => page.getByRole('combobox', { name: `Role of ${name}`, exact: true })
const undo = () => page.keyboard.press('Control+z')
const takeFile = (file: string) => page.setInputFiles('input[data-pick=protocol]', file)

/** By keyboard alone: the list opens, first letters go to the role, Enter takes it. */
const chooseByKeys = async (name: string, word: string): Promise<void> => {
  await role(name).focus()
  await page.keyboard.press('Enter')
  await page.locator('[role=option][data-highlighted]').waitFor()
  await page.keyboard.type(word.slice(0, 3))
  await page.locator('[role=option][data-highlighted]', { hasText: word }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('listbox').waitFor({ state: 'detached' })
}

test('the whole table and every tool are in sight, at 1280 x 800 too', async () => {
  const beyond = () =>
    page.evaluate(() =>
      ['.roles-body', '.stage-toolbar'].map((part) => {
        const one = document.querySelector(part)
        return one === null ? null : one.scrollWidth - one.clientWidth
      }),
    )
  expect(await beyond(), 'px of the table and of the tools beyond their place').toEqual([0, 0])
  await page.setViewportSize({ width: 1280, height: 800 })
  expect(await beyond(), 'px beyond at 1280 x 800').toEqual([0, 0])
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('a role is changed by keyboard and undone; who said it is told', async () => {
  expect(await textOf(role('Parotid_L'))).toBe(BEFORE)
  await chooseByKeys('Parotid_L', 'Barrier')
  expect(await textOf(role('Parotid_L'))).toBe('Barrier')
  const row = page.locator('.roles tr', { has: role('Parotid_L') })
  expect(await textOf(row.locator('td').nth(5))).toBe('you')
  await undo()
  expect(await textOf(role('Parotid_L'))).toBe(BEFORE)
})

test('a guess is told as one, with its reason', async () => {
  const cell = page.locator('.roles tr', { has: role('Brainstem') }).locator('td.guessed')
  expect(await textOf(cell)).toBe('guess')
  expect(await cell.getAttribute('title')).toMatch(/brainstem/i)
})

test('a protocol is saved as a file, loaded again as one step, and keeps what is locked', async () => {
  await chooseByKeys('Parotid_L', 'Barrier')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Protocol', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Save as protocol…' }).click()
  const file = join(folder, 'protocol.json')
  await (await saved).saveAs(file)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    schema: 1,
    margin: 5,
    barrier: expect.arrayContaining(['Parotid_L']),
  })

  await page.getByRole('button', { name: 'Protocol', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Consensus 2024, 5 mm' }).click()
  expect(await textOf(page.locator('.notice-title'))).toBe('Taken over: Consensus 2024, 5 mm.')
  expect(await textOf(role('Parotid_L'))).toBe(BEFORE)
  await takeFile(file)
  await page.locator('.notice-title', { hasText: 'Saved from postop-ctv' }).waitFor()
  expect(await textOf(role('Parotid_L'))).toBe('Barrier')
  await undo()
  expect(await textOf(role('Parotid_L'))).toBe(BEFORE)

  await page.getByRole('button', { name: 'Lock the role of Parotid_L' }).click()
  expect(await role('Parotid_L').isDisabled()).toBe(true)
  await takeFile(file)
  await page.locator('.notice-title', { hasText: 'Saved from postop-ctv' }).waitFor()
  expect(await textOf(role('Parotid_L'))).toBe(BEFORE)
})

test('a file that is no protocol is refused with what and where; nothing changes', async () => {
  const roles = () => page.locator('.roles [role=combobox]').allInnerTexts()
  const before = await roles()
  const broken = join(folder, 'broken.json')
  writeFileSync(broken, '{"margin": ')
  await takeFile(broken)
  expect(await textOf(page.getByRole('alert'))).toContain('broken.json is not JSON')
  const unknown = join(folder, 'unknown.json')
  writeFileSync(unknown, '{"margins": 5}')
  await takeFile(unknown)
  await page.getByRole('alert').filter({ hasText: 'margins' }).waitFor()
  expect(await roles()).toEqual(before)
})

test('the list is filtered by name, role or type, and ordered by name', async () => {
  const names = () => page.locator('.roles tbody th').allInnerTexts()
  const all = (await names()).length
  await page.getByRole('searchbox').fill('target')
  expect((await names()).length).toBeLessThan(all)
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: 'By name' }).click()
  const shown = (await names()).map((name) => name.split(' ')[0]?.toLowerCase() ?? '')
  expect(shown).toEqual([...shown].sort())
  expect(shown.length).toBe(all)
})

test('type, both volumes and a fill of its own are in the row', async () => {
  await page.getByRole('button', { name: 'More on rGTV', exact: true }).first().click()
  const menu = page.getByRole('menu')
  expect(await textOf(menu)).toMatch(/Type GTV\s+As contours \d+\.\d cm³\s+As a solid \d+\.\d cm³/)
  await menu.getByRole('menuitemradio', { name: 'Fill 20 %' }).click()
  await page.locator('.view.axial [data-name="rGTV"] .line[fill-opacity="0.2"]').waitFor({ state: 'attached' })
})
