import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { generateSample } from '../../../sample-dicom/generator/index.js'

const CASE = resolve(import.meta.dirname, '../../../sample-dicom/case')
const committed = readdirSync(CASE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(CASE, join(entry.parentPath, entry.name)))

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

test('the committed case regenerates byte for byte and is listed in SHA256SUMS', { timeout: 120_000 }, () => {
  const lines: string[] = []
  for (const { path, bytes } of generateSample({ scale: 'small' })) {
    const there = readFileSync(join(CASE, path))
    expect(Buffer.compare(there, bytes), `${path} differs: run npm run sample`).toBe(0)
    lines.push(`${sha256(bytes)}  ${path}`)
  }
  expect(readFileSync(join(CASE, 'SHA256SUMS'), 'utf8')).toBe(`${lines.join('\n')}\n`)
  expect([...committed].sort()).toEqual([...lines.map((line) => line.slice(66)), 'SHA256SUMS'].sort())
})

test('the committed case holds at most 8 MB', () => {
  const bytes = committed.reduce((sum, path) => sum + readFileSync(join(CASE, path)).length, 0)
  expect(bytes).toBeGreaterThan(4e6)
  expect(bytes).toBeLessThanOrEqual(8e6)
})
