import { deflateRaw } from 'pako'
import { describe, expect, it } from 'vitest'
import { quietJob } from '../../../src/core/job/index.js'
import {
  encodePart10,
  IMPLICIT_LITTLE_ENDIAN,
  type InputFile,
  loadVolume,
  scanFiles,
} from '../../../src/dicom/index.js'
import { AXIAL, closed, ctFiles, ctSlice, fileOf, SERIES, square, structureSet } from '../../support/dicom-phantom.js'

const bytesOf = (k: number, syntax?: string): Uint8Array => encodePart10(ctSlice(AXIAL, k), syntax)

/** Where the data set begins: 144 bytes and the group length of the file meta information. */
const dataSetAt = (bytes: Uint8Array): number => 144 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(140, true)

/** The file with another transfer syntax stated, and its data set changed. */
const restated = (
  bytes: Uint8Array,
  uid: string,
  change = (dataSet: Uint8Array): Uint8Array => dataSet,
): Uint8Array => {
  const at = dataSetAt(bytes)
  const meta = Buffer.from(bytes.slice(0, at))
  const from = meta.indexOf('1.2.840.10008.1.2.1\0', 0, 'latin1')
  const padded = uid.length % 2 === 0 ? uid : `${uid}\0`
  const stated = [
    meta.subarray(0, from - 2),
    Buffer.from([padded.length, 0]),
    Buffer.from(padded, 'latin1'),
    meta.subarray(from + 20),
  ]
  const newMeta = Buffer.concat(stated)
  newMeta.writeUInt32LE(newMeta.length - 144, 140)
  return Buffer.concat([newMeta, change(bytes.slice(at))])
}

