import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

const markdownIn = (folder: string, deep: boolean): string[] =>
  readdirSync(join(ROOT, folder), { recursive: deep, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))

const FILES = [
  ...markdownIn('.', false),
  ...markdownIn('docs', true),
  ...['wasm/README.md', 'sample-dicom/README.md', 'sample-dicom/case/README.md'].filter((f) =>
    existsSync(join(ROOT, f)),
  ),
]

/** What the tests of a file are called, as their source says it. */
const titlesIn = (file: string): string[] =>
  existsSync(join(ROOT, file))
    ? [
        ...readFileSync(join(ROOT, file), 'utf8').matchAll(
          /^\s*(?:test|it)(?:\.each\([^\n]*\))?\(\s*(['"`])(.+?)\1,/gm,
        ),
      ].map(([, , title = '']) => title)
    : []

describe('the documents', () => {
  test('name only files that are there', () => {
    const links = FILES.flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, to = '']) => to.replace(/#.*$/, ''))
        .filter((to) => to !== '' && !/^[a-z]+:/.test(to))
        .map((to) => ({ file, to: relative(ROOT, resolve(ROOT, dirname(file), to)) })),
    )
    expect(links.length).toBeGreaterThan(10)
    expect(links.filter(({ to }) => !existsSync(join(ROOT, to)))).toEqual([])
  })

  test('of dependencies name every package and every Debian package, and no other', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, object>
    const debian = readFileSync(join(ROOT, 'scripts/debian-packages.txt'), 'utf8').trim().split('\n')
    const packages = [
      ...Object.keys(manifest.dependencies ?? {}),
      ...Object.keys(manifest.devDependencies ?? {}),
      ...debian,
    ]
    const page = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8')
    const rows = [...page.matchAll(/^\| (.+?) \|/gm)]
      .map(([, cell = '']) => cell)
      .filter((cell) => !/^(package|---)$/.test(cell))
    expect(rows.flatMap((cell) => cell.split(', ')).sort()).toEqual(packages.sort())
  })

  test('of robustness name for each thing that goes wrong tests that are there', () => {
    const page = readFileSync(join(ROOT, 'docs/robustness.md'), 'utf8')
    const rows = [...page.matchAll(/^\| (\d+) \| .+ \| (.+) \|$/gm)]
    expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 24 }, (_, i) => i + 1))
    for (const [, number = '', guards = ''] of rows) {
      const tests = [...guards.matchAll(/`(tests\/.+?\.test\.ts)`: "(.+?)"/g)]
      expect(tests, number).not.toEqual([])
      for (const [, file = '', title = ''] of tests) expect(titlesIn(file), number).toContain(title)
    }
  })

  test('of hazards have for each a cause, a harm, a mitigation, and tests that are there', () => {
    const [, ...hazards] = readFileSync(join(ROOT, 'docs/hazards.md'), 'utf8').split(/^## /m)
    expect(hazards.length).toBeGreaterThanOrEqual(13)
    for (const hazard of hazards) {
      const name = hazard.slice(0, hazard.indexOf('\n'))
      for (const part of ['Cause', 'Harm', 'Mitigation', 'Guarded by']) {
        expect(hazard, `${name}: ${part}`).toContain(`- **${part}**:`)
      }
      const tests = [...hazard.matchAll(/^ {2}- `(tests\/.+?\.test\.ts)`: "(.+)"$/gm)]
      expect(tests, name).not.toEqual([])
      expect(tests.length, `${name}: lines that name no test`).toBe(hazard.match(/^ {2}- /gm)?.length)
      for (const [, file = '', title = ''] of tests) expect(titlesIn(file), name).toContain(title)
    }
  })
})
