import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assertWritable, walkFiles, writeWhole } from '../../../src/cli/files/index.js'
import { PostopError } from '../../../src/core/problem/index.js'

let folder = ''
const at = (name: string): string => join(folder, name)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postop-ctv-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'done',
    (e: unknown) => (e instanceof PostopError ? e.code : String(e)),
  )

describe('walkFiles', () => {
  test('finds files at any depth in the order of their names, each once', async () => {
    mkdirSync(at('b/c'), { recursive: true })
    for (const name of ['z', 'a', 'b/2', 'b/c/1']) writeFileSync(at(name), name)
    symlinkSync(at('b'), at('b/c/round'))
    symlinkSync(at('a'), at('again'))
    const { files, problems } = await walkFiles([folder, at('b'), at('a')])
    expect(files.map((f) => f.slice(folder.length + 1))).toEqual(['a', 'b/2', 'b/c/1', 'z'])
    expect(problems).toEqual([])
  })

  test('reports a broken link and goes on; refuses a path that does not exist', async () => {
    writeFileSync(at('a'), '')
    symlinkSync(at('nowhere'), at('broken'))
    const { files, problems } = await walkFiles([folder])
    expect(files).toEqual([at('a')])
    expect(problems.map((p) => [p.code, p.file])).toEqual([['input/unreadable', at('broken')]])
    expect(await codeOf(walkFiles([at('nowhere')]))).toBe('input/not-found')
  })
})

describe('writeWhole', () => {
  test('writes all files and leaves no part behind', async () => {
    await writeWhole([
      { path: at('one'), bytes: Uint8Array.of(1) },
      { path: at('two'), bytes: Uint8Array.of(2, 2) },
    ])
    expect(readdirSync(folder).sort()).toEqual(['one', 'two'])
    expect([...readFileSync(at('two'))]).toEqual([2, 2])
  })

  test('writes none of them where one cannot be written, and keeps what was there', async () => {
    writeFileSync(at('one'), 'before')
    const code = await codeOf(
      writeWhole([
        { path: at('one'), bytes: Uint8Array.of(1) },
        { path: at('missing/two'), bytes: Uint8Array.of(2) },
      ]),
    )
    expect(code).toBe('output/not-written')
    expect(readdirSync(folder)).toEqual(['one'])
    expect(readFileSync(at('one'), 'utf8')).toBe('before')
  })
})

describe('assertWritable', () => {
  test('a new file and an earlier output may be written', async () => {
    writeFileSync(at('earlier'), '')
    writeFileSync(at('input'), '')
    for (const name of ['new', 'earlier'])
      expect(await codeOf(assertWritable(at(name), '--out', [at('input')]))).toBe('done')
    expect(existsSync(at('new'))).toBe(false)
  })

  test('not into a missing folder, not over a folder, not over an input under another name', async () => {
    mkdirSync(at('folder'))
    writeFileSync(at('input'), '')
    chmodSync(at('input'), 0o444)
    symlinkSync(at('input'), at('link'))
    expect(await codeOf(assertWritable(at('no/file'), '--out', []))).toBe('output/folder-missing')
    expect(await codeOf(assertWritable(at('input/file'), '--out', []))).toBe('output/folder-missing')
    expect(await codeOf(assertWritable(at('folder'), '--out', []))).toBe('output/not-written')
    for (const name of ['input', 'link'])
      expect(await codeOf(assertWritable(at(name), '--out', [at('input')]))).toBe('output/is-input')
  })
})
