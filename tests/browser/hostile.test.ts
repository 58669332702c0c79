import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFolder, propose, settle, stepTo, textOf } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { python, SAMPLE } from '../support/cli.js'

let browser: TestBrowser
let opened: OpenedPage
let page: Page
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-hostile-'))
  python('hostile_case.py', SAMPLE, folder)
  browser = await startBrowser()
  opened = await browser.newPage()
  page = opened.page
  await openFolder(page, folder)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Elements that only the files' texts could have made. */
const injected = (): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('img[src="x"], [id="owned"], svg[onload], body script, b b').length)

describe('texts of files that hold markup and paths', () => {
  test('stand on the page letter by letter', async () => {
    expect(await textOf(page.locator('.banner-patient'))).toContain('<script>alert(1)</script>')
    expect(await textOf(page.locator('.banner-patient'))).toContain('../../<b id=owned>1</b>')
    expect(await textOf(page.locator('.structures'))).toContain('<img src=x onerror=alert(1)>Parotid')
    expect(await textOf(page.locator('.structures'))).toContain('../../javascript:alert(1)')
  })

  test('are markup at no step', async () => {
    await stepTo(page, 'Roles')
    await page.getByRole('row', { name: /TumorBed/ }).waitFor()
    await propose(page)
    for (const step of ['Case', 'Roles', 'Proposal', 'Review', 'Export'] as const) {
      await stepTo(page, step)
      await settle(page)
      expect(await injected(), step).toBe(0)
    }
    expect(await page.title()).toBe('postop-ctv')
  })

  test('are in no address, and the page complained of nothing', () => {
    expect(new URL(page.url()).pathname).toBe('/')
    expect(opened.requests.filter((url) => /alert|owned|src=x|\.\.%2f/i.test(url))).toEqual([])
    expect(opened.complaints).toEqual([])
  })
})
