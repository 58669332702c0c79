import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { encodePart10 } from '../../src/dicom/index.js'
import { accept, centreOn, openFolder, openSample, propose, settle, stepTo, textOf } from '../support/browser/drive.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { rtDose } from '../support/dicom-phantom.js'
import { type Packed, zipArchive } from '../support/zip-archive.js'

const ROOT = resolve(import.meta.dirname, '../..')
const CASE = join(ROOT, 'sample-dicom/case')

const SECOND_SET = `
import sys, pydicom
ds = pydicom.dcmread(sys.argv[1])
ds.SOPInstanceUID += '7'
ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
ds.StructureSetLabel = 'Replanning'
ds.save_as(sys.argv[2])
`

const LONG_NAME = `
import os, sys, pydicom
for name in os.listdir(sys.argv[1]):
    ds = pydicom.dcmread(os.path.join(sys.argv[1], name))
    ds.PatientName = 'OLDENBURG-HOHENSTEIN^MARIA THERESIA ANTONIA^^DR'
    ds.save_as(os.path.join(sys.argv[2], name))
`

let browser: TestBrowser
let opened: OpenedPage
let page: Page
let folder: string
let said: string[]

const python = (...words: readonly string[]): void => {
  const { status, stderr } = spawnSync('/usr/bin/python3', [...words], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-case-'))
  python(join(ROOT, 'tests/support/python/change_case.py'), CASE, join(folder, 'spoilt'))
  browser = await startBrowser()
})
beforeEach(async () => {
  opened = await browser.newPage()
  page = opened.page
  said = []
  page.on('console', (message) => said.push(message.text()))
})
afterEach(async () => {
  expect(opened.complaints).toEqual([])
  expect(
    said.filter((text) => /SAMPLE|NPC-01|SYN-0001/.test(text)),
    'a patient in the console',
  ).toEqual([])
  await opened.close()
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A folder of parts of the sample and of what was made from it. */
const folderOf = (name: string, parts: readonly string[]): string => {
  const to = join(folder, name)
  mkdirSync(to)
  for (const part of parts) cpSync(part, join(to, basename(part)), { recursive: true })
  return to
}

const inCase = (...names: readonly string[]) => names.map((name) => join(CASE, name))
const spoilt = (name: string) => join(folder, 'spoilt', name)

const packed = (path: string, under: string): Packed[] =>
  readdirSync(path).map((name) => ({ name: `${under}/${name}`, bytes: readFileSync(join(path, name)) }))

const openZips = async (zips: Readonly<Record<string, readonly Packed[]>>): Promise<void> => {
  await page.setInputFiles(
    'input[data-pick=files]',
    Object.entries(zips).map(([name, files]) => ({
      name,
      mimeType: 'application/zip',
      buffer: Buffer.from(zipArchive(files)),
    })),
  )
  await page.waitForSelector('.stage, .notice.error')
  await settle(page)
}

const row = (words: string): Locator => page.locator('[role=treeitem]', { hasText: words })

const rowsOf = async (): Promise<readonly string[]> =>
  (await page.locator('[role=treeitem]').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())

const focusedRow = (): Promise<string> =>
  page.evaluate(() => (document.activeElement?.textContent ?? '').replace(/\s+/g, ' ').trim())

describe('archives', () => {
  test('the sample in two archives, with folders, a directory and litter, is the sample', async () => {
    const litter = { name: '__MACOSX/._1', bytes: new Uint8Array(9) }
    const rest = ['MR-pre', 'MR-post'].flatMap((name) => packed(join(CASE, name), `a/b/${name}`))
    const objects = ['RS-CT.dcm', 'RS-MR.dcm', 'REG.dcm'].map((name) => ({
      name: `..\\..\\${name}`,
      bytes: readFileSync(join(CASE, name)),
    }))
    await openZips({ 'ct.zip': [...packed(join(CASE, 'CT'), 'x'), litter], 'rest.ZIP': [...rest, ...objects] })
    await stepTo(page, 'Case')
    expect(await rowsOf()).toEqual([
      'SAMPLE, NPC-01 SYN-0001',
      'MR nasopharynx before operation 11 Jan 2026',
      'MR T1 with contrast before operation joined by registration 34 images 11 Jan 2026',
      'RTSTRUCT Before operation joined by registration 1 ROI 12 Jan 2026',
      'MR nasopharynx after operation 25 Feb 2026',
      'MR T1 with contrast after operation joined by registration 30 images 25 Feb 2026',
      'Planning CT head and neck 2 Mar 2026',
      'CT Head and neck with contrast planning CT 60 images 2 Mar 2026',
      'RTSTRUCT Planning belongs to the planning CT: the export copies it 16 ROIs 4 Mar 2026',
      expect.stringMatching(/^REG MR_TO_CT joins FoR 9484 and 6590, .* 1 object 3 Mar 2026$/),
    ])
    expect(await page.locator('[data-finding]').count()).toBe(0)
  })

  test('one with a password is refused in a sentence; the open case stays', async () => {
    await openSample(page)
    const set = { name: 'RS.dcm', bytes: readFileSync(join(CASE, 'RS-CT.dcm')), encrypted: true }
    await stepTo(page, 'Case')
    await openZips({ 'secret.zip': [set] })
    const words = await textOf(page.locator('.notice.error'))
    expect(words).toContain('Not opened: secret.zip is protected by a password.')
    expect(words).toContain('Unpack it with its password and open the folder.')
    expect(await textOf(page.locator('.banner'))).toContain('SAMPLE, NPC-01')
  })

  test('one made to do harm is refused before it is unpacked', async () => {
    const tiny = new Uint8Array(10)
    await openZips({ 'bomb.zip': [{ name: 'a', bytes: tiny, declaredBytes: 600 * 2 ** 20 }] })
    expect(await textOf(page.locator('.notice.error'))).toContain('would unpack to 600 MiB, more than 512')
  })
})

describe('the tree', () => {
  test('is walked with the keyboard, and says what is selected', async () => {
    await openSample(page)
    await stepTo(page, 'Case')
    await row('SAMPLE, NPC-01').focus()
    await page.keyboard.press('ArrowDown')
    expect(await focusedRow()).toContain('MR nasopharynx before operation')
    await page.keyboard.press('ArrowLeft')
    expect(await row('MR nasopharynx before operation').getAttribute('aria-expanded')).toBe('false')
    expect(await row('T1 with contrast before operation').count()).toBe(0)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await focusedRow()).toContain('T1 with contrast before operation')
    await page.keyboard.press('Enter')
    expect(await row('T1 with contrast before operation').getAttribute('aria-selected')).toBe('true')
    expect(await textOf(page.locator('.leaf-facts'))).toContain('34 images, 128 × 128, 2.75 mm apart')
    await page.keyboard.press('ArrowLeft')
    expect(await focusedRow()).toContain('MR nasopharynx before operation')
    await page.keyboard.press('End')
    expect(await focusedRow()).toContain('MR_TO_CT')
    expect(await page.locator('[role=treeitem][tabindex="0"]').count()).toBe(1)
  })

  test('says why an object plays no part', async () => {
    await openFolder(page, folderOf('no-registration', inCase('CT', 'MR-pre', 'RS-CT.dcm', 'RS-MR.dcm')))
    await stepTo(page, 'Case')
    for (const name of ['T1 with contrast before operation', 'Before operation'])
      expect(await textOf(row(name).last().locator('.tree-part'))).toBe('in another frame, no registration')
  })
})

describe('a dose and a plan in the tree', () => {
  test('say what they hold, and that they take no part', async () => {
    const to = folderOf('treated', inCase('CT', 'RS-CT.dcm'))
    const patient = {
      PatientID: 'SYN-0001',
      PatientName: 'SAMPLE^NPC-01',
      PatientBirthDate: '19700101',
      StudyInstanceUID: '1.2.3',
    }
    const plan = {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.481.5',
      SOPInstanceUID: '1.2.3.71',
      Modality: 'RTPLAN',
      SeriesInstanceUID: '1.2.3.72',
      RTPlanLabel: 'Boost',
      DoseReferenceSequence: [{ DoseReferenceNumber: 1, DoseReferenceType: 'TARGET', TargetPrescriptionDose: 60 }],
      FractionGroupSequence: [{ FractionGroupNumber: 1, NumberOfFractionsPlanned: 25 }],
    }
    writeFileSync(join(to, 'plan.dcm'), encodePart10({ ...plan, ...patient }))
    writeFileSync(join(to, 'dose.dcm'), encodePart10(rtDose({ DoseComment: 'Sum', ...patient })))
    await openFolder(page, to)
    await stepTo(page, 'Case')
    for (const [name, holds, part] of [
      ['Boost', '60.00 Gy, 25 fractions', 'a plan takes no part in a proposal'],
      ['Sum', 'at most 23.00 Gy, 3 x 2 x 4', 'a dose takes no part in a proposal'],
    ] as const) {
      await row(name).last().click()
      const facts = await textOf(page.locator('.leaf-facts'))
      expect(facts).toContain(holds)
      expect(facts).toContain(part)
    }
  })
})

describe('choices of the case', () => {
  test('the structure set that the export copies is changed, undone, and noted', async () => {
    const to = folderOf('two-sets', inCase('CT', 'RS-CT.dcm'))
    python('-c', SECOND_SET, join(CASE, 'RS-CT.dcm'), join(to, 'RS-2.dcm'))
    await openFolder(page, to)
    await stepTo(page, 'Case')
    const copied = 'belongs to the planning CT: the export copies it'
    const exact = (name: string) =>
      page.locator('[role=treeitem]', { has: page.getByText(name, { exact: true }) }).locator('.tree-part')
    const second = (await textOf(exact('Replanning'))) === copied
    const [from, other] = second ? ['Replanning', 'Planning'] : ['Planning', 'Replanning']
    await page.getByRole('combobox', { name: 'Structure set' }).click()
    await page.getByRole('option', { name: new RegExp(`^${other},`) }).click()
    expect(await textOf(exact(other))).toBe(copied)
    expect(await textOf(exact(from))).toBe('on the planning CT, not copied')
    expect(await textOf(page.locator('[data-finding="structure/set-not-copied"]'))).toContain('are not copied')
    await page.keyboard.press('Control+z')
    expect(await textOf(exact(from))).toBe(copied)
  })

  test('which of two registrations joins the frames is chosen, undone, and moves what it carries', async () => {
    const parts = [...inCase('CT', 'MR-pre', 'RS-MR.dcm', 'REG.dcm'), spoilt('REG-shifted.dcm')]
    await openFolder(page, folderOf('two-registrations', parts))
    const middle = async () => {
      await page.waitForFunction(() => {
        const line = document.querySelector('.view.axial [data-name=rGTV][data-from=cut] .line')
        return (line?.getAttribute('d') ?? '') !== ''
      })
      await settle(page)
      return page.evaluate(() => {
        const box = document.querySelector<SVGGElement>('.view.axial [data-name=rGTV] .line')?.getBBox()
        return box === undefined ? Number.NaN : box.x + box.width / 2
      })
    }
    await centreOn(page, 'rGTV')
    const before = await middle()
    await stepTo(page, 'Case')
    const choice = page.getByRole('combobox', { name: /^Registration of MR/ })
    const used = (await textOf(choice)).trim()
    await choice.click()
    const other = used.includes('shifted') ? /REG\.dcm/ : /REG-shifted\.dcm/
    await page.getByRole('option', { name: other }).click()
    await page.locator('.tree-part', { hasText: 'another registration joins these frames' }).waitFor()
    const after = await middle()
    console.log(`rGTV of the MR moves by ${(after - before).toFixed(3)} mm`)
    expect(Math.abs(after - before)).toBeGreaterThan(1.8)
    expect(Math.abs(after - before)).toBeLessThan(2.2)
    await page.keyboard.press('Control+z')
    await page
      .getByRole('combobox', { name: /^Registration of MR/ })
      .filter({ hasText: used })
      .waitFor()
    expect(Math.abs((await middle()) - before)).toBeLessThan(0.05)
  })

  test('a structure set of another scan in the same frame waits for a decision, which can be undone', async () => {
    await openFolder(page, folderOf('other-images', [...inCase('CT'), spoilt('RS-other-images.dcm')]))
    await stepTo(page, 'Case')
    const rail = page.locator('.rail').getByRole('button', { name: /^Case/ })
    expect(await rail.getAttribute('aria-label')).toBe('Case, 1 findings')
    await accept(page, 'structure/other-image')
    expect(await rail.getAttribute('aria-label')).toBe('Case, done')
    await page.keyboard.press('Control+z')
    expect(await rail.getAttribute('aria-label')).toBe('Case, 1 findings')
    await stepTo(page, 'Proposal')
    await propose(page)
    await stepTo(page, 'Export')
    const save = page.getByRole('button', { name: 'Download RTSTRUCT' })
    expect(await save.getAttribute('aria-disabled')).toBe('true')
  })

  test('of two patients one is chosen, and nothing of the other is there', async () => {
    const to = folderOf('two-patients', inCase('CT', 'RS-CT.dcm'))
    cpSync(spoilt('RS-other-patient.dcm'), join(to, 'RS-2.dcm'))
    await openFolder(page, to)
    expect(await textOf(page.locator('.notice.error'))).toContain(
      'Not opened: two patients in one folder (SOMEONE-ELSE, SYN-0001). Choose one.',
    )
    await page.getByRole('button', { name: 'SAMPLE, NPC-01 SOMEONE-ELSE' }).click()
    await page.locator('.notice.error', { hasText: 'no planning CT' }).waitFor()
    await page.getByRole('button', { name: 'SAMPLE, NPC-01 SYN-0001' }).click()
    await page.waitForSelector('.stage')
    await settle(page)
    await stepTo(page, 'Case')
    expect((await rowsOf()).filter((text) => text.startsWith('RTSTRUCT'))).toHaveLength(1)
    expect(await page.locator('[data-finding="patient/differs"]').count()).toBe(0)
  })
})

describe('closing', () => {
  test('lets go of the case and of its workers; the next one opens', async () => {
    await openSample(page)
    await stepTo(page, 'Case')
    const before = page.workers().length
    await page.getByRole('button', { name: 'Close case' }).click()
    await page.getByText('No case open').waitFor()
    await page.waitForTimeout(500)
    expect(before - page.workers().length, 'workers that ended: reading, computing').toBe(2)
    await openSample(page)
    expect(await textOf(page.locator('.banner'))).toContain('SAMPLE, NPC-01')
  })
})

describe('the banner', () => {
  test('short of room leaves out the size, then the dates; never name, ID, state', async () => {
    const to = folderOf('long-name', inCase('MR-pre', 'REG.dcm'))
    mkdirSync(join(to, 'CT'))
    python('-c', LONG_NAME, join(CASE, 'CT'), join(to, 'CT'))
    await openFolder(page, to)
    const shown = async (width: number) => {
      await page.setViewportSize({ width, height: 800 })
      await settle(page)
      const visible = (selector: string) => page.locator(selector).first().isVisible()
      return { size: await visible('.banner-size'), date: await visible('.banner-date') }
    }
    const widths = [1440, 1320, 1260, 1200, 1140, 1080, 1020, 960, 900, 880]
    const seen: string[] = []
    for (const width of widths) {
      const { size, date } = await shown(width)
      seen.push(`${size ? 'size ' : ''}${date ? 'date' : ''}`)
    }
    expect([...new Set(seen)], 'what is left, from wide to narrow').toEqual(['size date', 'date', ''])
    for (const words of ['OLDENBURG-HOHENSTEIN, MARIA THERESIA ANTONIA DR', 'SYN-0001', 'No proposal yet']) {
      const box = await page.locator('.banner').getByText(words).boundingBox()
      expect(box, words).not.toBeNull()
      expect((box?.x ?? 0) + (box?.width ?? 0), words).toBeLessThanOrEqual(880)
    }
    expect(await shown(1440)).toEqual({ size: true, date: true })
  })
})
