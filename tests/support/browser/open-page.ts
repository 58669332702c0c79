import { resolve } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { buildAll } from '../../../scripts/build.mjs'
import { serve } from '../../../scripts/serve.mjs'

const ROOT = resolve(import.meta.dirname, '../../..')

/** Software WebGL, no traffic of the browser's own (DESIGN section 7). */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
  '--disable-accelerated-2d-canvas',
]

/** Other work may share the machine's cores. */
const PATIENCE_MS = 90_000

/** A page of the built app in a fresh context, with everything it asked the network for and complained about. */
export type OpenedPage = {
  readonly page: Page
  readonly requests: readonly string[]
  /** Console errors, uncaught errors and violations of the content policy. */
  readonly complaints: string[]
  readonly close: () => Promise<void>
}

export type PageOptions = {
  readonly width?: number
  readonly height?: number
  /** Where the app is served, if not by the test's own server. */
  readonly origin?: string
  /** Lets the page keep its copy for work without a network; elsewhere each page would fetch the whole build once more. */
  readonly offlineCopy?: boolean
}

export type TestBrowser = {
  readonly origin: string
  readonly newPage: (options?: PageOptions) => Promise<OpenedPage>
  readonly close: () => Promise<void>
}

const newPage = async (
  browser: Browser,
  { width = 1440, height = 900, origin = '', offlineCopy = false }: PageOptions,
): Promise<OpenedPage> => {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height },
    acceptDownloads: true,
    serviceWorkers: offlineCopy ? 'allow' : 'block',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const requests: string[] = []
  const complaints: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  context.on('weberror', (error) => complaints.push(error.error().message))
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const page = await context.newPage()
  await page.goto(origin)
  return { page, requests, complaints, close: () => context.close() }
}

/** Chromium and the built app on loopback; built first where its sources are newer. */
export const startBrowser = async (): Promise<TestBrowser> => {
  if (!buildAll({ parts: ['app'], ifNeeded: true })) throw new Error('The app could not be built.')
  const server = await serve(resolve(ROOT, 'dist/app'))
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS })
  return {
    origin: server.origin,
    newPage: (options = {}) => newPage(browser, { origin: server.origin, ...options }),
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}
