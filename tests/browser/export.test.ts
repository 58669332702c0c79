import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { quietJob } from '../../src/core/job/index.js'
import { propose as proposeInNode, type Recipe, StageCache } from '../../src/core/proposal/index.js'
import { geometryHash, loadVolume, readRecipe, scanFiles, writtenContours } from '../../src/dicom/index.js'
import { accept, openSample, propose, settle, stepTo, textOf, upToDate } from '../support/browser/drive.js'
import { filesUnder } from '../support/browser/files.js'
import { type OpenedPage, startBrowser, type TestBrowser } from '../support/browser/open-page.js'
import { buildCli, cli, SAMPLE } from '../support/cli.js'
import { testEngine } from '../support/engine.js'
import { type Exported, readExports, roiOf } from '../support/python/exports.js'

const CASE = resolve(import.meta.dirname, '../../sample-dicom/case')

let browser: TestBrowser
let opened: OpenedPage
let page: Page
let folder: string
const at = (name: string): string => join(folder, name)

/** Downloads one file of the export; its name. */
const save = async (what: string, as: string): Promise<string> => {
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: `Download ${what}`, exact: true }).click()
  const download = await saving
  await download.saveAs(at(as))
  return download.suggestedFilename()
}

/** A row of the table: name, contours, volume as meant and as read again, data. */
const rowOf = async (name: string): Promise<readonly string[]> => {
  const row = page.locator('.export-contents tr', { has: page.getByRole('rowheader', { name, exact: true }) })
  return (await row.locator('td').allInnerTexts()).map((text) => text.trim())
}

