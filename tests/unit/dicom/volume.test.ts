import { describe, expect, it } from 'vitest'
import { indexIjk, indexToLps } from '../../../src/core/frame/index.js'
import { cancelledError, quietJob } from '../../../src/core/job/index.js'
import {
  encodePart10,
  type InputFile,
  type LoadedVolume,
  loadVolume,
  type NaturalDataset,
  scanFiles,
} from '../../../src/dicom/index.js'
import {
  AXIAL,
  type CtOptions,
  ctFiles,
  ctSlice,
  fileOf,
  sopUid,
  storedValue,
  type Vector,
} from '../../support/dicom-phantom.js'

const load = async (files: readonly InputFile[]): Promise<LoadedVolume> => {
  const { series } = await scanFiles(files, quietJob)
  expect(series).toHaveLength(1)
  const [only] = series
  if (only === undefined) throw new Error('no series')
  return loadVolume(only, quietJob)
}

const codes = (loaded: LoadedVolume): string[] => loaded.findings.map((f) => f.code)

const refusal = async (files: readonly InputFile[]): Promise<{ code: string; message: string }> => {
  const { series } = await scanFiles(files, quietJob)
  try {
    for (const s of series) await loadVolume(s, quietJob)
  } catch (e) {
    return e as { code: string; message: string }
  }
  throw new Error('was not refused')
}

const S = Math.SQRT1_2
const ORIENTATIONS: readonly [string, Vector, Vector][] = [
  ['head first, supine', [1, 0, 0], [0, 1, 0]],
  ['head first, prone', [-1, 0, 0], [0, -1, 0]],
  ['feet first, supine, rows mirrored', [-1, 0, 0], [0, 1, 0]],
  ['sagittal', [0, 1, 0], [0, 0, -1]],
  ['coronal', [1, 0, 0], [0, 0, -1]],
  ['oblique', [S, S, 0], [-0.5, 0.5, S]],
]

describe('a CT series as a volume', () => {
  it.each(ORIENTATIONS)('puts every voxel where its image says: %s', async (_, row, column) => {
    const o: Partial<CtOptions> = { row, column, origin: [12, -34, 56], positions: [0, 1.5, 3, 4.5] }
    const { volume } = await load(ctFiles(o))
    expect(volume.evenlySpaced).toBe(true)
    expect(volume.grid.size).toEqual([7, 5, 4])
    expect(volume.grid.spacingMm[0]).toBeCloseTo(0.7, 9)
    expect(volume.grid.spacingMm[1]).toBeCloseTo(0.9, 9)
    expect(volume.grid.spacingMm[2]).toBeCloseTo(1.5, 9)
    const normal = [
      row[1] * column[2] - row[2] * column[1],
      row[2] * column[0] - row[0] * column[2],
      row[0] * column[1] - row[1] * column[0],
    ]
    for (const [i, j, k] of [
      [0, 0, 0],
      [6, 0, 0],
      [0, 4, 0],
      [3, 2, 3],
      [6, 4, 1],
    ] as const) {
      const lps = indexToLps(volume.grid, indexIjk(i, j, k))
      for (const a of [0, 1, 2] as const) {
        const expected = [12, -34, 56][a] as number
        expect(lps[a]).toBeCloseTo(
          expected + 0.7 * i * row[a] + 0.9 * j * column[a] + 1.5 * k * (normal[a] as number),
          9,
        )
      }
      expect(volume.data[i + 7 * (j + 5 * k)]).toBe(storedValue(k, j, i))
    }
  })

  it('is the same whatever the order and depth of the files', async () => {
    const files = ctFiles()
    const shuffled = [2, 0, 3, 1].map((k) => ({ ...(files[k] as InputFile), name: `deep/er/${9 - k}` }))
    const a = await load(files)
    const b = await load(shuffled)
    expect(b.volume.hash).toBe(a.volume.hash)
    expect([...b.volume.data]).toEqual([...a.volume.data])
    expect(b.volume.planes).toEqual(a.volume.planes)
    expect(a.volume.planes.map((p) => p.sopInstanceUid)).toEqual([0, 1, 2, 3].map(sopUid))
  })

  it('takes spacing from positions, never from SliceThickness, and order never from InstanceNumber', async () => {
    const { volume, findings } = await load(ctFiles({ positions: [0, 1.25, 2.5] }))
    expect(volume.grid.spacingMm[2]).toBeCloseTo(1.25, 9)
    expect(volume.planes.map((p) => p.originLps[2])).toEqual([40, 41.25, 42.5])
    expect(findings).toEqual([])
  })

  it('keeps what a structure set needs of patient, study and series, in Unicode', async () => {
    const { reference } = await load(ctFiles())
    expect(reference).toMatchObject({
      patientName: 'Äneas^Rüdiger',
      patientId: 'P1',
      patientBirthDate: '19600102',
      studyId: 'S1',
      studyDate: '20260102',
      accessionNumber: 'A1',
      referringPhysicianName: 'Doe^J',
      seriesDescription: 'Plan',
      frame: '1.2.3.9',
    })
  })

  it('reads unsigned and 12-bit values, dropping what lies above the high bit', async () => {
    const dirty = (k: number) => {
      const o = { ...AXIAL, signed: false, bitsStored: 12, positions: [0, 2] }
      const pixels = Uint16Array.from({ length: 35 }, (_, i) => 0xf000 | (k * 100 + i))
      return encodePart10({ ...ctSlice(o, k), PixelData: pixels })
    }
    const { volume } = await load([0, 1].map((k) => fileOf(`${k}`, dirty(k))))
    expect(volume.data).toBeInstanceOf(Uint16Array)
    expect(volume.data[0]).toBe(0)
    expect(volume.data[35 + 7]).toBe(107)
    const negative = await load(
      ctFiles({ positions: [0, 2], bitsStored: 12, overrides: () => ({ PixelData: new Int16Array(35).fill(0x0fff) }) }),
    )
    expect(negative.volume.data[0]).toBe(-1)
  })

  it('reads bytes of 8 bits and a slope of its own for each slice', async () => {
    const overrides = (k: number) => ({
      BitsAllocated: 8,
      BitsStored: 8,
      HighBit: 7,
      PixelRepresentation: 0,
      RescaleSlope: k + 0.5,
      PixelData: Uint8Array.from({ length: 36 }, (_, i) => 200 + i),
    })
    const { volume } = await load(ctFiles({ positions: [0, 2], overrides }))
    expect(volume.data[34]).toBe(234)
    expect(volume.slope).toEqual([0.5, 1.5])
    expect(volume.unit).toBe('HU')
  })
})

