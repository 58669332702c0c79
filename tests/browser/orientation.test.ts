import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawnOutline, greys, openFolder, openSample, solidsDone, VIEWS } from '../support/browser/drive.js'
import { startBrowser, type TestBrowser } from '../support/browser/open-page.js'

const ROOT = resolve(import.meta.dirname, '../..')
const SCRIPT = resolve(ROOT, 'tests/support/browser/turn_case.py')

let browser: TestBrowser
let folder: string
/** The sample as it is: head first, supine. */
let straight: Awaited<ReturnType<typeof picture>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-turned-'))
  browser = await startBrowser()
  straight = await picture(openSample)
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

const picture = async (open: (page: Awaited<ReturnType<TestBrowser['newPage']>>['page']) => Promise<void>) => {
  const { page, close } = await browser.newPage()
  await open(page)
  await solidsDone(page, ['rGTV'])
  const views = []
  for (const view of VIEWS) {
    const letters = await page
      .locator(`.view.${view} .letter`)
      .evaluateAll((all) => all.map((one) => `${(one as HTMLElement).dataset.edge} ${one.textContent}`))
    const target = await drawnOutline(page, view, 'rGTV')
    views.push({ view, letters, target, image: await greys(page, view) })
  }
  await close()
  return views
}

describe('left is left', () => {
  test.each(['HFP', 'FFS', 'FFP'])('a patient scanned %s is shown as if head first and supine', async (position) => {
    const turned = join(folder, position)
    const made = spawnSync('/usr/bin/python3', [SCRIPT, position, resolve(ROOT, 'sample-dicom/case'), turned], {
      encoding: 'utf8',
    })
    expect(made.stderr).toBe('')
    const shown = await picture((page) => openFolder(page, turned))
    for (const [i, { view, letters, target, image }] of straight.entries()) {
      const other = shown[i]
      expect(other?.letters, view).toEqual(letters)
      expect(other?.target, view).toEqual(target)
      const differing = image.values.filter((grey, p) => Math.abs(grey - (other?.image.values[p] ?? -999)) > 2).length
      const share = differing / image.values.length
      console.log(`${position} ${view}: ${(100 * share).toFixed(3)} % of the pixels differ by more than 2 grey values`)
      expect(share, `${position} ${view}: share of differing pixels`).toBeLessThan(0.005)
    }
  })
})
