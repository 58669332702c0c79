import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { type AppServer, serveApp } from './app-server.js'

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
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

export type TestBrowser = {
  readonly origin: string
  readonly newPage: (options?: { readonly width?: number; readonly height?: number }) => Promise<OpenedPage>
  readonly close: () => Promise<void>
}

const buildApp = (): string => {
  const built = spawnSync(process.execPath, ['scripts/build.mjs', '--app', '--if-needed'], {
    cwd: ROOT,
    encoding: 'utf8',
    // The test runner's own mode would build React for development.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (built.status !== 0) throw new Error(`The app could not be built:\n${built.stdout}\n${built.stderr}`)
  return resolve(ROOT, 'dist/app')
}

const newPage = async (
  browser: Browser,
  server: AppServer,
  size: { readonly width: number; readonly height: number },
): Promise<OpenedPage> => {
  const context: BrowserContext = await browser.newContext({ viewport: size, acceptDownloads: true })
  context.setDefaultTimeout(PATIENCE_MS)
  const requests: string[] = []
  const complaints: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  context.on('weberror', (error) => complaints.push(error.error().message))
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const page = await context.newPage()
  await page.goto(server.origin)
  return { page, requests, complaints, close: () => context.close() }
}

/** Chromium and the built app on loopback; built first where its sources are newer. */
export const startBrowser = async (): Promise<TestBrowser> => {
  const server = await serveApp(buildApp())
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS })
  return {
    origin: server.origin,
    newPage: ({ width = 1440, height = 900 } = {}) => newPage(browser, server, { width, height }),
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}
