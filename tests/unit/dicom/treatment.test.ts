import { describe, expect, it } from 'vitest'
import { quietJob } from '../../../src/core/job/index.js'
import { encodePart10, type NaturalDataset, parseDose, parsePlan, scanFiles } from '../../../src/dicom/index.js'
import { fileOf, rtDose } from '../../support/dicom-phantom.js'

type Refusal = { readonly code: string; readonly message: string; readonly attribute?: string; readonly file?: string }

const refusal = (run: () => unknown): Refusal => {
  try {
    run()
  } catch (e) {
    return e as Refusal
  }
  throw new Error('was not refused')
}

const dose = (rest: NaturalDataset = {}) => parseDose(encodePart10(rtDose(rest)), 'dose.dcm')

const plan = (rest: NaturalDataset) =>
  parsePlan(
    encodePart10({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.481.5', SOPInstanceUID: '1.2.3.71', ...rest }),
    'plan.dcm',
  )

describe('an RT Dose', () => {
  it('is its stored values times the scaling, frame by frame upwards', async () => {
    const { values, grid, max, unit } = await dose()
    expect([values.length, values[0], values[23], max, unit]).toEqual([24, 0, 23, 23, 'Gy'])
    expect([grid.size, grid.heightsMm, [...grid.originLps]]).toEqual([
      [3, 2, 4],
      [0, 2.5, 5, 7.5],
      [-10, -20, 40],
    ])
    const down = await dose({ GridFrameOffsetVector: [0, -2.5, -5, -7.5] })
    expect([...down.values.slice(0, 2), [...down.grid.originLps]]).toEqual([18, 19, [-10, -20, 32.5]])
  })

  it('may be a share of something', async () => {
    expect(await dose({ DoseUnits: 'RELATIVE' })).toMatchObject({ unit: 'relative', max: 23 })
  })

  it('may be below 0 where it is an error', async () => {
    const { values, doseType } = await dose({
      DoseType: 'ERROR',
      PixelRepresentation: 1,
      PixelData: new Int16Array(24).fill(-20),
    })
    expect([doseType, values[5]]).toEqual(['ERROR', -2])
  })

  it.each([
    ['no offsets', { GridFrameOffsetVector: null }, 'dicom/missing-attribute', '(3004,000C)'],
    ['too few offsets', { GridFrameOffsetVector: [0, 1, 2] }, 'dicom/bad-value', '(3004,000C)'],
    ['two frames at one place', { GridFrameOffsetVector: [0, 1, 1, 2] }, 'dicom/bad-value', '(3004,000C)'],
    ['offsets that mean nothing', { GridFrameOffsetVector: [7, 8, 9, 10] }, 'dicom/bad-value', '(3004,000C)'],
    [
      'patient z on frames that are not axial',
      { GridFrameOffsetVector: [40, 42, 44, 46], ImageOrientationPatient: [1, 0, 0, 0, 0, -1] },
      'dicom/bad-value',
      '(3004,000C)',
    ],
    ['an offset that is no number', { GridFrameOffsetVector: '0\\2\\NaN\\6' }, 'dicom/bad-value', '(3004,000C)'],
    ['no scaling', { DoseGridScaling: null }, 'dicom/missing-attribute', '(3004,000E)'],
    ['a scaling of 0', { DoseGridScaling: 0 }, 'dicom/bad-value', '(3004,000E)'],
    ['an infinite scaling', { DoseGridScaling: '1e999' }, 'dicom/bad-value', '(3004,000E)'],
    ['no unit', { DoseUnits: '' }, 'dicom/missing-attribute', '(3004,0002)'],
    ['another unit', { DoseUnits: 'CGY' }, 'dicom/bad-value', '(3004,0002)'],
    ['no frame of reference', { FrameOfReferenceUID: '' }, 'dicom/missing-attribute', '(0020,0052)'],
    ['no position', { ImagePositionPatient: null }, 'dicom/missing-attribute', '(0020,0032)'],
    ['12 bits', { BitsStored: 12, HighBit: 11 }, 'dicom/bad-value', '(0028,0100)'],
    ['no columns', { Columns: 0 }, 'dicom/bad-value', '(0028,0011)'],
    ['a billion frames', { NumberOfFrames: 1_000_000_000 }, 'dicom/bad-value', '(0028,0008)'],
    ['fewer values than its grid', { Rows: 65_535, Columns: 65_535 }, 'dicom/truncated', '(7FE0,0010)'],
    ['no values', { PixelData: null }, 'dicom/truncated', '(7FE0,0010)'],
  ])('with %s is refused', async (_, rest, code, attribute) => {
    const e = await dose(rest as NaturalDataset).then(
      () => {
        throw new Error('was not refused')
      },
      (error: Refusal) => error,
    )
    expect([e.code, e.file]).toEqual([code, 'dose.dcm'])
    expect(e.attribute).toContain(attribute)
  })
})

describe('an RT Plan', () => {
  it.each([
    [
      'a prescription that is no number',
      { DoseReferenceSequence: [{ DoseReferenceNumber: 1, TargetPrescriptionDose: 'sixty' }] },
    ],
    ['a prescription below 0', { DoseReferenceSequence: [{ DoseReferenceNumber: 1, TargetPrescriptionDose: -60 }] }],
    ['half a fraction', { FractionGroupSequence: [{ FractionGroupNumber: 1, NumberOfFractionsPlanned: '12.5' }] }],
  ])('with %s is refused', (_, rest) => {
    expect(refusal(() => plan(rest)).code).toBe('dicom/bad-value')
  })

  it('is not taken from another object', () => {
    const e = refusal(() => parsePlan(encodePart10(rtDose()), 'dose.dcm'))
    expect([e.code, e.message]).toEqual(['dicom/unsupported-object', 'dose.dcm is no RT Plan but of the kind RT Dose.'])
  })
})

describe('among other files', () => {
  it('a dose is listed without its values, one that cannot be read with the reason, and neither is a problem', async () => {
    const scan = await scanFiles(
      [
        fileOf('good', encodePart10(rtDose())),
        fileOf('again', encodePart10(rtDose())),
        fileOf('bad', encodePart10(rtDose({ SOPInstanceUID: '1.2.3.7.2', DoseGridScaling: -1 }))),
      ],
      quietJob,
    )
    expect(scan.problems).toEqual([])
    expect(scan.doses.map((d) => [d.file, d.max, 'values' in d])).toEqual([['again', 23, false]])
    expect(scan.objects.map((o) => [o.file, o.holds])).toEqual([
      ['again', 'at most 23.00 Gy, 3 x 2 x 4'],
      ['bad', ''],
    ])
    expect(scan.others.map((o) => [o.file, o.kind])).toEqual([['bad', 'RT Dose']])
    expect(scan.findings.map((f) => [f.code, f.file])).toEqual([
      ['file/skipped', 'bad'],
      ['file/duplicate', 'good'],
    ])
  })
})
