import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const wasm = (path: string): URL => new URL(`../../../wasm/${path}`, import.meta.url)

test('the committed module is the one that BUILD.json states, made from the sources that are here', () => {
  const check = (): string =>
    execFileSync(process.execPath, [wasm('scripts/provenance.mjs').pathname, 'check'], { encoding: 'utf8' })
  expect(check).not.toThrow()
})

test('BUILD.json says with which packages it was built and when a second build gave the same bytes', () => {
  const build = JSON.parse(readFileSync(wasm('dist/BUILD.json'), 'utf8'))
  expect(build.tools).toMatchObject({ emscripten: '3.1.6~dfsg-5', insighttoolkit5: '5.2.1-5+deb12u1' })
  expect(build.verified?.date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
})
