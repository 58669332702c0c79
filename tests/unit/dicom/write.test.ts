import { describe, expect, it } from 'vitest'
import { quietJob } from '../../../src/core/job/index.js'
import { openFile } from '../../../src/dicom/element/open.js'
import {
  encodePart10,
  geometryHash,
  IMPLICIT_LITTLE_ENDIAN,
  type LoadedVolume,
  loadVolume,
  type NewRoi,
  parseStructureSet,
  readRecipe,
  scanFiles,
  type WriteRequest,
  writeStructureSet,
  writtenContours,
} from '../../../src/dicom/index.js'
import { circle, ringWithIsland } from '../../support/dicom-loops.js'
import {
  type CtOptions,
  closed,
  ctFiles,
  FRAME,
  SERIES,
  STUDY,
  sopUid,
  square,
  structureSet,
} from '../../support/dicom-phantom.js'

const load = async (options: Partial<CtOptions> = {}): Promise<LoadedVolume> => {
  const { series } = await scanFiles(ctFiles({ columns: 9, rows: 8, ...options }), quietJob)
  return loadVolume(series[0] as (typeof series)[0], quietJob)
}

const roi = (loaded: LoadedVolume, rest: Partial<NewRoi> = {}): NewRoi => ({
  name: 'CTV_PROPOSED',
  type: 'CTV',
  contours: ringWithIsland(loaded.volume),
  colour: [255, 140, 0],
  description: 'rGTV + 5 mm',
  ...rest,
})

const request = (loaded: LoadedVolume, rest: Partial<WriteRequest> = {}): WriteRequest => ({
  reference: loaded.reference,
  planes: loaded.volume.planes,
  rois: [roi(loaded)],
  holes: 'keyhole',
  recipeJson: '{"schema":1,"name":"Zäpfchen"}',
  date: '2026-11-24T10:11:12Z',
  version: '0.1.0',
  label: 'CTV proposal',
  onlyCtv: false,
  ...rest,
})

/** Contour strings of every ROI, byte for byte, by ROI number. */
const contourStrings = (bytes: Uint8Array): Map<string, string[]> => {
  const { attributes } = openFile(bytes, 'x')
  return new Map(
    attributes
      .items('ROIContourSequence')
      .map((r) => [
        r.string('ReferencedROINumber'),
        r.items('ContourSequence').map((c) => Buffer.from(c.raw('ContourData') ?? []).toString('latin1')),
      ]),
  )
}

const ORIGINAL_DATA = ['-1.50000\\2.0\\+40.000\\3\\4.25e0\\40.0\\ 5\\6\\40', square(0, 0, 42, 3)]

const original = (rest = {}) =>
  encodePart10(
    structureSet(
      [
        { number: 4, name: 'rGTV', contours: ORIGINAL_DATA.map((d) => closed(d)) },
        { number: 9, name: 'ctv_proposed', contours: [closed(square(5, 5, 40, 2))] },
        { number: 2, name: 'Leer', contours: [] },
      ],
      rest,
    ),
    IMPLICIT_LITTLE_ENDIAN,
  )

const base = (rest = {}) => ({ file: 'rs.dcm', bytes: original(rest) })

