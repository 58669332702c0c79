import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  accept,
  greys,
  openFolder,
  openSample,
  propose,
  setMargin,
  stepTo,
  textOf,
  upToDate,
} from '../support/browser/drive.js'
import { loseGraphics, watchGraphics } from '../support/browser/graphics.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'

const CASE = resolve(import.meta.dirname, '../../sample-dicom/case')

const SECOND_PATIENT = `
import os, sys, pydicom
case, out = sys.argv[1:3]
for folder, number in (("CT", "SYN-0001"), ("MR-pre", "SYN-0002")):
    os.makedirs(os.path.join(out, folder))
    for name in os.listdir(os.path.join(case, folder)):
        ds = pydicom.dcmread(os.path.join(case, folder, name))
        ds.PatientID = number
        ds.save_as(os.path.join(out, folder, name))
`

let browser: TestBrowser
let opened: OpenedPage
let page: Page
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-states-'))
  browser = await startBrowser()
})
beforeEach(async () => {
  opened = await browser.newPage()
  page = opened.page
})
afterEach(async () => {
  expect(opened.complaints).toEqual([])
  await opened.close()
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

const refusal = (): Promise<string> => textOf(page.locator('.notice.error'))

describe('what cannot be opened', () => {
  test('a folder of garbage is refused with what, where and the way out; the page goes on', async () => {
    const garbage = join(folder, 'garbage')
    mkdirSync(garbage)
    writeFileSync(join(garbage, 'notes.txt'), 'nothing of interest')
    writeFileSync(join(garbage, 'broken.dcm'), new Uint8Array(3000).fill(7))
    await openFolder(page, garbage)
    expect(await refusal()).toContain('Not opened: none of 2 files is DICOM that can be read.')
    expect(await refusal()).toContain('Open the folder that holds the CT and its RTSTRUCT.')
    await openSample(page)
    expect(await page.locator('.notice.error').count()).toBe(0)
  })

  test('two patients in one folder are refused by their numbers', async () => {
    const two = join(folder, 'two')
    const made = spawnSync('/usr/bin/python3', ['-c', SECOND_PATIENT, CASE, two], { encoding: 'utf8' })
    expect(made.stderr).toBe('')
    await openFolder(page, two)
    expect(await refusal()).toContain('Not opened: two patients in one folder (SYN-0001, SYN-0002).')
  })

  test('an image alone opens, and says what it lacks', async () => {
    await openFolder(page, join(CASE, 'CT'))
    expect(await textOf(page.locator('.roles'))).toContain('No RTSTRUCT is among the files: nothing can be a target.')
    const proposal = page.locator('.rail').getByRole('button', { name: /^Proposal/ })
    expect(await proposal.getAttribute('aria-label')).toContain('Needs a target: choose one in Roles')
  })
})

describe('dropping', () => {
  test('files dropped anywhere are opened', async () => {
    const names = readdirSync(join(CASE, 'CT'))
      .slice(0, 12)
      .map((name) => join(CASE, 'CT', name))
    const files = [...names, join(CASE, 'RS-CT.dcm')].map((path) => ({
      name: basename(path),
      base64: readFileSync(path).toString('base64'),
    }))
    await page.evaluate((all) => {
      const transfer = new DataTransfer()
      for (const { name, base64 } of all)
        transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name))
      const at = document.querySelector('.banner') ?? document.body
      at.dispatchEvent(new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true }))
      at.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
    }, files)
    await page.waitForSelector('.stage')
    expect(await textOf(page.locator('.banner'))).toContain('SAMPLE, NPC-01')
    expect(await page.locator('.structure-name', { hasText: 'rGTV' }).count()).toBe(1)
  })
})

