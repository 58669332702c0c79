import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inputFile } from '../../src/cli/files/index.js'
import { quietJob } from '../../src/core/job/index.js'
import { loadVolume, scanFiles } from '../../src/dicom/index.js'
import { writePhantoms } from '../../tests/support/phantom/index.js'
import { headCase } from '../head.js'
import { faster, percent, type Row, time } from '../report.js'
import { inTurn } from '../timing.js'

const SLICES = 300
const ROUNDS = 5

const read = async (paths: readonly string[]): Promise<number> => {
  const scan = await scanFiles(await Promise.all(paths.map(inputFile)), quietJob)
  const [series] = scan.series
  if (!series) throw new Error('the series was not found')
  return (await loadVolume(series, quietJob)).volume.data.length
}

/** Every byte of every file, eight at a time, into memory and dropped. */
const readBytes = async (paths: readonly string[]): Promise<void> => {
  const queue = [...paths]
  const worker = async (): Promise<void> => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) await readFile(path)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

/** W2: files in the cache of the operating system, read by us, by nobody, and by pydicom into one numpy array. */
export const reading = async (folder: string): Promise<Row[]> => {
  const [files] = writePhantoms(folder, [headCase({ slices: SLICES, exclusions: [] })])
  if (!files) throw new Error('no files were written')
  const paths = readdirSync(files.imageFolder).map((name) => join(files.imageFolder, name))
  const voxels = await read(paths)
  if (voxels !== 512 * 512 * SLICES) throw new Error(`read ${voxels} voxels`)
  const script = join(import.meta.dirname, '../python/read_series.py')
  const { ours, bytes, pydicom } = await inTurn(ROUNDS, {
    ours: () => read(paths),
    bytes: () => readBytes(paths),
    pydicom: () => execFileSync('/usr/bin/python3', [script, files.imageFolder]),
  })
  return [
    { what: 'ours: scanned, ordered, checked, hashed, in one slab', figure: time(ours), aim: '' },
    { what: 'reading the bytes', figure: time(bytes), aim: '' },
    { what: 'pydicom + numpy.stack, with the start of Python', figure: time(pydicom), aim: '' },
    { what: 'ours over reading the bytes', figure: percent(ours.medianMs / bytes.medianMs), aim: 'at most 200 %' },
    { what: 'faster than pydicom', figure: faster(pydicom, ours), aim: 'at least 5 x' },
  ]
}
