import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quietJob } from '../../src/core/job/index.js'
import { type LoadedVolume, loadVolume, scanFiles } from '../../src/dicom/index.js'
import { folderFiles } from '../support/dicom-folder.js'

const CT = resolve('sample-dicom/case/CT')
const SLICES = readdirSync(CT).sort().slice(20, 22)
const scratch = mkdtempSync(join(tmpdir(), 'postop-syntaxes-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

beforeAll(() => {
  const script = resolve('tests/support/python/write_images.py')
  execFileSync('/usr/bin/python3', [script, scratch, ...SLICES.map((f) => join(CT, f))])
})

const load = async (folder: string): Promise<LoadedVolume> => {
  const { series, problems } = await scanFiles(await folderFiles(folder), quietJob)
  expect(problems).toEqual([])
  const [only] = series
  if (only === undefined || series.length > 1) throw new Error(`${series.length} series`)
  return loadVolume(only, quietJob)
}

/** Runs a program on every file of a folder, into another. */
const convert = (from: string, to: string, [program = '', ...options]: readonly string[]): string => {
  mkdirSync(to, { recursive: true })
  for (const f of readdirSync(from)) execFileSync(program, [...options, join(from, f), join(to, f)], { stdio: 'pipe' })
  return to
}

const words = (command: string): string[] => command.split(' ')
const bytesOf = ({ volume }: LoadedVolume) => Buffer.from(volume.data.buffer)

type Row = readonly [name: string, base: string, write: string, read: string, uid: string]

const LOSSLESS: readonly Row[] = [
  ['RLE by dcmtk', 'unsigned', 'dcmcrle', 'dcmdrle', '1.2.840.10008.1.2.5'],
  ['RLE by gdcm', 'signed', 'gdcmconv --rle', 'dcmdrle', '1.2.840.10008.1.2.5'],
  ['RLE of 8 bits', 'eight', 'dcmcrle', 'dcmdrle', '1.2.840.10008.1.2.5'],
  ['JPEG lossless SV1 by dcmtk', 'unsigned', 'dcmcjpeg +e1', 'dcmdjpeg', '1.2.840.10008.1.2.4.70'],
  ['JPEG lossless SV1 by gdcm', 'signed', 'gdcmconv --jpeg', 'gdcmconv --raw', '1.2.840.10008.1.2.4.70'],
  ['JPEG lossless SV1 of 8 bits', 'eight', 'dcmcjpeg +e1', 'dcmdjpeg', '1.2.840.10008.1.2.4.70'],
  ...[1, 2, 3, 4, 5, 6, 7].map(
    (n): Row => [
      `JPEG lossless, predictor ${n}`,
      n % 2 === 0 ? 'signed' : 'unsigned',
      `dcmcjpeg +el +sv ${n}`,
      'dcmdjpeg',
      '1.2.840.10008.1.2.4.57',
    ],
  ),
  ['JPEG-LS by dcmtk', 'unsigned', 'dcmcjpls', 'dcmdjpls', '1.2.840.10008.1.2.4.80'],
  ['JPEG-LS by gdcm', 'signed', 'gdcmconv --jpegls', 'dcmdjpls', '1.2.840.10008.1.2.4.80'],
  ['JPEG-LS of 8 bits', 'eight', 'dcmcjpls', 'dcmdjpls', '1.2.840.10008.1.2.4.80'],
  ['JPEG 2000', 'unsigned', 'gdcmconv --j2k', 'gdcmconv --raw', '1.2.840.10008.1.2.4.90'],
  ['JPEG 2000, signed', 'signed', 'gdcmconv --j2k', 'gdcmconv --raw', '1.2.840.10008.1.2.4.90'],
  ['JPEG 2000 in tiles', 'unsigned', 'gdcmconv --j2k -t 64,64', 'gdcmconv --raw', '1.2.840.10008.1.2.4.90'],
  ['JPEG 2000 of 8 bits', 'eight', 'gdcmconv --j2k', 'gdcmconv --raw', '1.2.840.10008.1.2.4.90'],
]

const LOSSY: readonly Row[] = [
  ['JPEG baseline', 'unsigned', 'dcmcjpeg +eb', 'dcmdjpeg', '1.2.840.10008.1.2.4.50'],
  ['JPEG baseline of 8 bits', 'eight', 'dcmcjpeg +eb', 'dcmdjpeg', '1.2.840.10008.1.2.4.50'],
  ['JPEG extended, 12 bits', 'unsigned', 'dcmcjpeg +ee', 'dcmdjpeg', '1.2.840.10008.1.2.4.51'],
  ['JPEG extended, 12 bits, coarse', 'unsigned', 'dcmcjpeg +ee +q 20', 'dcmdjpeg', '1.2.840.10008.1.2.4.51'],
  ['JPEG extended of 8 bits', 'eight', 'dcmcjpeg +ee', 'dcmdjpeg', '1.2.840.10008.1.2.4.51'],
  ['JPEG-LS near-lossless', 'unsigned', 'dcmcjpls +en +md 2', 'dcmdjpls', '1.2.840.10008.1.2.4.81'],
  [
    'JPEG-LS near-lossless, signed',
    'signed',
    'gdcmconv --jpegls --lossy -e 3',
    'gdcmconv --raw',
    '1.2.840.10008.1.2.4.81',
  ],
  ['JPEG 2000 reversible', 'unsigned', 'gdcmconv --j2k --lossy -r 10', 'gdcmconv --raw', '1.2.840.10008.1.2.4.91'],
  [
    'JPEG 2000 irreversible',
    'unsigned',
    'gdcmconv --j2k --lossy --irreversible -r 10',
    'gdcmconv --raw',
    '1.2.840.10008.1.2.4.91',
  ],
]

const UNCOMPRESSED: readonly Row[] = [
  ['implicit little endian', 'signed', 'dcmconv +ti', 'dcmconv +te', '1.2.840.10008.1.2'],
  ['explicit big endian', 'signed', 'dcmconv +tb', 'dcmconv +te', '1.2.840.10008.1.2.2'],
  ['explicit big endian of 8 bits', 'eight', 'dcmconv +tb', 'dcmconv +te', '1.2.840.10008.1.2.2'],
  ['deflated', 'unsigned', 'dcmconv +td', 'dcmconv +te', '1.2.840.10008.1.2.1.99'],
]

const written = ([name, base, write]: Row): string =>
  convert(join(scratch, base), join(scratch, name.replace(/\W+/g, '-')), words(write))

const syntaxOf = async (folder: string): Promise<string | undefined> =>
  (await scanFiles(await folderFiles(folder), quietJob)).series[0]?.images[0]?.pixels.transferSyntaxUid

describe('images as other programs compress them are, pixel for pixel, what those programs decompress', () => {
  it.each([...UNCOMPRESSED, ...LOSSLESS])('%s (%s)', async (...row) => {
    const [, base, , read, uid] = row
    const folder = written(row)
    expect(await syntaxOf(folder)).toBe(uid)
    const own = await load(folder)
    const peer = await load(convert(folder, `${folder}-raw`, words(read)))
    expect(bytesOf(own).equals(bytesOf(peer))).toBe(true)
    const original = await load(join(scratch, base))
    expect(bytesOf(own).equals(bytesOf(original))).toBe(true)
    expect(own.volume.hash).toBe(original.volume.hash)
    expect(own.findings).toEqual(original.findings)
  })

  it.each(LOSSY)('%s (%s), with a note that something was lost', async (...row) => {
    const [, , , read, uid] = row
    const folder = written(row)
    expect(await syntaxOf(folder)).toBe(uid)
    const own = await load(folder)
    const peer = await load(convert(folder, `${folder}-raw`, words(read)))
    const differing = Array.from(own.volume.data).filter((v, i) => v !== peer.volume.data[i]).length
    expect(differing, 'pixels that differ').toBe(0)
    expect(own.findings.filter((f) => f.code === 'image/lossy')).toMatchObject([{ kind: 'note' }])
  })
})

describe('high-throughput JPEG 2000, which only OpenJPH writes here, is what OpenJPH itself decodes', () => {
  it.each([
    ['HTJ2K', '1.2.840.10008.1.2.4.201'],
    ['HTJ2K-RPCL', '1.2.840.10008.1.2.4.202'],
    ['HTJ2K-lossy', '1.2.840.10008.1.2.4.203'],
  ])('%s', async (name, uid) => {
    const folder = join(scratch, name)
    expect(await syntaxOf(folder)).toBe(uid)
    const own = await load(folder)
    const peer = await load(`${folder}-raw`)
    const differences = Array.from(own.volume.data, (v, i) => Math.abs(v - (peer.volume.data[i] as number)))
    const worst = differences.reduce((a, b) => Math.max(a, b))
    // Of an irreversible wavelet the last bit is a matter of rounding floats.
    expect(worst, 'largest difference of a stored value').toBeLessThanOrEqual(name === 'HTJ2K-lossy' ? 1 : 0)
    console.log(
      `${name}: ${differences.filter((d) => d > 0).length} of ${differences.length} pixels differ, by ${worst}`,
    )
    const original = await load(join(scratch, 'unsigned'))
    expect(bytesOf(own).equals(bytesOf(original))).toBe(name !== 'HTJ2K-lossy')
  })
})

/** The file with half of its one fragment, and with other bytes at the half's end. */
const cutShort = (bytes: Buffer, end: readonly number[]): Buffer => {
  const pixels = bytes.lastIndexOf(Buffer.from([0xfe, 0xff, 0x00, 0xe0]))
  const length = bytes.readUInt32LE(pixels + 4)
  const kept = (length >> 2) << 1
  const item = Buffer.from(bytes.subarray(pixels, pixels + 8 + kept))
  item.writeUInt32LE(kept, 4)
  item.set(end, item.length - end.length)
  return Buffer.concat([bytes.subarray(0, pixels), item, bytes.subarray(pixels + 8 + length)])
}

const END_OF_IMAGE = [0xff, 0xd9]

describe('a compressed frame that is damaged', () => {
  it.each([
    ['RLE', LOSSLESS[0], []],
    ['JPEG lossless', LOSSLESS[3], []],
    ['JPEG lossless, ended', LOSSLESS[3], END_OF_IMAGE],
    ['JPEG-LS', LOSSLESS[13], []],
    ['JPEG-LS, ended', LOSSLESS[13], END_OF_IMAGE],
    ['JPEG 2000', LOSSLESS[16], []],
    ['JPEG 2000, ended', LOSSLESS[16], END_OF_IMAGE],
    ['JPEG baseline', LOSSY[0], []],
    ['JPEG baseline, ended', LOSSY[0], END_OF_IMAGE],
    ['JPEG extended', LOSSY[2], []],
    ['JPEG extended, ended', LOSSY[2], END_OF_IMAGE],
    ['HTJ2K', 'HTJ2K', []],
    ['HTJ2K, ended', 'HTJ2K', END_OF_IMAGE],
  ] as const)('is refused by name when it is cut short: %s', async (_, row, end) => {
    if (row === undefined) throw new Error('no such row')
    const folder = typeof row === 'string' ? join(scratch, row) : written(row)
    const [file = ''] = readdirSync(folder)
    const bytes = readFileSync(join(folder, file))
    writeFileSync(join(folder, file), cutShort(bytes, end))
    await expect(load(folder)).rejects.toMatchObject({
      code: 'dicom/damaged-frame',
      file,
      attribute: 'PixelData (7FE0,0010)',
      remedy: expect.stringContaining('again'),
    })
    writeFileSync(join(folder, file), bytes)
    expect((await load(folder)).volume.planes).toHaveLength(2)
  })
})
