import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildAll } from '../../scripts/build.mjs'

const ROOT = resolve(import.meta.dirname, '../..')

/** The only TypeScript block of the README. */
const example = (): string => {
  const [, code, more] = /```ts\n([\s\S]*?)```([\s\S]*)/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? []
  if (code === undefined || more?.includes('```ts')) throw new Error('README.md has not exactly one ts block')
  return code
}

describe('the library example of the README', () => {
  let folder = ''

  // Inside the repository, so that `postop-ctv` means this package by its exports.
  beforeAll(() => {
    expect(buildAll({ parts: ['node'], ifNeeded: true })).toBe(true)
    mkdirSync(join(ROOT, 'dist'), { recursive: true })
    folder = mkdtempSync(join(ROOT, 'dist/readme-'))
    symlinkSync(join(ROOT, 'sample-dicom'), join(folder, 'sample-dicom'))
    writeFileSync(join(folder, 'example.mts'), example())
    writeFileSync(join(folder, 'example.mjs'), example())
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('has ten lines at most', () => {
    expect(example().trim().split('\n').length).toBeLessThanOrEqual(10)
  })

  test('compiles against the published types', () => {
    const options = [
      '--strict',
      '--noEmit',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--types',
      'node',
    ]
    const run = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['--ignoreConfig', ...options, 'example.mts'], {
      cwd: folder,
    })
    expect(`${run.stdout}${run.stderr}`).toBe('')
    expect(run.status).toBe(0)
  })

  test('writes a structure set with the CTV that it prints', () => {
    const run = spawnSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' })
    expect(run.stderr).toBe('')
    expect(run.status).toBe(0)
    const printed = Number(/^CTV (\d+\.\d) cm3$/m.exec(run.stdout)?.[1])
    const read = spawnSync('/usr/bin/python3', ['-c', CONTOUR_CM3, 'RS-CTV.dcm', 'CTV_PROPOSED'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(read.stderr).toBe('')
    expect(Number(read.stdout)).toBeGreaterThan(1)
    expect(Math.abs(Number(read.stdout) - printed)).toBeLessThan(0.06) // the printed figure has one decimal
  })
})

/** Keyholed contours of an axial structure set: area by the shoelace formula times the distance of planes, in cm3. */
const CONTOUR_CM3 = `
import sys, pydicom, numpy as np
ds = pydicom.dcmread(sys.argv[1])
number = next(r.ROINumber for r in ds.StructureSetROISequence if r.ROIName == sys.argv[2])
item = next(c for c in ds.ROIContourSequence if c.ReferencedROINumber == number)
loops = [np.array(c.ContourData, float).reshape(-1, 3) for c in item.ContourSequence]
z = np.unique([l[0, 2] for l in loops])
area = sum(abs(np.sum(l[:, 0] * np.roll(l[:, 1], -1) - l[:, 1] * np.roll(l[:, 0], -1))) / 2 for l in loops)
print(area * np.diff(z).min() / 1000)
`
