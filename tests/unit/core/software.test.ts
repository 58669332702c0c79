import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { SOFTWARE, SOFTWARE_NAME, SOFTWARE_VERSION } from '../../../src/core/software/index.js'

test('the core names the package and its version', () => {
  const file = readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8')
  const { name, version } = JSON.parse(file) as { name: string; version: string }
  expect([SOFTWARE_NAME, SOFTWARE_VERSION]).toEqual([name, version])
  expect(SOFTWARE).toBe(`${name} ${version}`)
})
