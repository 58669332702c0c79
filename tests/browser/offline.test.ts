import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../../scripts/serve.mjs'
import { ctvCm3, openSample, propose, textOf } from '../support/browser/drive.js'
import { startBrowser, type TestBrowser } from '../support/browser/open-page.js'

const APP = resolve(import.meta.dirname, '../../dist/app')

let browser: TestBrowser

beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser?.close())

/** A server of another origin that lets every page in and counts who comes. */
const startStranger = async () => {
  let visits = 0
  const server = createServer((_request, response) => {
    visits++
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('seen')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The stranger has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    visits: () => visits,
    close: () => new Promise((closed) => server.close(closed)),
  }
}

test('after the first load the whole way runs with the server gone', async () => {
  const server = await serve(APP)
  const { page, complaints, close } = await browser.newPage({ origin: server.origin, offlineCopy: true })
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated')
  await server.close()
  await page.goto(`${server.origin}/`)
  await expect(fetch(server.origin)).rejects.toThrow()
  await openSample(page)
  await propose(page)
  expect(await ctvCm3(page)).toBeGreaterThan(10)
  expect(complaints).toEqual([])
  await close()
})

test('a version that the server has now is shown at once, whatever copy there is', async () => {
  const server = await serve(APP)
  const { page, close } = await browser.newPage({ origin: server.origin, offlineCopy: true })
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated')
  const asked = page.waitForRequest((request) => request.isNavigationRequest() && !request.serviceWorker())
  await page.reload()
  expect((await asked).url()).toBe(`${server.origin}/`)
  expect(await textOf(page.getByText('Try the sample case'))).toBe('Try the sample case')
  await close()
  await server.close()
})

test('the policy holds in the workers too: nothing reaches another origin', async () => {
  const stranger = await startStranger()
  const { page, close } = await browser.newPage()
  await openSample(page)
  const workers = page.workers()
  expect(workers.length).toBeGreaterThanOrEqual(2)
  const ask = (url: string) =>
    fetch(url).then(
      () => 'went through',
      () => 'refused',
    )
  for (const worker of workers) {
    expect(await worker.evaluate(ask, new URL('icon.svg', `${browser.origin}/`).href)).toBe('went through')
    expect(await worker.evaluate(ask, stranger.url)).toBe('refused')
  }
  expect(await page.evaluate(ask, stranger.url)).toBe('refused')
  expect(stranger.visits()).toBe(0)
  await close()
  await stranger.close()
})