const errorsOf = (file: string): readonly string[] => {
  const { stdout, stderr } = spawnSync('dciodvfy', [file], { encoding: 'utf8' })
  return `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error'))
}

const readOne = (file: string): Exported => {
  const [set] = readExports([file], folder)
  if (set === undefined) throw new Error('nothing was read')
  return set
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-export-'))
  buildCli()
  browser = await startBrowser()
  opened = await browser.newPage()
  page = opened.page
  await openSample(page)
  await propose(page)
  await stepTo(page, 'Export')
  await settle(page)
})
afterAll(async () => {
  await opened?.close()
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the structure set with the originals', () => {
  let set: Exported
  let fileName: string

  beforeAll(async () => {
    fileName = await save('RTSTRUCT', 'saved.dcm')
    set = readOne(at('saved.dcm'))
  })

  test('is named for the patient and holds every original ROI and the CTV, unapproved', () => {
    expect(fileName).toBe('RS.SYN-0001.ctv-1.dcm')
    expect(set).toMatchObject({ approval: 'UNAPPROVED', patientName: 'SAMPLE^NPC-01', label: 'CTV proposal' })
    expect(set.rois).toHaveLength(17)
    const ctv = roiOf(set, 'CTV_PROPOSED')
    expect(ctv).toMatchObject({ algorithm: 'SEMIAUTOMATIC', type: 'CTV' })
    expect(ctv.contours).toBeGreaterThan(15)
    expect(Math.min(...ctv.declaredPoints)).toBeGreaterThanOrEqual(3)
    expect(errorsOf(at('saved.dcm'))).toEqual([])
  })

  test('has the volumes that the page shows, as computed and as read again', async () => {
    expect(await textOf(page.locator('[data-diff]'))).toBe('1 added, 16 unchanged, 0 removed')
    for (const name of ['CTV_PROPOSED', 'rGTV', 'Brainstem', 'Parotid_L']) {
      const roi = roiOf(set, name)
      const [, , chars, type, contours, meant, read, , data] = await rowOf(name)
      expect([chars, type, contours]).toEqual([String(name.length), roi.type, String(roi.contours)])
      expect(Math.abs(Number(read) - (roi.volume?.mm3 ?? 0) / 1000), `${name}, cm3`).toBeLessThanOrEqual(0.0051)
      expect(meant).toBe(read)
      expect(data).toBe(name === 'CTV_PROPOSED' ? 'new, semi-automatic' : 'verbatim')
    }
    const checks = await textOf(page.locator('.export-checks'))
    expect(checks).toMatch(/Written, read again and compared\s+17 of 17 ROIs/)
    expect(checks).toMatch(/Every new contour on its CT slice\s+(\d+) of \1/)
    expect(checks).toMatch(/Approval status\s+UNAPPROVED/)
  })

  test('goes with the recipe that its private element holds', async () => {
    expect(await save('recipe', 'recipe.json')).toBe('recipe.json')
    const stored = readRecipe(new Uint8Array(readFileSync(at('saved.dcm'))), fileName)
    expect(readFileSync(at('recipe.json'), 'utf8')).toBe(stored.recipeJson)
  })

  test('goes with an import card that says what pydicom finds', async () => {
    expect(await save('import card', 'card.txt')).toBe('import-card.txt')
    const card = readFileSync(at('card.txt'), 'utf8')
    const { volume, contours } = roiOf(set, 'CTV_PROPOSED')
    if (volume === null) throw new Error('no volume')
    expect(card).toContain(`SOP Instance UID        ${set.sopInstanceUid}`)
    expect(card).toContain(`Volume by contours    ${(volume.mm3 / 1000).toFixed(2)} cm3`)
    const [x, y, z] = volume.centroid.map((c) => c.toFixed(2))
    expect(card).toContain(`x ${x}, y ${y}, z ${z} mm`)
    expect(card).toContain(`Superior contour      z ${volume.zMax.toFixed(2)} mm`)
    expect(card).toContain(`${contours} on ${volume.planes} slices`)
    expect(card).toContain('Proposal, not approved.')
  })

  test('has the geometry that Node computes from its recipe', async () => {
    const stored = readRecipe(new Uint8Array(readFileSync(at('saved.dcm'))), fileName)
    const scan = await scanFiles(filesUnder(CASE), quietJob)
    const ct = scan.series.find((s) => s.modality === 'CT')
    if (ct === undefined) throw new Error('The sample has no CT.')
    const { volume } = await loadVolume(ct, quietJob)
    const inputs = {
      image: volume,
      structureSets: scan.structureSets.map(({ set: one }) => one),
      registrations: scan.registrations,
    }
    const recipe = JSON.parse(stored.recipeJson) as Recipe
    const proposal = await proposeInNode(inputs, recipe, await testEngine(), new StageCache(), quietJob)
    expect(stored.rois[0]?.geometryHash).toBe(
      geometryHash(writtenContours(proposal.contours, volume.planes, stored.holes).contours),
    )
  })
})

describe('the report', () => {
  let html: string

  beforeAll(async () => {
    expect(await save('report', 'report.html')).toBe('report.html')
    html = readFileSync(at('report.html'), 'utf8')
  })

  test('needs nothing else: no script, no address, pictures within it', () => {
    expect(html).not.toMatch(/<script|<link|<iframe|\son\w+=|javascript:/i)
    expect(html).not.toMatch(/https?:\/\//)
    expect([...html.matchAll(/(?:src|href)="([^"]{0,22})/g)].map(([, start]) => start)).toEqual(
      Array(7).fill('data:image/png;base64,'),
    )
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
  })

  test('opens by itself without a complaint, and its pictures are pictures', async () => {
    const alone = await browser.newPage()
    await alone.page.goto(`file://${at('report.html')}`)
    const sizes = await alone.page.evaluate(() =>
      [...document.images].map((image) => [image.naturalWidth, image.naturalHeight, image.alt]),
    )
    expect(sizes.map(([width, height]) => [width, height])).toEqual(Array(7).fill([560, 560]))
    expect(sizes[6]?.[2]).toContain('3-D')
    // Each picture shows something: grey, and on slices the yellow of the CTV.
    const painted = await alone.page.evaluate(() =>
      [...document.images].map((image) => {
        const canvas = document.createElement('canvas')
        canvas.width = image.naturalWidth
        canvas.height = image.naturalHeight
        const context = canvas.getContext('2d')
        context?.drawImage(image, 0, 0)
        const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
        let [bright, yellow] = [0, 0]
        for (let i = 0; i < data.length; i += 4) {
          const [r = 0, g = 0, b = 0] = [data[i], data[i + 1], data[i + 2]]
          if (r + g + b > 150) bright++
          if (r > 200 && g > 180 && b < 130) yellow++
        }
        return { bright, yellow }
      }),
    )
    for (const { bright } of painted) expect(bright).toBeGreaterThan(2000)
    for (const { yellow } of painted.slice(0, 6)) expect(yellow).toBeGreaterThan(300)
    expect(alone.complaints).toEqual([])
    await alone.close()
  })

  test('prints to PDF: every page says that it is a proposal, and all of it is there', async () => {
    const alone = await browser.newPage()
    await alone.page.goto(`file://${at('report.html')}`)
    await alone.page.pdf({ path: at('report.pdf'), preferCSSPageSize: true, printBackground: true })
    await alone.close()
    const info = spawnSync('pdfinfo', [at('report.pdf')], { encoding: 'utf8' }).stdout
    const pages = Number(/Pages:\s+(\d+)/.exec(info)?.[1])
    expect(pages).toBeGreaterThan(3)
    expect(info).toMatch(/Page size:\s+59\d(\.\d+)? x 84\d(\.\d+)? pts \(A4\)/)
    const text = spawnSync('pdftotext', ['-layout', at('report.pdf'), '-'], { encoding: 'utf8' }).stdout
    const sheets = text.split('\f').slice(0, pages)
    for (const sheet of sheets) expect(sheet).toContain('PROPOSAL, NOT APPROVED')
    for (const words of ['Volume by rule', 'Achieved margin', 'Import card', 'Versions and UIDs', '"schema": 1'])
      expect(text).toContain(words)
    spawnSync('pdftoppm', ['-r', '50', '-gray', '-f', '1', '-l', '1', at('report.pdf'), at('sheet')])
    const sheet = readFileSync(at(`sheet-${'1'.padStart(String(pages).length, '0')}.pgm`))
    // On paper the pictures are there too: text alone blackens about a hundredth of a sheet.
    expect(sheet.filter((grey) => grey < 100).length / sheet.length).toBeGreaterThan(0.05)
  })
})

