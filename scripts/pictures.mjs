// Takes the pictures in docs/ and the one on the first page from the running product: node scripts/pictures.mjs
// It needs dist/app (npm run build) and Chromium; run it again where the page or the sample has changed, then build.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { preview } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const flags =
  '--headless --no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --disable-gpu-compositing --disable-gpu-rasterization --disable-accelerated-2d-canvas'

const server = await preview({ root, build: { outDir: 'dist/app' }, preview: { port: 0, host: '127.0.0.1' } })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags.split(' ') })

/**
 * The sample with its proposal, as a user sees it.
 * @param {number} width
 * @param {number} height
 * @param {number} scale device pixels a CSS pixel
 */
async function proposed(width, height, scale) {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale })
  page.setDefaultTimeout(120_000)
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  await page.getByText('Try the sample case').click()
  await page.getByRole('button', { name: 'Propose', exact: true }).click()
  await page.locator('.banner-state', { hasText: 'Up to date' }).waitFor()
  // Outlines of organs come after the proposal.
  await page.waitForFunction(() => !document.querySelector('.structures-list')?.textContent?.includes('\u2014'))
  await page.waitForTimeout(500)
  return page
}

try {
  const pictures = join(root, 'docs/pictures')
  mkdirSync(pictures, { recursive: true })
  const page = await proposed(1440, 900, 1)
  /** @param {string} name */
  const shot = async (name) => {
    await page.waitForTimeout(1000)
    await page.screenshot({ path: join(pictures, `${name}.png`) })
  }
  /** @param {string} step */
  const stepTo = (step) =>
    page
      .locator('.rail')
      .getByRole('button', { name: new RegExp(`^${step}`) })
      .click()
  /** @param {string} tab */
  const review = (tab) => page.locator('.panel').getByRole('button', { name: tab, exact: true }).click()
  for (const step of ['Case', 'Roles', 'Proposal']) {
    await stepTo(step)
    await shot(step.toLowerCase())
  }

  await stepTo('Export')
  await page.locator('button[aria-disabled=false]', { hasText: 'Download as .zip' }).waitFor()
  await shot('export')

  await stepTo('Review')
  const axial = await page.locator('.view.axial').boundingBox()
  if (axial === null) throw new Error('There is no axial view.')
  const [middleX, middleY] = [axial.x + axial.width / 2, axial.y + axial.height / 2]
  await review('Why')
  await page.keyboard.press('r')
  await page.mouse.click(middleX, middleY - 10)
  await shot('review-why')
  await page.keyboard.press('r')
  await review('Margin')
  await shot('review-margin')
  await review('Compare')
  await page.getByRole('combobox').first().click()
  await page.getByRole('option', { name: /^TumorBed/ }).click()
  await page.getByText('HD95').waitFor()
  await page.waitForTimeout(2000)
  await shot('review-compare')
  await review('Edit')
  await page.keyboard.press('p')
  await page.mouse.move(middleX + 98, middleY - 60)
  await page.mouse.down()
  await page.mouse.move(middleX + 106, middleY - 5, { steps: 8 })
  await page.mouse.up()
  await page.locator('.banner-state', { hasText: /Up to date|Edited/ }).waitFor()
  await page.waitForTimeout(3000)
  await shot('review-edit')
  await page.close()

  const first = await proposed(1440, 900, 2)
  await first.locator('.view.axial').dblclick()
  await first.locator('.structure-name', { hasText: 'TumorBed' }).dblclick()
  await first.keyboard.press('c')
  await first.keyboard.press('Shift+X')
  const box = await first.locator('.view.axial').boundingBox()
  if (box === null) throw new Error('There is no axial view.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await first.mouse.move(x, y)
  await first.keyboard.down('Control')
  for (let i = 0; i < 2; i++) await first.mouse.wheel(0, -100)
  await first.keyboard.up('Control')
  await first.waitForTimeout(1500)
  const side = 460
  await first.screenshot({
    path: join(root, 'public/sample.jpg'),
    type: 'jpeg',
    quality: 82,
    clip: { x: x - side / 2, y: y - side / 2, width: side, height: side },
  })
} finally {
  await browser.close()
  await new Promise((done) => server.httpServer.close(done))
}
