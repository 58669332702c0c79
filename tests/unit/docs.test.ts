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
})
