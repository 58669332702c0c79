import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doseVoxelLps } from '../../src/core/dose/index.js'
import { indexIjk } from '../../src/core/frame/index.js'
import { describePlan } from '../../src/core/plan/index.js'
import { parseDose, parsePlan } from '../../src/dicom/index.js'
import { buildCli, cli, printed, scratchFolder } from '../support/cli.js'
import { writeObjects } from '../support/python/objects.js'

const AXIAL = [1, 0, 0, 0, 1, 0]
const C20 = 0.9396926
const S20 = 0.3420201

/** Gy at a place: c0 + cx x + cy y + cz z, LPS mm. */
const VALUE = [60, 0.05, -0.11, 0.23] as const

const base = {
  columns: 7,
  rows: 4,
  pixelSpacing: [2.5, 3],
  position: [-31.25, 12.5, -41],
  orientation: AXIAL,
  alongMm: [0, 2.5, 5, 7.5],
  offsets: [0, 2.5, 5, 7.5] as readonly number[] | null,
  scaling: 0.001,
  bits: 32,
  value: VALUE,
}

const DOSES = [
  { ...base, name: 'relative offsets' },
  { ...base, name: 'relative offsets, 16 bits', bits: 16, scaling: 0.002 },
  { ...base, name: 'relative offsets the other way', alongMm: [0, -2.5, -5, -7.5], offsets: [0, -2.5, -5, -7.5] },
  { ...base, name: 'patient z', offsets: [-41, -38.5, -36, -33.5] },
  { ...base, name: 'patient z downwards', alongMm: [0, -2.5, -5], offsets: [-41, -43.5, -46] },
  { ...base, name: 'patient z, prone', orientation: [-1, 0, 0, 0, -1, 0], offsets: [-41, -38.5, -36, -33.5] },
  {
    ...base,
    name: 'patient z, normal to the feet',
    orientation: [1, 0, 0, 0, -1, 0],
    alongMm: [0, 3, 6],
    offsets: [-41, -44, -47],
  },
  { ...base, name: 'z of 0, normal to the feet', position: [5, 6, 0], orientation: [1, 0, 0, 0, -1, 0] },
  {
    ...base,
    name: 'oblique, uneven, big endian',
    orientation: [C20, S20, 0, 0, 0, -1],
    alongMm: [0, 2, 5, 6],
    offsets: [0, 2, 5, 6],
    big: true,
  },
  { ...base, name: 'one frame', alongMm: [0], offsets: null },
].map((d, n) => ({ ...d, uid: `1.2.3.7.${n + 1}` }))

const PLANS = [
  {
    name: 'photons',
    sopClassUid: '1.2.840.10008.5.1.4.1.1.481.5',
    modality: 'RTPLAN',
    uid: '1.2.3.71',
    attributes: {
      RTPlanLabel: 'Nachbestrahlung',
      RTPlanDate: '20261101',
      PlanIntent: 'CURATIVE',
      ApprovalStatus: 'APPROVED',
      PrescriptionDescription: '60 Gy à 2 Gy',
      FrameOfReferenceUID: '1.2.3.9',
      ReferencedStructureSetSequence: [{ ReferencedSOPClassUID: '1.2', ReferencedSOPInstanceUID: '1.2.3.5.1' }],
      DoseReferenceSequence: [
        {
          DoseReferenceNumber: 1,
          DoseReferenceStructureType: 'VOLUME',
          DoseReferenceType: 'TARGET',
          DoseReferenceDescription: 'PTV größer',
          ReferencedROINumber: 4,
          TargetMinimumDose: 57,
          TargetPrescriptionDose: 60,
          TargetMaximumDose: 64.2,
        },
        {
          DoseReferenceNumber: 2,
          DoseReferenceStructureType: 'VOLUME',
          DoseReferenceType: 'ORGAN_AT_RISK',
          ReferencedROINumber: 9,
          OrganAtRiskMaximumDose: 54,
        },
      ],
      FractionGroupSequence: [
        {
          FractionGroupNumber: 1,
          NumberOfFractionsPlanned: 25,
          NumberOfBeams: 2,
          ReferencedDoseReferenceSequence: [{ ReferencedDoseReferenceNumber: 1 }],
          ReferencedBeamSequence: [
            { ReferencedBeamNumber: 1, BeamDose: 1.25 },
            { ReferencedBeamNumber: 2, BeamDose: 0.75 },
          ],
        },
        {
          FractionGroupNumber: 2,
          NumberOfFractionsPlanned: 5,
          ReferencedBeamSequence: [{ ReferencedBeamNumber: 1, BeamDose: 2 }, { ReferencedBeamNumber: 2 }],
        },
      ],
      BeamSequence: [{ BeamNumber: 1 }, { BeamNumber: 2 }],
    },
  },
  {
    name: 'ions',
    sopClassUid: '1.2.840.10008.5.1.4.1.1.481.8',
    modality: 'RTPLAN',
    uid: '1.2.3.72',
    attributes: {
      RTPlanLabel: 'Boost',
      FractionGroupSequence: [
        {
          FractionGroupNumber: 1,
          NumberOfFractionsPlanned: 8,
          ReferencedBeamSequence: [{ ReferencedBeamNumber: 1, BeamDose: 3 }],
        },
      ],
      IonBeamSequence: [{ BeamNumber: 1 }],
    },
  },
]

