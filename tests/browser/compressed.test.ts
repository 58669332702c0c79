import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quietJob } from '../../src/core/job/index.js'
import type { Recipe } from '../../src/core/proposal/index.js'
import { loadVolume, readRecipe, scanFiles } from '../../src/dicom/index.js'
import { openFolder, propose, stepTo } from '../support/browser/drive.js'
import { filesUnder } from '../support/browser/files.js'
import { startBrowser, type TestBrowser } from '../support/browser/open-page.js'

const CASE = resolve(import.meta.dirname, '../../sample-dicom/case')

let browser: TestBrowser
let folder: string

/** The sample's CT with every slice in another syntax than the next, so that one series asks for every decoder. */
const WRITERS = [
  ['dcmcrle'],
  ['dcmcjpeg', '+e1'],
  ['dcmcjpls'],
  ['gdcmconv', '--j2k'],
  ['dcmcjpeg', '+ee', '+un'],
  ['dcmcjpeg', '+eb', '+un'],
] as const

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-compressed-'))
  mkdirSync(join(folder, 'case/CT'), { recursive: true })
  copyFileSync(join(CASE, 'RS-CT.dcm'), join(folder, 'case/RS-CT.dcm'))
  const slices = readdirSync(join(CASE, 'CT'))
  const script = resolve(import.meta.dirname, '../support/python/write_images.py')
  execFileSync('/usr/bin/python3', [script, folder, join(CASE, 'CT', slices[0] ?? '')])
  renameSync(join(folder, 'HTJ2K/0.dcm'), join(folder, 'case/CT', slices[0] ?? ''))
  for (const [i, slice] of slices.slice(1).entries()) {
    const [program, ...options] = WRITERS[i % WRITERS.length] ?? WRITERS[0]
    execFileSync(program, [...options, join(CASE, 'CT', slice), join(folder, 'case/CT', slice)], { stdio: 'pipe' })
  }
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a CT in seven compressed syntaxes is the same image, by its hash, on the page and in Node', async () => {
  const { page, complaints, requests, close } = await browser.newPage()
  const asked = () =>
    requests.filter((url) => /\/(jpeg|jpeg-lossless|jpeg-ls|jpeg-2000|htj2k|rle)-[^/]*\.js$/.test(url))
  expect(asked()).toEqual([])
  await openFolder(page, join(folder, 'case'))
  await propose(page)
  expect(asked()).toHaveLength(6)
  await stepTo(page, 'Export')
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download RTSTRUCT' }).click()
  const file = join(folder, 'saved.dcm')
  await (await saving).saveAs(file)
  const recipe = JSON.parse(readRecipe(new Uint8Array(readFileSync(file)), file).recipeJson) as Recipe

  const scan = await scanFiles(filesUnder(join(folder, 'case')), quietJob)
  const [ct] = scan.series
  if (ct === undefined) throw new Error('There is no CT.')
  const syntaxes = new Set(ct.images.map((image) => image.pixels.transferSyntaxUid))
  expect(syntaxes.size).toBe(7)
  const { volume, findings } = await loadVolume(ct, quietJob)
  expect(findings.map((f) => f.code)).toContain('image/lossy')
  expect(recipe.inputs.image.hash).toBe(volume.hash)
  expect(complaints).toEqual([])
  await close()
})
