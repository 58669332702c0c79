import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFolder, settle, stepTo, textOf } from '../support/browser/drive.js'
import { startBrowser, type TestBrowser } from '../support/browser/open-page.js'

const CASE = resolve(import.meta.dirname, '../../sample-dicom/case')

/** The CT once more as another acquisition of its series, 40 slices of it. */
const AGAIN = `
import os, sys, pydicom
source, out = sys.argv[1:3]
for i, name in enumerate(sorted(os.listdir(source))[:40]):
    ds = pydicom.dcmread(os.path.join(source, name))
    ds.SOPInstanceUID += '.2'
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    ds.AcquisitionNumber = 2
    ds.save_as(os.path.join(out, 'again-' + name))
`

let browser: TestBrowser
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-acquisitions-'))
  mkdirSync(join(folder, 'case'))
  cpSync(join(CASE, 'CT'), join(folder, 'case/CT'), { recursive: true })
  copyFileSync(join(CASE, 'RS-CT.dcm'), join(folder, 'case/RS-CT.dcm'))
  execFileSync('/usr/bin/python3', ['-c', AGAIN, join(CASE, 'CT'), join(folder, 'case/CT')])
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('two acquisitions of one series are two images to plan on, each by its name', async () => {
  const { page, complaints, close } = await browser.newPage()
  await openFolder(page, join(folder, 'case'))
  await stepTo(page, 'Case')
  const choice = page.getByRole('combobox', { name: 'Planning CT', exact: true })
  expect(await textOf(choice)).toContain('acquisition 1, 60 images')
  await choice.click()
  const options = await page.getByRole('option').allInnerTexts()
  expect(options.map((text) => /acquisition \d+, \d+ images/.exec(text)?.[0])).toEqual([
    'acquisition 1, 60 images',
    'acquisition 2, 40 images',
  ])
  await page.getByRole('option', { name: 'acquisition 2' }).click()
  await page.waitForFunction(() => document.querySelector('.progress-card') === null)
  await settle(page)
  await stepTo(page, 'Case')
  expect(await textOf(choice)).toContain('acquisition 2, 40 images')
  expect(complaints).toEqual([])
  await close()
})