const scratch = scratchFolder('treatment')
afterAll(scratch.remove)

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(scratch.path, 'files', `${name}.dcm`)))

beforeAll(() => {
  writeObjects(join(scratch.path, 'files'), { doses: DOSES, objects: PLANS })
  buildCli()
})

describe('RT Dose that pydicom wrote', () => {
  it.each(DOSES)('$name: every value lies where it was written', async (c) => {
    const dose = await parseDose(bytesOf(c.name), c.name)
    const { grid, values } = dose
    expect(grid.size).toEqual([c.columns, c.rows, c.alongMm.length])
    expect([grid.columnSpacingMm, grid.rowSpacingMm, grid.frame]).toEqual([3, 2.5, '1.2.3.9'])
    expect(grid.heightsMm).toEqual(grid.heightsMm.toSorted((a, b) => a - b))
    let worstGy = 0
    let highest = 0
    for (let k = 0; k < grid.size[2]; k++)
      for (let j = 0; j < grid.size[1]; j++)
        for (let i = 0; i < grid.size[0]; i++) {
          const [x, y, z] = doseVoxelLps(grid, indexIjk(i, j, k))
          const wantedGy = VALUE[0] + VALUE[1] * x + VALUE[2] * y + VALUE[3] * z
          const readGy = values[i + grid.size[0] * (j + grid.size[1] * k)] ?? Number.NaN
          worstGy = Math.max(worstGy, Math.abs(readGy - wantedGy))
          highest = Math.max(highest, readGy)
        }
    // Half a step of the stored whole numbers, and the digits of a 32-bit float.
    expect(worstGy).toBeLessThanOrEqual(c.scaling / 2 + 1e-5)
    expect(dose.max).toBeCloseTo(highest, 5)
    expect(dose).toMatchObject({ unit: 'Gy', doseType: 'PHYSICAL', summation: 'PLAN', planUid: '1.2.3.71' })
  })
})

describe('RT Dose that was compressed', () => {
  it.each([
    ['RLE by dcmtk, 32 bits', 'rle32', 'relative offsets', ['dcmcrle']],
    ['RLE by dcmtk, 16 bits', 'rle', 'relative offsets, 16 bits', ['dcmcrle']],
    ['JPEG-LS by dcmtk, 16 bits', 'jls', 'relative offsets, 16 bits', ['dcmcjpls']],
    ['JPEG lossless by dcmtk, 16 bits', 'jpeg', 'relative offsets, 16 bits', ['dcmcjpeg', '+e1']],
  ] as const)('in %s: its values are those of the file it was made from', async (_, name, from, command) => {
    const [program, ...words] = command
    const compressed = join(scratch.path, `${name}.dcm`)
    execFileSync(program, [...words, join(scratch.path, 'files', `${from}.dcm`), compressed])
    const { values, grid, max } = await parseDose(bytesOf(from), from)
    expect(await parseDose(new Uint8Array(readFileSync(compressed)), name)).toMatchObject({ values, grid, max })
  })

  it('is refused where a frame ends early', async () => {
    const bytes = new Uint8Array(readFileSync(join(scratch.path, 'rle32.dcm')))
    // What packs nothing (PS3.5 G.3.2), in the place of the last values.
    bytes.fill(128, bytes.length - 24, bytes.length - 8)
    const refused = { code: 'dicom/damaged-frame', file: 'rle32', attribute: 'PixelData (7FE0,0010)' }
    await expect(parseDose(bytes, 'rle32')).rejects.toMatchObject(refused)
  })
})

