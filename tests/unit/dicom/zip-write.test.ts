import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { zipArchive } from '../../../src/dicom/index.js'

const PYTHON = `
import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps([z.testzip(), [[i.filename, list(i.date_time), list(z.read(i))] for i in z.infolist()]]))
`

test('an archive holds its files as they are, for another program', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postop-ctv-zip-'))
  const one = Uint8Array.from({ length: 1000 }, (_, i) => (i * 37) & 255)
  const members = [
    { name: 'RS.1.dcm', bytes: one },
    { name: 'leer-\u00E4.txt', bytes: new Uint8Array(0) },
  ]
  const bytes = await zipArchive(members, '2026-03-05T09:30:14')
  writeFileSync(join(folder, 'a.zip'), bytes)
  const read = spawnSync('/usr/bin/python3', ['-c', PYTHON, join(folder, 'a.zip')], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(read.stderr).toBe('')
  expect(JSON.parse(read.stdout)).toEqual([
    null,
    members.map(({ name, bytes: own }) => [name, [2026, 3, 5, 9, 30, 14], Array.from(own)]),
  ])
})
