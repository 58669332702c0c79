import { randomFillSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { quietJob } from '../../../src/core/job/index.js'
import { encodePart10, type InputFile, loadVolume, scanFiles } from '../../../src/dicom/index.js'
import { memberName } from '../../../src/dicom/zip/member-name.js'
import { openArchives } from '../../../src/dicom/zip/open.js'
import { AXIAL, closed, ctFiles, ctSlice, fileOf, square, structureSet } from '../../support/dicom-phantom.js'
import { type Packed, zipArchive } from '../../support/zip-archive.js'

/** An archive on disk: its size is known, and parts of it can be read; `read` counts the bytes that were. */
const onDisk = (name: string, bytes: Uint8Array): InputFile & { readonly read: () => number } => {
  let read = 0
  const part = (from: number, length: number) => {
    const taken = bytes.slice(from, from + length)
    read += taken.length
    return Promise.resolve(taken)
  }
  return { name, size: bytes.length, part, bytes: () => part(0, bytes.length), read: () => read }
}

const packed = async (files: readonly InputFile[], folder: string, change: Partial<Packed> = {}): Promise<Packed[]> =>
  Promise.all(files.map(async (f) => ({ name: `${folder}${f.name}`, bytes: await f.bytes(), ...change })))

const zipped = (name: string, files: readonly Packed[]) => onDisk(name, zipArchive(files))

const problemOf = async (file: InputFile) => {
  const { files, problems } = await openArchives([file], quietJob)
  expect(files).toEqual([])
  expect(problems).toHaveLength(1)
  return problems[0]
}

const SET = encodePart10(structureSet([{ number: 1, name: 'GTV', contours: [closed(square(0, 0, 40, 5))] }]))

describe('a case in archives', () => {
  it('is the case in folders: the same volume, the same structures', async () => {
    const plain = await scanFiles([...ctFiles(), fileOf('rs.dcm', SET)], quietJob)
    const ct = zipped('ct.ZIP', await packed(ctFiles(), 'export/DICOM/ser 1/'))
    const rs = zipped('rs.zip', [{ name: 'rs.dcm', bytes: SET, stored: true }])
    const scan = await scanFiles([ct, fileOf('notes.txt', new TextEncoder().encode('no DICOM')), rs], quietJob)
    expect(scan.fileCount).toBe(plain.fileCount + 1)
    expect(scan.structureSets[0]?.set.hash).toBe(plain.structureSets[0]?.set.hash)
    expect(scan.structureSets[0]?.set.file).toBe('rs.zip/rs.dcm')
    const [a, b] = [plain.series[0], scan.series[0]]
    if (a === undefined || b === undefined) throw new Error('no series')
    expect(b.images[0]?.input.name).toMatch(/^ct\.ZIP\/export\/DICOM\/ser 1\//)
    expect((await loadVolume(b, quietJob)).volume.hash).toBe((await loadVolume(a, quietJob)).volume.hash)
  })

  it('also from an archive that only comes whole', async () => {
    const bytes = zipArchive(await packed(ctFiles(), ''))
    const scan = await scanFiles([fileOf('ct.zip', bytes)], quietJob)
    expect(scan.series[0]?.images).toHaveLength(ctFiles().length)
  })

  it('is looked through without its pixels: a header takes the beginning of its file', async () => {
    const whole = encodePart10(ctSlice(AXIAL, 0))
    const noise = randomFillSync(new Uint8Array(4_000_000))
    const large = new Uint8Array([...whole.slice(0, 132), ...noise])
    const archive = zipped('a.zip', [{ name: 'large', bytes: large }])
    const { files } = await openArchives([archive], quietJob)
    const before = archive.read()
    expect(await files[0]?.part?.(0, 65_536)).toEqual(large.slice(0, 65_536))
    expect(archive.read() - before).toBeLessThan(160_000)
  })

  it('leaves out what macOS and Windows put beside the files', async () => {
    const files = ['__MACOSX/._ct1', 'a/.DS_Store', 'a/._ct1', 'a/Thumbs.db', 'a/ct1'].map((name) => ({
      name,
      bytes: new Uint8Array(9),
    }))
    const opened = await openArchives([zipped('a.zip', files)], quietJob)
    expect(opened.files.map((f) => f.name)).toEqual(['a.zip/a/ct1'])
  })

  it('keeps an archive within an archive closed, and says so by its name', async () => {
    const inner = zipArchive(await packed(ctFiles(), ''))
    const scan = await scanFiles([zipped('outer.zip', [{ name: 'inner.zip', bytes: inner }])], quietJob)
    expect(scan.problems.map((p) => [p.code, p.file])).toEqual([['dicom/not-dicom', 'outer.zip/inner.zip']])
  })
})

describe('names within an archive', () => {
  it.each([
    ['../../etc/passwd', 'etc/passwd'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\Users\\x\\..\\ct.dcm', 'Users/x/ct.dcm'],
    ['a//b/./c', 'a/b/c'],
    ['..', 'unnamed'],
    ['a\u202egpj.exe\u0007', 'agpj.exe'],
  ])('%j is shown as %j', (name, shown) => {
    expect(memberName(name)).toBe(shown)
  })

  it('cannot leave it, and two files never share one', async () => {
    const bytes = new Uint8Array(4)
    const files = ['../ct.dcm', '/ct.dcm', 'ct.dcm', '..\\..\\ct.dcm'].map((name) => ({ name, bytes }))
    const opened = await openArchives([zipped('a.zip', files)], quietJob)
    expect(opened.files.map((f) => f.name)).toEqual([
      'a.zip/ct.dcm',
      'a.zip/ct.dcm (2)',
      'a.zip/ct.dcm (3)',
      'a.zip/ct.dcm (4)',
    ])
  })
})

describe('archives that are refused', () => {
  it('with a password', async () => {
    const problem = await problemOf(zipped('a.zip', await packed(ctFiles(), '', { encrypted: true })))
    expect(problem).toMatchObject({ code: 'zip/encrypted', message: 'a.zip is protected by a password.' })
  })

  it('that are none, or cut short', async () => {
    const whole = zipArchive(await packed(ctFiles(), ''))
    const cases = [new Uint8Array(0), new Uint8Array(5000).fill(7), whole.slice(0, -100), whole.slice(0, 300)]
    for (const bytes of cases) expect(await problemOf(onDisk('a.zip', bytes))).toMatchObject({ code: 'zip/damaged' })
  })

  it('by what they say they unpack to, before anything is unpacked', async () => {
    const zeros = new Uint8Array(10)
    const cases: readonly (readonly [Packed[], RegExp])[] = [
      [[{ name: 'a', bytes: zeros, declaredBytes: 600 * 2 ** 20 }], /600 MiB, more than 512/],
      [
        Array.from({ length: 40 }, (_, i) => ({ name: `${i}`, bytes: zeros, declaredBytes: 500 * 2 ** 20 })),
        /19\.5 GiB, more than 16/,
      ],
      [
        [1, 2, 3].map((n) => ({ name: `${n}`, bytes: zeros, declaredBytes: 500 * 2 ** 20 })),
        /1\.5 GiB, over 200 times its size/,
      ],
    ]
    for (const [files, words] of cases) {
      const archive = zipped('bomb.zip', files)
      const problem = await problemOf(archive)
      expect(problem?.code).toBe('zip/too-large')
      expect(problem?.message).toMatch(words)
    }
  })

  it('whose files share their packed bytes', async () => {
    const kernel = randomFillSync(new Uint8Array(50_000))
    const files = [0, 1, 2, 3].map((n) => ({ name: `${n}`, bytes: kernel, sharesPrevious: n > 0 }))
    expect((await problemOf(zipped('overlap.zip', files)))?.message).toContain('overlap')
  })

  it('whose file unpacks to more than it says: stopped there', async () => {
    const { files } = await openArchives(
      [zipped('liar.zip', [{ name: 'a', bytes: new Uint8Array(30_000_000), declaredBytes: 1000 }])],
      quietJob,
    )
    await expect(files[0]?.bytes()).rejects.toMatchObject({ code: 'zip/too-large', file: 'liar.zip/a' })
  })

  it('whose file has other bytes than its checksum says, or fewer', async () => {
    const bytes = encodePart10(ctSlice(AXIAL, 0))
    const files = [
      { name: 'crc', bytes, declaredCrc: 1 },
      { name: 'short', bytes, declaredBytes: bytes.length + 40 },
    ]
    const scan = await scanFiles([zipped('a.zip', files)], quietJob)
    expect(scan.problems.map((p) => [p.code, p.file])).toEqual([
      ['zip/damaged', 'a.zip/crc'],
      ['zip/damaged', 'a.zip/short'],
    ])
  })
})