describe('a heap of files', () => {
  it('goes past what is not DICOM, damaged or another object, each with a reason', async () => {
    const plan = encodePart10({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.481.5',
      SOPInstanceUID: '1.2',
      Modality: 'RTPLAN',
      SeriesInstanceUID: '1.3',
    })
    const report = encodePart10({
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.11',
      SOPInstanceUID: '1.4',
      Modality: 'SR',
      SeriesInstanceUID: '1.5',
    })
    const rs = encodePart10(structureSet([{ number: 1, name: 'GTV', contours: [closed(square(0, 0, 40, 5))] }]))
    const unreadable: InputFile = {
      name: 'locked',
      bytes: () => Promise.reject(new Error('EACCES: permission denied')),
    }
    const files = [
      fileOf('notes.txt', new TextEncoder().encode('nothing here')),
      fileOf('empty', new Uint8Array(0)),
      fileOf('cut.dcm', bytesOf(0).slice(0, 400)),
      fileOf('pixels-cut.dcm', bytesOf(0).slice(0, -30)),
      unreadable,
      fileOf('plan.dcm', plan),
      fileOf('report.dcm', report),
      fileOf('rs.dcm', rs),
      ...ctFiles(),
    ]
    const scan = await scanFiles(files, quietJob)
    expect(scan.fileCount).toBe(12)
    expect(scan.series).toHaveLength(1)
    expect(scan.series[0]?.images).toHaveLength(4)
    expect(scan.structureSets.map((s) => s.set.file)).toEqual(['rs.dcm'])
    expect(scan.plans.map((p) => p.file)).toEqual(['plan.dcm'])
    expect(scan.others).toMatchObject([{ file: 'report.dcm', kind: 'Basic Text Report', modality: 'SR' }])
    expect(scan.problems.map((p) => [p.file, p.code])).toEqual([
      ['cut.dcm', 'dicom/truncated'],
      ['empty', 'dicom/not-dicom'],
      ['locked', 'input/unreadable'],
      ['notes.txt', 'dicom/not-dicom'],
      ['pixels-cut.dcm', 'dicom/truncated'],
    ])
    expect(scan.findings.filter((f) => f.code === 'file/skipped')).toHaveLength(5)
  })

  it('reads implicit and deflated syntaxes, and files without preamble or meta information, alike', async () => {
    const load = async (files: readonly InputFile[]) => {
      const { series, problems } = await scanFiles(files, quietJob)
      expect(problems).toEqual([])
      return (await loadVolume(series[0] as (typeof series)[0], quietJob)).volume.hash
    }
    const expected = await load(ctFiles())
    const all = (make: (k: number) => Uint8Array) => AXIAL.positions.map((_, k) => fileOf(`${k}`, make(k)))
    expect(await load(all((k) => bytesOf(k, IMPLICIT_LITTLE_ENDIAN)))).toBe(expected)
    const deflated = (k: number): Uint8Array => restated(bytesOf(k), '1.2.840.10008.1.2.1.99', deflateRaw)
    expect(await load(all(deflated))).toBe(expected)
    expect(await load(all((k) => bytesOf(k).slice(dataSetAt(bytesOf(k)))))).toBe(expected)
    expect(
      await load(all((k) => bytesOf(k, IMPLICIT_LITTLE_ENDIAN).slice(dataSetAt(bytesOf(k, IMPLICIT_LITTLE_ENDIAN))))),
    ).toBe(expected)
    expect(await load(all((k) => bytesOf(k).slice(132)))).toBe(expected)
  })

  it('names a syntax that is not read in words, and one that its pixels are not in', async () => {
    const refusal = async (uid: string) => {
      const files = [0, 1].map((k) => fileOf(`${k}`, restated(bytesOf(k), uid)))
      return (await scanFiles(files, quietJob)).series[0]?.refusal
    }
    for (const [uid, words] of [
      ['1.2.840.10008.1.2.4.112', 'JPEG XL'],
      ['1.2.840.10008.1.2.5', 'not encapsulated, in RLE Lossless'],
    ] as const) {
      expect(await refusal(uid)).toMatchObject({
        code: 'dicom/transfer-syntax',
        message: expect.stringContaining(words),
      })
    }
  })

  it('reads only the beginning of large images, then only their pixels, where the file offers it', async () => {
    let whole = 0
    let read = 0
    const big = { ...AXIAL, columns: 300, rows: 200 }
    const files = big.positions.map((_, k): InputFile => {
      const bytes = encodePart10({ ...ctSlice(big, k), PixelData: new Int16Array(60000).fill(k) })
      return {
        name: `${k}`,
        size: bytes.length,
        part: (from, n) => {
          read += n
          return Promise.resolve(bytes.slice(from, from + n))
        },
        readInto: (into, from) => {
          const part = bytes.subarray(from, from + into.length)
          into.set(part)
          read += part.length
          return Promise.resolve(part.length)
        },
        bytes: () => {
          whole++
          return Promise.resolve(bytes)
        },
      }
    })
    const { series } = await scanFiles(files, quietJob)
    expect(read).toBe(4 * 16384)
    const { volume } = await loadVolume(series[0] as (typeof series)[0], quietJob)
    expect(read).toBe(4 * (16384 + 120000))
    expect(whole).toBe(0)
    expect(volume.data[3 * 60000]).toBe(3)
  })

  it('tells of an object of another kind under the UID of the series: it may be one of its slices', async () => {
    const strange = ctFiles({ overrides: (k) => (k === 3 ? { SOPClassUID: '1.2.840.10008.5.1.4.1.1.20' } : {}) })
    const unknown = ctFiles({ overrides: (k) => (k === 3 ? { SOPClassUID: '1.2.3', SeriesInstanceUID: '1.9' } : {}) })
    for (const files of [strange, unknown]) {
      const { series, others, findings } = await scanFiles(files, quietJob)
      expect([series[0]?.images.length, others.map((o) => o.file)]).toEqual([3, ['ct/3.dcm']])
      expect(findings.map((f) => [f.code, f.file])).toEqual([['file/skipped', 'ct/3.dcm']])
    }
  })

  it('separates series, frames and modalities, and drops a repeated structure set with a finding', async () => {
    const rs = encodePart10(structureSet([]))
    const other = ctFiles({
      overrides: (k) => ({
        SeriesInstanceUID: '1.2.3.22',
        SOPInstanceUID: `1.2.3.22.${k}`,
        FrameOfReferenceUID: '1.2.3.99',
      }),
    })
    const renamed = other.map((f) => ({ ...f, name: `other/${f.name}` }))
    const scan = await scanFiles([...renamed, fileOf('a', rs), ...ctFiles(), fileOf('b', rs)], quietJob)
    expect(scan.series.map((s) => [s.seriesUid, s.frame, s.images.length])).toEqual([
      ['1.2.3.2', '1.2.3.9', 4],
      ['1.2.3.22', '1.2.3.99', 4],
    ])
    expect(scan.structureSets).toHaveLength(1)
    expect(scan.findings.map((f) => [f.code, f.file])).toEqual([['file/duplicate', 'b']])
  })

  it('keeps two structure sets of one UID and different content, to be decided', async () => {
    const one = encodePart10(structureSet([]))
    const other = encodePart10(structureSet([], { StructureSetLabel: 'Later' }))
    for (const files of [
      [fileOf('a', one), fileOf('b', other)],
      [fileOf('b', other), fileOf('a', one)],
    ]) {
      const { structureSets, findings } = await scanFiles(files, quietJob)
      const [first, second] = structureSets.map(({ set }) => set.file)
      expect([first, second].sort()).toEqual(['a', 'b'])
      expect(findings.map((f) => [f.code, f.kind, f.message])).toEqual([
        [
          'structure/same-uid',
          'decide',
          `${second} has the SOP Instance UID of ${first} and another content; ${first} is used.`,
        ],
      ])
    }
  })

  it('says who each file is of, a series once for each patient that its images name', async () => {
    const foreign = { PatientID: 'P2', PatientBirthDate: '19700305', PatientName: 'Muster^Anna' }
    const { patients } = await scanFiles(
      [
        ...ctFiles({ overrides: (k) => (k === 2 ? foreign : {}) }),
        fileOf('RS', encodePart10(structureSet([], { PatientID: '' }))),
      ],
      quietJob,
    )
    const own = { id: 'P1', name: 'Äneas^Rüdiger', birthDate: '19600102' }
    expect(patients).toEqual([
      { file: 'ct/0.dcm', is: 'image', seriesUid: SERIES, patient: own },
      {
        file: 'ct/2.dcm',
        is: 'image',
        seriesUid: SERIES,
        patient: { id: 'P2', name: 'Muster^Anna', birthDate: '19700305' },
      },
      { file: 'RS', is: 'structures', seriesUid: '1.2.3.5', patient: { ...own, id: '' } },
    ])
  })
})