describe('what pixels mean', () => {
  it('MONOCHROME1 is read as it is, with a note', async () => {
    const loaded = await load(ctFiles({ overrides: () => ({ PhotometricInterpretation: 'MONOCHROME1' }) }))
    expect(codes(loaded)).toEqual(['image/inverted'])
    expect([...loaded.volume.data]).toEqual([...(await load(ctFiles())).volume.data])
  })

  it.each([
    ['a value far below air', { PixelPaddingValue: -2000 }, { low: -2000, high: -2000 }],
    ['a range below air', { PixelPaddingValue: -2000, PixelPaddingRangeLimit: -1500 }, { low: -2000, high: -1500 }],
    [
      'a range the other way round',
      { PixelPaddingValue: -500, PixelPaddingRangeLimit: -600 },
      { low: -600, high: -500 },
    ],
    ['a value far above bone', { PixelPaddingValue: 32767 }, { low: 32767, high: 32767 }],
    ['a value that clipped air has too', { PixelPaddingValue: -24 }, undefined],
    ['none', {}, undefined],
  ] as const)('padding is %s', async (_, padding, expected) => {
    const loaded = await load(ctFiles({ overrides: () => padding }))
    expect(loaded.volume.padding).toEqual(expected === undefined ? undefined : [expected, expected, expected, expected])
    expect(codes(loaded)).toEqual(expected === undefined ? [] : ['image/padding'])
    const plain = (await load(ctFiles())).volume.hash
    expect(loaded.volume.hash === plain).toBe(expected === undefined)
  })

  it('padding of unsigned pixels is unsigned, of MR none', async () => {
    const unsigned = (rest: NaturalDataset) =>
      ctFiles({ signed: false, overrides: () => ({ PixelPaddingValue: 65535, ...rest }) })
    expect((await load(unsigned({}))).volume.padding?.[0]).toEqual({ low: 65535, high: 65535 })
    const mr = { Modality: 'MR', SOPClassUID: '1.2.840.10008.5.1.4.1.1.4' }
    expect((await load(unsigned(mr))).volume.padding).toBeUndefined()
  })
})