describe('RT Plan that pydicom wrote', () => {
  it('of photons: prescriptions in Gy, fractions, what they refer to', () => {
    const plan = parsePlan(bytesOf('photons'), 'photons')
    expect(plan).toMatchObject({
      uid: '1.2.3.71',
      label: 'Nachbestrahlung',
      date: '20261101',
      intent: 'CURATIVE',
      approval: 'APPROVED',
      frame: '1.2.3.9',
      structureSetUid: '1.2.3.5.1',
      prescriptionText: '60 Gy à 2 Gy',
      beamCount: 2,
    })
    expect(plan.doseReferences).toEqual([
      {
        number: 1,
        type: 'TARGET',
        structureType: 'VOLUME',
        description: 'PTV größer',
        roiNumber: 4,
        prescribedGy: 60,
        leastGy: 57,
        mostGy: 64.2,
        organMostGy: null,
      },
      {
        number: 2,
        type: 'ORGAN_AT_RISK',
        structureType: 'VOLUME',
        description: '',
        roiNumber: 9,
        prescribedGy: null,
        leastGy: null,
        mostGy: null,
        organMostGy: 54,
      },
    ])
    expect(describePlan(plan)).toBe('60.00 Gy, 25 + 5 fractions')
    expect(plan.fractionGroups).toEqual([
      { number: 1, fractions: 25, beamCount: 2, applicationCount: 0, fractionGy: 2, doseReferenceNumbers: [1] },
      { number: 2, fractions: 5, beamCount: 2, applicationCount: 0, fractionGy: null, doseReferenceNumbers: [] },
    ])
  })

  it('of ions: the same', () => {
    const plan = parsePlan(bytesOf('ions'), 'ions')
    expect(describePlan(plan)).toBe('no prescribed dose stated, 8 fractions')
    expect([plan.label, plan.beamCount, plan.frame, plan.structureSetUid]).toEqual(['Boost', 1, null, null])
    expect(plan.fractionGroups[0]).toMatchObject({ fractions: 8, fractionGy: 3 })
  })
})

describe('inspect', () => {
  it('shows doses and plans with their units', () => {
    const folder = join(scratch.path, 'files')
    const text = cli(['inspect', folder]).stdout
    expect(text).toContain('RTPLAN  Nachbestrahlung  20261101  CURATIVE  APPROVED  2 beams')
    expect(text).toContain('prescribed 60.00 Gy to PTV größer')
    expect(text).toContain('group 1: 25 fractions, 2.000 Gy each')
    expect(text).toMatch(/RTDOSE {2}at most \d+\.\d\d Gy {2}7 x 4 x 4 {2}3\.00 x 2\.50 x 2\.50 mm {2}PHYSICAL {2}PLAN/)
    const json = printed<{
      readonly doses: readonly {
        readonly file: string
        readonly maxGy: number
        readonly originLps: readonly number[]
      }[]
      readonly plans: readonly unknown[]
      readonly others: readonly unknown[]
    }>(cli(['inspect', folder, '--json']))
    expect([json.doses.length, json.plans.length, json.others.length]).toEqual([DOSES.length, PLANS.length, 0])
    const down = json.doses.find((d) => d.file.endsWith('patient z downwards.dcm'))
    expect(down?.originLps).toEqual([-31.25, 12.5, -46])
  })
})