describe('writing a structure set', () => {
  it('copies the originals with their contour strings verbatim', async () => {
    const loaded = await load()
    const source = base()
    const { bytes } = writeStructureSet(request(loaded, { base: source }))
    const before = contourStrings(source.bytes)
    const after = contourStrings(bytes)
    expect(before.get('4')?.map((s) => s.trimEnd())).toEqual(ORIGINAL_DATA)
    for (const number of ['4', '9', '2']) expect(after.get(number)).toEqual(before.get(number))
    const { set } = parseStructureSet(bytes, 'out')
    expect(set.rois.slice(0, 3).map((r) => [r.number, r.name, r.type, r.colour])).toEqual([
      [4, 'rGTV', 'ORGAN', [4, 20, 30]],
      [9, 'ctv_proposed', 'GTV', [9, 20, 30]],
      [2, 'Leer', 'ORGAN', [2, 20, 30]],
    ])
  })

  it('adds the CTV under the next free number and a name not taken', async () => {
    const loaded = await load()
    const { bytes, rois, findings } = writeStructureSet(request(loaded, { base: base() }))
    expect(rois).toMatchObject([{ number: 10, name: 'CTV_PROPOSED_2', type: 'CTV' }])
    expect(findings.map((f) => f.message)).toContainEqual(expect.stringContaining('CTV_PROPOSED_2'))
    const ctv = parseStructureSet(bytes, 'out').set.rois.at(-1)
    expect(ctv).toMatchObject({ number: 10, name: 'CTV_PROPOSED_2', type: 'CTV', frame: FRAME, colour: [255, 140, 0] })
    const item = openFile(bytes, 'out').attributes.items('StructureSetROISequence').at(-1)
    expect(item?.string('ROIGenerationAlgorithm')).toBe('SEMIAUTOMATIC')
    const description = item?.unicode('ROIDescription') ?? ''
    expect(description).toMatch(/^rGTV \+ 5 mm; recipe sha256 [0-9a-f]{64}; geometry sha256 [0-9a-f]{64}$/)
    expect(description).toContain(rois[0]?.geometryHash)
  })

  it('puts every contour on its own image, closed, numbered once, in strings of at most 16 characters', async () => {
    const loaded = await load({ origin: [-100.123456789, 90.1, -791.1234567], positions: [0, 1.1, 2.2, 3.3] })
    const { bytes } = writeStructureSet(request(loaded))
    const contours = openFile(bytes, 'out').attributes.items('ROIContourSequence')[0]?.items('ContourSequence') ?? []
    expect(contours).toHaveLength(4)
    expect(contours.map((c) => c.decimal('ContourNumber'))).toEqual([1, 2, 3, 4])
    for (const c of contours) {
      const data = c.string('ContourData') === '' ? [] : c.strings('ContourData')
      expect(data.length).toBe(3 * (c.decimal('NumberOfContourPoints') ?? 0))
      expect(Math.max(...data.map((d) => d.length))).toBeLessThanOrEqual(16)
      expect(c.string('ContourGeometricType')).toBe('CLOSED_PLANAR')
      const image = c.items('ContourImageSequence')[0]?.string('ReferencedSOPInstanceUID')
      const plane = loaded.volume.planes.find((p) => p.sopInstanceUid === image)
      expect(new Set(data.filter((_, i) => i % 3 === 2).map(Number))).toEqual(new Set([plane?.originLps[2]]))
      expect(data.slice(0, 3)).not.toEqual(data.slice(-3))
    }
  })

  it('keeps contours on oblique planes within a micrometre', async () => {
    const S = Math.SQRT1_2
    const loaded = await load({ row: [S, S, 0], column: [-0.5, 0.5, S] })
    const { bytes } = writeStructureSet(request(loaded))
    for (const c of parseStructureSet(bytes, 'out').set.rois[0]?.contours ?? []) {
      const plane = loaded.volume.planes.find((p) => p.sopInstanceUid === c.imageUid)
      if (plane === undefined) throw new Error('no plane')
      for (let i = 0; i < c.pointsLps.length; i += 3) {
        const off = [0, 1, 2].reduce(
          (s, a) => s + (plane.normal[a] as number) * ((c.pointsLps[i + a] as number) - (plane.originLps[a] as number)),
          0,
        )
        expect(Math.abs(off)).toBeLessThan(1e-6)
      }
    }
  })

  it('writes holes as keyholes or nested, with the same area', async () => {
    const loaded = await load()
    const area = (points: Float64Array): number => {
      let sum = 0
      for (let i = 0; i < points.length; i += 3) {
        const j = (i + 3) % points.length
        sum += (points[i] as number) * (points[j + 1] as number) - (points[j] as number) * (points[i + 1] as number)
      }
      return Math.abs(sum) / 2
    }
    const polygon = (r: number): number => 24 * r * r * Math.sin((2 * Math.PI) / 48)
    const expected = polygon(20) - polygon(12) + polygon(5)
    const areas = (holes: 'keyhole' | 'nested') => {
      const { bytes } = writeStructureSet(request(loaded, { holes }))
      return (parseStructureSet(bytes, 'out').set.rois[0]?.contours ?? [])
        .filter((c) => c.imageUid === sopUid(1))
        .map((c) => area(c.pointsLps))
    }
    const keyholes = areas('keyhole')
    expect(keyholes).toHaveLength(2)
    expect(keyholes.reduce((a, b) => a + b)).toBeCloseTo(expected, 2)
    const nested = areas('nested').sort((a, b) => b - a)
    expect(nested).toHaveLength(3)
    expect((nested[0] as number) - (nested[1] as number) + (nested[2] as number)).toBeCloseTo(expected, 2)
  })

  it('names frame, study, series and every image, beside what the original named', async () => {
    const loaded = await load()
    const check = (bytes: Uint8Array) => {
      const frames = openFile(bytes, 'out')
        .attributes.items('ReferencedFrameOfReferenceSequence')
        .filter((f) => f.string('FrameOfReferenceUID') === FRAME)
      expect(frames).toHaveLength(1)
      const study = frames[0]
        ?.items('RTReferencedStudySequence')
        .find((s) => s.string('ReferencedSOPInstanceUID') === STUDY)
      const series = study?.items('RTReferencedSeriesSequence').find((s) => s.string('SeriesInstanceUID') === SERIES)
      expect(series?.items('ContourImageSequence').map((i) => i.string('ReferencedSOPInstanceUID'))).toEqual(
        [0, 1, 2, 3].map(sopUid),
      )
    }
    check(writeStructureSet(request(loaded)).bytes)
    check(writeStructureSet(request(loaded, { base: base() })).bytes)
    const partly = {
      ReferencedFrameOfReferenceSequence: [
        {
          FrameOfReferenceUID: FRAME,
          RTReferencedStudySequence: [
            {
              ReferencedSOPClassUID: '1.2.840.10008.3.1.2.3.1',
              ReferencedSOPInstanceUID: STUDY,
              RTReferencedSeriesSequence: [
                {
                  SeriesInstanceUID: '1.2.3.77',
                  ContourImageSequence: [{ ReferencedSOPClassUID: '1.2', ReferencedSOPInstanceUID: '1.2.77' }],
                },
                {
                  SeriesInstanceUID: SERIES,
                  ContourImageSequence: [{ ReferencedSOPClassUID: '1.2', ReferencedSOPInstanceUID: sopUid(0) }],
                },
              ],
            },
          ],
        },
      ],
    }
    const { bytes } = writeStructureSet(request(loaded, { base: base(partly) }))
    check(bytes)
    expect(parseStructureSet(bytes, 'out').set.referencedSeriesUids).toEqual(['1.2.3.77', SERIES])
  })

  it('is a new instance of the study, unapproved, that names its predecessor and us', async () => {
    const loaded = await load()
    const source = base({ ApprovalStatus: 'APPROVED', ReviewDate: '20260104', ReviewTime: '101010', ReviewerName: 'X' })
    const { bytes, sopInstanceUid } = writeStructureSet(
      request(loaded, { base: source, predecessorUids: ['1.2.9' as never] }),
    )
    const a = openFile(bytes, 'out').attributes
    expect(a.string('SOPInstanceUID')).toBe(sopInstanceUid)
    expect(a.string('StudyInstanceUID')).toBe(STUDY)
    expect(a.string('SeriesInstanceUID')).not.toBe('1.2.3.5')
    expect(a.string('ApprovalStatus')).toBe('UNAPPROVED')
    expect(a.element('ReviewDate')).toBeUndefined()
    expect(a.string('SpecificCharacterSet')).toBe('ISO_IR 192')
    expect(a.unicode('PatientName')).toBe('Äneas^Rüdiger')
    expect([a.string('StructureSetDate'), a.string('StructureSetTime')]).toEqual(['20261124', '101112'])
    expect(a.items('PredecessorStructureSetSequence').map((p) => p.string('ReferencedSOPInstanceUID'))).toEqual([
      '1.2.3.5.1',
    ])
    const us = a.items('ContributingEquipmentSequence').at(-1)
    expect([us?.unicode('Manufacturer'), us?.unicode('SoftwareVersions')]).toEqual(['postop-ctv', '0.1.0'])
    expect(a.unicode('Manufacturer')).toBe('phantom')
  })

  it('gives the same bytes for the same request and other UIDs for any other', async () => {
    const loaded = await load()
    const first = writeStructureSet(request(loaded, { base: base() }))
    expect(Buffer.compare(writeStructureSet(request(loaded, { base: base() })).bytes, first.bytes)).toBe(0)
    const others = [
      request(loaded, { base: base(), date: '2026-11-24T10:11:13' }),
      request(loaded, { base: base(), recipeJson: '{}' }),
      request(loaded, { base: base(), holes: 'nested' }),
      request(loaded, { base: base(), onlyCtv: true }),
      request(loaded, { base: base({ StructureSetLabel: 'other' }) }),
      request(loaded, { base: base(), rois: [roi(loaded, { contours: ringWithIsland(loaded.volume).slice(3) })] }),
    ].map((r) => writeStructureSet(r).sopInstanceUid)
    expect(new Set([first.sopInstanceUid, ...others]).size).toBe(7)
    for (const uid of others) expect(uid).toMatch(/^2\.25\.[1-9]\d{36,38}$/)
  })

  it('has a geometry hash that neither date nor UIDs change, and that verify can make again', async () => {
    const loaded = await load()
    const { bytes, rois } = writeStructureSet(request(loaded, { date: '2027-01-01' }))
    expect(rois[0]?.geometryHash).toBe(writeStructureSet(request(loaded, { base: base() })).rois[0]?.geometryHash)
    const read = parseStructureSet(bytes, 'out').set.rois[0]?.contours ?? []
    expect(geometryHash(read)).toBe(rois[0]?.geometryHash)
    expect(geometryHash(writtenContours(roi(loaded).contours, loaded.volume.planes, 'keyhole').contours)).toBe(
      rois[0]?.geometryHash,
    )
    const moved = read.map((c, i) =>
      i > 0 ? c : { ...c, pointsLps: c.pointsLps.map((v, k) => (k === 0 ? v + 0.001 : v)) },
    )
    expect(geometryHash(moved)).not.toBe(rois[0]?.geometryHash)
  })

  it('holds the recipe, and reads it back', async () => {
    const loaded = await load()
    const once = writeStructureSet(request(loaded, { base: base() }))
    expect(readRecipe(once.bytes, 'out')).toEqual({
      recipeJson: '{"schema":1,"name":"Zäpfchen"}',
      holes: 'keyhole',
      rois: once.rois,
    })
    const twice = writeStructureSet(
      request(loaded, { base: { file: 'once', bytes: once.bytes }, recipeJson: '{"schema":1}' }),
    )
    expect(readRecipe(twice.bytes, 'out')).toEqual({ recipeJson: '{"schema":1}', holes: 'keyhole', rois: twice.rois })
    expect(twice.rois[0]?.name).toBe('CTV_PROPOSED_3')
    expect(() => readRecipe(original(), 'rs.dcm')).toThrow(expect.objectContaining({ code: 'verify/no-recipe' }))
  })

  it('repairs gaps and over-long values of the original, each a note', async () => {
    const loaded = await load()
    const { OperatorsName: _, ...gaps } = structureSet([
      { number: 1, name: 'N'.repeat(70), contours: [closed(square(0, 0, 40, 1), { NumberOfContourPoints: 7 })] },
    ])
    const bytes = encodePart10(
      { ...gaps, StationName: 'a station name that is too long', SoftwareVersions: 'v'.repeat(65) },
      IMPLICIT_LITTLE_ENDIAN,
    )
    const written = writeStructureSet(request(loaded, { base: { file: 'rs.dcm', bytes } }))
    expect(written.findings.every((f) => f.code === 'structure/value-repaired' && f.kind === 'note')).toBe(true)
    expect(written.findings.map((f) => f.attribute)).toEqual([
      'OperatorsName (0008,1070)',
      'NumberOfContourPoints (3006,0046)',
      'StationName (0008,1010)',
      'SoftwareVersions (0018,1020)',
    ])
    const a = openFile(written.bytes, 'out').attributes
    expect(a.unicode('StationName')).toBe('a station name t')
    expect(a.unicode('SoftwareVersions')).toHaveLength(64)
    expect(parseStructureSet(written.bytes, 'out').set.rois[0]?.name).toHaveLength(70)
  })

  it('turns other character sets into Unicode', async () => {
    const loaded = await load()
    const utf8Bytes = encodePart10(
      structureSet([{ number: 1, name: 'Zungengrund_XX', contours: [] }]),
      IMPLICIT_LITTLE_ENDIAN,
    )
    const latin = Buffer.from(
      Buffer.from(utf8Bytes)
        .toString('latin1')
        .replace('ISO_IR 192', 'ISO_IR 100')
        .replace('Zungengrund_XX', 'Z\u00fcngengr\u00fcnd_XX'),
      'latin1',
    )
    const { bytes } = writeStructureSet(request(loaded, { base: { file: 'l1', bytes: new Uint8Array(latin) } }))
    expect(parseStructureSet(bytes, 'out').set.rois[0]?.name).toBe('Züngengründ_XX')
  })

  it('holds the CTV alone without an original or on request', async () => {
    const loaded = await load()
    for (const r of [request(loaded), request(loaded, { base: base(), onlyCtv: true })]) {
      const { set } = parseStructureSet(writeStructureSet(r).bytes, 'out')
      expect(set.rois.map((x) => [x.number, x.name])).toEqual([[1, 'CTV_PROPOSED']])
    }
  })

  it('drops loops without area with a finding, and refuses long names and bad dates', async () => {
    const loaded = await load()
    const flat = { planeIndex: 1, hole: false, pointsLps: Float64Array.of(0, 0, 42, 1e-6, 0, 42, 0, 1e-6, 42) }
    const { findings, rois } = writeStructureSet(
      request(loaded, { rois: [roi(loaded, { contours: [flat, circle(loaded.volume, 1, [3, 3, 2])] })] }),
    )
    expect(findings.map((f) => f.code)).toEqual(['contour/sliver-dropped'])
    expect(rois[0]?.contourCount).toBe(1)
    const code = (r: WriteRequest): string => {
      try {
        writeStructureSet(r)
      } catch (e) {
        return (e as { code: string }).code
      }
      return 'written'
    }
    expect(code(request(loaded, { rois: [roi(loaded, { name: 'CTV_PROPOSED_LONG' })] }))).toBe('output/name-too-long')
    expect(code(request(loaded, { label: 'seventeen letters' }))).toBe('output/name-too-long')
    for (const date of ['today', '2026-02-30', '2026-13-01', '2026-01-01T25:00:00', ''])
      expect(code(request(loaded, { date }))).toBe('value/out-of-range')
  })
})