describe('what is chosen', () => {
  test('a PTV beside the CTV alone: another program reads both, and verify holds', async () => {
    await page.getByLabel('Add a PTV').check()
    await page.getByRole('button', { name: 'Only the CTV' }).click()
    const name = page.getByLabel('CTV name')
    await name.fill('CTV_6000')
    await page.getByLabel('Structure set label').fill('postop-ctv 1')
    await settle(page)
    expect(await textOf(page.locator('[data-diff]'))).toBe('2 added, 0 unchanged, 16 removed')
    await save('RTSTRUCT', 'ptv.dcm')
    const set = readOne(at('ptv.dcm'))
    expect(set.label).toBe('postop-ctv 1')
    expect(set.rois.map((roi) => [roi.name, roi.type])).toEqual([
      ['CTV_6000', 'CTV'],
      ['PTV_6000', 'PTV'],
    ])
    const [ctv, ptv] = set.rois
    expect(Number((await rowOf('PTV_6000'))[6])).toBeCloseTo((ptv?.volume?.mm3 ?? 0) / 1000, 1)
    expect(ptv?.volume?.mm3 ?? 0).toBeGreaterThan(1.3 * (ctv?.volume?.mm3 ?? 0))
    expect(errorsOf(at('ptv.dcm'))).toEqual([])
    const words = ['--image', join(SAMPLE, 'CT'), '--structures', join(SAMPLE, 'RS-CT.dcm'), join(SAMPLE, 'RS-MR.dcm')]
    const verified = cli(['verify', at('ptv.dcm'), ...words, '--registration', join(SAMPLE, 'REG.dcm')])
    expect(`${verified.stdout}${verified.stderr}`).toContain('as it was written (CTV_6000, PTV_6000)')
    expect(verified.exit).toBe(0)
  })

  test('all files in one archive, and in a folder where nothing is replaced', async () => {
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download as .zip' }).click()
    const download = await saving
    await download.saveAs(at('all.zip'))
    expect(download.suggestedFilename()).toBe('RS.SYN-0001.ctv-1.zip')
    const names = ['RS.SYN-0001.ctv-1.dcm', 'recipe.json', 'import-card.txt', 'report.html']
    const listed = spawnSync('/usr/bin/python3', ['-m', 'zipfile', '-l', at('all.zip')], { encoding: 'utf8' }).stdout
    for (const name of names) expect(listed).toContain(name)
    // The browser's own private folder answers for the dialog, which no test can press.
    await page.evaluate(() => {
      Object.assign(window, { showDirectoryPicker: () => navigator.storage.getDirectory() })
    })
    for (const round of [1, 2]) {
      await page.getByRole('button', { name: 'Save 4 files…' }).click()
      await page
        .getByRole('status')
        .getByText(round === 1 ? 'recipe.json' : 'recipe-2.json')
        .waitFor()
    }
    const there = await page.evaluate(async () => {
      const found: string[] = []
      for await (const entry of (await navigator.storage.getDirectory()).values()) found.push(entry.name)
      return found
    })
    expect(there).toEqual(expect.arrayContaining([...names, 'RS.SYN-0001.ctv-1-2.dcm', 'report-2.html']))
  })

  test('a name that is too long is not written', async () => {
    await page.getByLabel('CTV name').fill('CTV_PROPOSED_2026')
    const button = page.getByRole('button', { name: 'Download RTSTRUCT' })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    expect(await textOf(page.locator('.export-checks'))).toContain('17 characters')
    await page.getByLabel('CTV name').fill('CTV_PROPOSED')
    await settle(page)
    expect(await button.getAttribute('aria-disabled')).toBe('false')
  })

  test('two organs across the target: each is decided on its own, by initials that stand in recipe and report', async () => {
    await stepTo(page, 'Roles')
    for (const name of ['Concern_L', 'rGTV']) {
      await page
        .getByRole('combobox', { name: `Role of ${name}`, exact: true })
        .first()
        .click()
      await page.getByRole('option', { name: 'Organ: subtract', exact: true }).click()
    }
    await stepTo(page, 'Proposal')
    await upToDate(page)
    await stepTo(page, 'Export')
    const button = page.getByRole('button', { name: 'Download RTSTRUCT' })
    const toDecide = await page.locator('[data-finding]').count()
    expect(toDecide).toBeGreaterThan(1)
    for (let left = toDecide; left > 0; left--) {
      expect(await button.getAttribute('aria-disabled')).toBe('true')
      expect(await page.locator('[data-finding]').count()).toBe(left)
      await accept(page, (await page.locator('[data-finding]').first().getAttribute('data-finding')) ?? '', 'JM')
      await upToDate(page)
    }
    await settle(page)
    expect(await button.getAttribute('aria-disabled')).toBe('false')
    await save('recipe', 'decided.json')
    const { accepted } = JSON.parse(readFileSync(at('decided.json'), 'utf8')) as Recipe
    for (const organ of ['Concern_L', 'rGTV'])
      expect(accepted).toContainEqual({
        code: 'target/in-organ',
        message: expect.stringContaining(organ),
        initials: 'JM',
      })
    expect(accepted).toHaveLength(toDecide)
    await save('report', 'decided.html')
    expect(readFileSync(at('decided.html'), 'utf8')).toContain('Accepted by JM:')
  })
})

test('nothing was complained of, and nothing left the computer', () => {
  expect(opened.complaints).toEqual([])
  expect(opened.requests.filter((url) => !url.startsWith(browser.origin) && !/^(blob|data):/.test(url))).toEqual([])
})