describe('long work', () => {
  test('opening says how far it is and can be cancelled', async () => {
    await page.getByText('Try the sample case').click()
    await page.locator('.progress-card').waitFor()
    expect(await textOf(page.locator('.progress-card'))).toMatch(/\d+ of \d+ (files|images)/)
    await page.keyboard.press('Escape')
    await page.locator('.progress-card').waitFor({ state: 'detached' })
    await page.waitForTimeout(2500)
    expect(await page.locator('.stage').count()).toBe(0)
    await openSample(page)
  })

  test('a proposal says what it does and can be cancelled; then it can be started again', async () => {
    await openSample(page)
    await page.getByRole('button', { name: 'Propose', exact: true }).click()
    const running = page.locator('.proposal-running')
    await running.waitFor()
    expect(await textOf(running.locator('[role=status]'))).toMatch(/Starting|Solids from contours|Air by CT number/)
    await page.keyboard.press('Escape')
    await running.waitFor({ state: 'detached' })
    await page.waitForTimeout(3000)
    expect(await page.locator('[data-volume=ctv]').count(), 'nothing comes after a cancel').toBe(0)
    expect(await textOf(page.locator('.banner-state'))).toBe('No proposal yet')
    await propose(page)
    expect(await page.locator('[data-volume=ctv]').count()).toBe(1)
  })

  test('a cancelled update leaves the last CTV, marked stale, with a way on', async () => {
    await openSample(page)
    await propose(page)
    await setMargin(page, '9')
    await page.locator('.banner-state', { hasText: 'Updating' }).waitFor()
    await page.keyboard.press('Escape')
    const state = page.locator('.banner-state')
    await page.locator('.banner-state', { hasText: 'Stale: margin changed' }).waitFor()
    await state.getByText('Update').click()
    await upToDate(page)
  })
})

describe('what must be decided', () => {
  test('an organ across the target: a finding blocks the download until it is accepted', async () => {
    await openSample(page)
    await stepTo(page, 'Roles')
    await page.getByRole('combobox', { name: 'Role of Concern_L' }).click()
    await page.getByRole('option', { name: 'Organ: subtract', exact: true }).click()
    await stepTo(page, 'Proposal')
    await propose(page)
    await stepTo(page, 'Export')
    const save = page.getByRole('button', { name: 'Download RTSTRUCT' })
    expect(await save.getAttribute('aria-disabled')).toBe('true')
    const finding = page.locator('[data-finding="target/in-organ"]')
    expect(await textOf(finding)).toContain('Concern_L')
    await accept(page, 'target/in-organ')
    await upToDate(page)
    expect(await save.getAttribute('aria-disabled')).toBe('false')
  })

  test('an area of concern that misses the target could not be computed, and says why', async () => {
    await openSample(page)
    await stepTo(page, 'Roles')
    await page.getByRole('combobox', { name: 'Role of Parotid_R' }).click()
    await page.getByRole('option', { name: 'Area of concern', exact: true }).click()
    await stepTo(page, 'Proposal')
    await page.getByRole('button', { name: 'Propose', exact: true }).click()
    await page.locator('.banner-state', { hasText: 'Could not compute' }).waitFor()
    expect(await refusal()).toContain('Could not compute: ')
    expect(await refusal()).toContain('Parotid_R')
    await page.keyboard.press('Control+z')
    await propose(page)
  })

  test('without a target Propose says what it needs', async () => {
    await openSample(page)
    await stepTo(page, 'Roles')
    for (const name of ['rGTV', 'TumorBed']) {
      await page
        .getByRole('combobox', { name: `Role of ${name}`, exact: true })
        .first()
        .click()
      await page.getByRole('option', { name: 'Not used', exact: true }).click()
    }
    const button = page.getByRole('button', { name: 'Propose', exact: true })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    expect(await button.getAttribute('title')).toBe('Needs a target: choose one in the list')
  })
})

describe('lost graphics', () => {
  test('are said in words, and the images come back', async () => {
    await opened.close()
    opened = await browser.newPage()
    page = opened.page
    await watchGraphics(page)
    await openSample(page)
    const before = await greys(page, 'axial')
    await loseGraphics(page)
    const after = await greys(page, 'axial')
    const same = after.values.filter((grey, i) => Math.abs(grey - (before.values[i] ?? 999)) <= 2).length
    expect(same / after.values.length).toBeGreaterThan(0.995)
  })
})