describe('odd series', () => {
  it('uses one of two identical slices and says so', async () => {
    const files = ctFiles()
    const again = { ...(files[1] as InputFile), name: 'copy.dcm' }
    const loaded = await load([...files, again])
    expect(loaded.volume.planes).toHaveLength(4)
    expect(codes(loaded)).toEqual(['file/duplicate'])
    expect(loaded.findings[0]?.message).toContain('ct/1.dcm')
  })

  it('refuses two slices at one position with different pixels', async () => {
    const other = encodePart10({ ...ctSlice(AXIAL, 1), SOPInstanceUID: '1.2.3.4.99', PixelData: new Int16Array(35) })
    const e = await refusal([...ctFiles(), fileOf('other.dcm', other)])
    expect(e.code).toBe('series/duplicate-slice')
    expect(e.message).toContain('other.dcm')
  })

  it('finds a missing slice and gives its place', async () => {
    const loaded = await load(ctFiles({ positions: [0, 2, 6, 8, 10] }))
    expect(codes(loaded)).toEqual(['image/uneven-slices', 'image/missing-slice'])
    expect(loaded.gaps).toEqual([{ fromW: 42, toW: 46 }])
    expect(loaded.volume.evenlySpaced).toBe(false)
  })

  it('finds two missing slices side by side and none in merely uneven spacing', async () => {
    const two = await load(ctFiles({ positions: [0, 2, 6, 10, 12, 14, 16] }))
    expect(two.gaps).toEqual([
      { fromW: 42, toW: 46 },
      { fromW: 46, toW: 50 },
    ])
    const uneven = await load(ctFiles({ positions: [0, 1, 2, 3.5, 5, 6.5] }))
    expect(uneven.gaps).toEqual([])
    expect(codes(uneven)).toEqual(['image/uneven-slices'])
  })

  it('finds a tilted gantry and keeps each plane at its own place', async () => {
    const loaded = await load(ctFiles({ shear: 0.25 }))
    expect(codes(loaded)).toEqual(['image/sheared-slices'])
    expect(loaded.findings[0]?.message).toContain('1.5 mm')
    expect(loaded.volume.evenlySpaced).toBe(false)
    expect(loaded.volume.planes[3]?.originLps[1]).toBeCloseTo(-90 + 1.5, 9)
  })

  it('finds slices that are turned a little against each other', async () => {
    const turned = {
      columns: 200,
      rows: 200,
      overrides: (k: number) => (k === 2 ? { ImageOrientationPatient: [1, 0.0005, 0, 0, 1, 0] } : {}),
    }
    const { findings } = await load(ctFiles(turned))
    const note = findings.find((f) => f.code === 'image/turned-slices')
    expect([note?.kind, note?.message]).toEqual([
      'note',
      'The slices are turned against each other a little, by up to 0.07 mm at their corners; each is used at its own position.',
    ])
  })

  it('notes slices over 2 mm and asks about slices over 3 mm', async () => {
    const kinds = async (step: number) =>
      (await load(ctFiles({ positions: [0, step, 2 * step] }))).findings.map((f) => [f.code, f.kind])
    expect(await kinds(2)).toEqual([])
    expect(await kinds(2.5)).toEqual([['image/thick-slices', 'note']])
    expect(await kinds(3)).toEqual([['image/thick-slices', 'note']])
    expect(await kinds(4)).toEqual([['image/very-thick-slices', 'decide']])
  })

  it('leaves localizers out', async () => {
    const localizer = encodePart10({
      ...ctSlice({ ...AXIAL, row: [0, 1, 0], column: [0, 0, -1] }, 0),
      SOPInstanceUID: '1.2.3.4.77',
      ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
      Rows: 3,
      PixelData: new Int16Array(21),
    })
    const loaded = await load([fileOf('scout', localizer), ...ctFiles()])
    expect(codes(loaded)).toEqual(['image/localizer-skipped'])
    expect(loaded.volume.planes).toHaveLength(4)
  })

  it.each([
    ['orientations', { ImageOrientationPatient: [1, 0, 0, 0, 0.98, 0.199] }],
    ['image sizes', { Rows: 4, PixelData: new Int16Array(28) }],
    ['pixel spacings', { PixelSpacing: [0.7, 0.9] }],
  ])('refuses a series that mixes %s and names the file', async (what, odd) => {
    const e = await refusal(ctFiles({ overrides: (k) => (k === 2 ? odd : {}) }))
    expect(e.code).toBe('series/mixed-geometry')
    expect(e.message).toContain(what)
    expect(e.message).toContain('ct/2.dcm')
  })

  it.each([
    ['series/no-frame', { FrameOfReferenceUID: '' }, 'Frame of Reference'],
    ['dicom/missing-attribute', { ImagePositionPatient: '' }, 'position'],
    ['dicom/missing-attribute', { PixelSpacing: null }, 'pixel spacing'],
    ['dicom/unsupported-object', { PhotometricInterpretation: 'PALETTE COLOR' }, 'PALETTE COLOR'],
    ['dicom/unsupported-object', { PhotometricInterpretation: 'RGB', SamplesPerPixel: 3 }, 'RGB'],
    ['dicom/unsupported-object', { NumberOfFrames: 2 }, '2 frames'],
    ['dicom/unsupported-object', { BitsAllocated: 32, BitsStored: 32, HighBit: 31 }, '32 bits'],
    ['dicom/truncated', { PixelData: new Int16Array(30) }, '60 bytes'],
  ])('refuses with %s: %j', async (code, odd, words) => {
    const { series } = await scanFiles(ctFiles({ overrides: () => odd }), quietJob)
    expect(series[0]?.refusal?.code).toBe(code)
    expect(series[0]?.refusal?.message).toContain(words)
    const e = await refusal(ctFiles({ overrides: () => odd }))
    expect(e.code).toBe(code)
  })

  describe('without Rescale Slope or Intercept', () => {
    const none = { RescaleSlope: null, RescaleIntercept: null }

    it.each([
      [none, 'a slope of 1 and an intercept of 0 is assumed', 'RescaleIntercept (0028,1052)'],
      [{ RescaleSlope: null }, 'a slope of 1 is assumed', 'RescaleSlope (0028,1053)'],
    ])('signed values are taken as CT numbers, to be decided: %j', async (odd, words, attribute) => {
      const files = ctFiles({ overrides: () => odd })
      const { findings, volume } = await load(files)
      const found = findings.filter((f) => f.code === 'image/rescale-assumed')
      expect(found).toMatchObject([{ kind: 'decide', attribute }])
      expect(found[0]?.message).toContain(words)
      expect(volume.slope).toEqual([1, 1, 1, 1])
      const { series } = await scanFiles(files, quietJob)
      expect(series[0]?.findings.map((f) => f.code)).toContain('image/rescale-assumed')
    })

    it('unsigned values cannot be, and are refused; so are slices of which only some lack them', async () => {
      const unsigned = await refusal(ctFiles({ signed: false, overrides: () => none }))
      expect([unsigned.code, unsigned.message]).toEqual([
        'dicom/missing-attribute',
        'ct/0.dcm stores unsigned values without RescaleIntercept (0028,1052): no CT number of air.',
      ])
      const some = await refusal(ctFiles({ overrides: (k) => (k === 2 ? { RescaleIntercept: null } : {}) }))
      expect([some.code, some.message]).toEqual([
        'dicom/missing-attribute',
        '1 of 4 slices have no RescaleIntercept (0028,1052); the others do, so that theirs cannot be guessed.',
      ])
    })

    it('an MR image has none and needs none', async () => {
      const mr = { ...none, Modality: 'MR', SOPClassUID: '1.2.840.10008.5.1.4.1.1.4' }
      expect(codes(await load(ctFiles({ signed: false, overrides: () => mr })))).not.toContain('image/rescale-assumed')
    })
  })

  it('refuses a single slice', async () => {
    expect((await refusal(ctFiles({ positions: [0] }))).code).toBe('series/single-slice')
  })

  it('stops when cancelled, while looking and while loading', async () => {
    const files = ctFiles()
    const cancelled = {
      ...quietJob,
      throwIfCancelled: () => {
        throw cancelledError()
      },
    }
    await expect(scanFiles(files, cancelled)).rejects.toMatchObject({ code: 'run/cancelled' })
    const { series } = await scanFiles(files, quietJob)
    await expect(loadVolume(series[0] as (typeof series)[0], cancelled)).rejects.toMatchObject({
      code: 'run/cancelled',
    })
  })
})
