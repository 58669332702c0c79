import { describe, expect, it } from 'vitest'
import { encodePart10, IMPLICIT_LITTLE_ENDIAN, parseStructureSet } from '../../../src/dicom/index.js'
import { closed, FRAME, type RoiItem, square, structureSet } from '../../support/dicom-phantom.js'

const parse = (rois: readonly RoiItem[], rest = {}) =>
  parseStructureSet(encodePart10(structureSet(rois, rest), IMPLICIT_LITTLE_ENDIAN), 'rs.dcm')

const refusal = (run: () => unknown): { code: string; message: string; attribute?: string; file?: string } => {
  try {
    run()
  } catch (e) {
    return e as { code: string; message: string; attribute?: string; file?: string }
  }
  throw new Error('was not refused')
}

describe('reading a structure set', () => {
  it('joins the three sequences by number, never by position', () => {
    const { set, findings } = parse([
      { number: 7, name: 'rGTV', contours: [closed(square(1, 2, 3, 1))] },
      {
        number: 2,
        name: 'Hirnstamm ä',
        contours: [closed(square(9, 9, 9, 2)), closed(square(9, 9, 12, 2))],
        frame: '1.2.3.88',
      },
    ])
    expect(set.rois.map((r) => [r.number, r.name, r.type, r.frame, r.contours.length, r.colour])).toEqual([
      [7, 'rGTV', 'GTV', FRAME, 1, [7, 20, 30]],
      [2, 'Hirnstamm ä', 'ORGAN', '1.2.3.88', 2, [2, 20, 30]],
    ])
    expect([...(set.rois[0]?.contours[0]?.pointsLps ?? [])]).toEqual([0, 1, 3, 2, 1, 3, 2, 3, 3, 0, 3, 3])
    expect(set.label).toBe('Plan')
    expect(findings).toEqual([])
  })

  it('keeps what is no solid, and says so', () => {
    const { set, findings } = parse([
      {
        number: 1,
        name: 'mixed',
        contours: [
          closed(square(0, 0, 0, 1)),
          closed(square(0, 0, 0, 2), { ContourGeometricType: 'CLOSEDPLANAR_XOR' }),
          closed('1\\2\\3', { ContourGeometricType: 'POINT' }),
          closed('1\\2\\3\\4\\5\\6', { ContourGeometricType: 'OPEN_PLANAR' }),
          closed('1\\2\\3\\4\\5\\6'),
          closed('0\\0\\0\\1\\0\\0\\2\\0\\0'),
          closed(`${square(5, 5, 0, 1)}\\4\\4\\0`),
          closed(square(7, 7, 0, 1), { NumberOfContourPoints: 9 }),
          closed(square(8, 8, 0, 1), { ContourGeometricType: '' }),
        ],
      },
      { number: 3, name: 'empty', contours: [] },
    ])
    expect(set.rois[0]?.contours.map((c) => [c.kind, c.pointsLps.length / 3])).toEqual([
      ['CLOSED_PLANAR', 4],
      ['CLOSEDPLANAR_XOR', 4],
      ['POINT', 1],
      ['OPEN_PLANAR', 2],
      ['CLOSED_PLANAR', 2],
      ['CLOSED_PLANAR', 3],
      ['CLOSED_PLANAR', 4],
      ['CLOSED_PLANAR', 4],
      ['CLOSED_PLANAR', 4],
    ])
    expect(set.rois[1]).toMatchObject({ name: 'empty', contours: [] })
    expect(findings.map((f) => [f.code, f.roi, f.kind])).toEqual([
      ['structure/empty-roi', undefined, 'note'],
      ['structure/not-a-solid', 'mixed', 'note'],
      ['structure/degenerate-contour', 'mixed', 'note'],
      ['structure/repeated-point', 'mixed', 'note'],
      ['structure/value-repaired', 'mixed', 'note'],
      ['structure/value-repaired', 'mixed', 'note'],
    ])
    expect(findings[1]?.message).toContain('2 contours of type OPEN_PLANAR, POINT')
    expect(findings[2]?.message).toContain('2 contours')
  })

  it.each(['1\\NaN\\3\\4\\5\\6\\7\\8\\9', '1\\2\\x\\4\\5\\6\\7\\8\\9', '1\\\\3\\4\\5\\6\\7\\8\\9'])(
    'refuses coordinates that are not numbers and names file, ROI and attribute: %s',
    (data) => {
      const e = refusal(() => parse([{ number: 1, name: 'Zungengrund', contours: [closed(data)] }]))
      expect(e.code).toBe('dicom/bad-value')
      expect(e.message).toContain('Zungengrund')
      expect(e.file).toBe('rs.dcm')
      expect(e.attribute).toContain('(3006,0050)')
    },
  )

  it('refuses coordinates in no patient, and digits that became zero bytes', () => {
    for (const data of [
      '1e308\\2\\3\\4\\5\\6\\7\\8\\9',
      '1\\2\\3\\4\\-100001\\6\\7\\8\\9',
      '1\\2\\\0\0.5\\4\\5\\6\\7\\8\\9',
    ])
      expect(refusal(() => parse([{ number: 1, name: 'a', contours: [closed(data)] }])).code).toBe('dicom/bad-value')
  })

  it('refuses an ROI number of two values and a frame of two UIDs', () => {
    const roi: RoiItem = { number: 1, name: 'a', contours: [closed(square(0, 0, 0, 1))] }
    const twice = { ROIContourSequence: [{ ReferencedROINumber: '1\\2', ContourSequence: roi.contours }] }
    expect(refusal(() => parse([roi], twice)).code).toBe('dicom/bad-value')
    expect(refusal(() => parse([{ ...roi, frame: '1.2\\3.4' }])).code).toBe('dicom/bad-value')
  })

  it('uses a frame of reference that is no UID as it stands, and says so', () => {
    const { set, findings } = parse([{ number: 1, name: 'a', contours: [closed(square(0, 0, 0, 1))], frame: 'anon-7' }])
    expect(set.rois[0]?.frame).toBe('anon-7')
    expect(findings.map((f) => [f.code, f.kind])).toEqual([['file/odd-uid', 'note']])
  })

  it('refuses a file whose sequence is shorter than its items: what follows would be lost', () => {
    const bytes = encodePart10(
      structureSet([{ number: 1, name: 'a', contours: [closed(square(0, 0, 0, 1)), closed(square(0, 0, 2, 1))] }]),
      IMPLICIT_LITTLE_ENDIAN,
    )
    const at = Buffer.from(bytes).indexOf('\x06\x30\x40\x00', 400, 'latin1') + 4
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    view.setUint32(at, view.getUint32(at, true) - 60, true)
    expect(refusal(() => parseStructureSet(bytes, 'short.dcm')).code).toBe('dicom/truncated')
  })

  it('refuses coordinates that are not threes', () => {
    expect(
      refusal(() => parse([{ number: 1, name: 'a', contours: [closed('1\\2\\3\\4', { NumberOfContourPoints: 1 })] }]))
        .message,
    ).toContain('4 values')
  })

  it('takes the only frame where an ROI names none, and refuses where there is none', () => {
    const { set, findings } = parse([{ number: 1, name: 'a', contours: [], frame: '' }])
    expect(set.rois[0]?.frame).toBe(FRAME)
    expect(findings.map((f) => f.code)).toEqual(['structure/empty-roi', 'structure/value-repaired'])
    const e = refusal(() =>
      parse([{ number: 1, name: 'a', contours: [], frame: '' }], { ReferencedFrameOfReferenceSequence: [] }),
    )
    expect(e.code).toBe('dicom/missing-attribute')
    expect(e.attribute).toContain('ReferencedFrameOfReferenceUID')
  })

  it('tolerates missing observations', () => {
    expect(parse([{ number: 1, name: 'a', contours: [] }], { RTROIObservationsSequence: [] }).set.rois[0]?.type).toBe(
      '',
    )
  })

  it('refuses a file cut anywhere but between two of its outermost elements', () => {
    const bytes = encodePart10(
      structureSet([{ number: 1, name: 'a', contours: [closed(square(0, 0, 0, 1))] }]),
      IMPLICIT_LITTLE_ENDIAN,
    )
    const passed: number[] = []
    for (let length = bytes.length - 1; length > 400; length--) {
      try {
        parseStructureSet(bytes.slice(0, length), 'cut.dcm')
        passed.push(length)
      } catch (e) {
        expect(['dicom/truncated', 'dicom/missing-attribute']).toContain((e as { code: string }).code)
      }
    }
    const starts = ['\x06\x30\x39\x00', '\x06\x30\x80\x00'].map((tag) => Buffer.from(bytes).indexOf(tag, 400, 'latin1'))
    expect(passed).toEqual(starts.sort((a, b) => b - a))
  })

  it('refuses another object by its kind', () => {
    const bytes = encodePart10({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.481.5', SOPInstanceUID: '1.2' })
    const e = refusal(() => parseStructureSet(bytes, 'plan.dcm'))
    expect(e.code).toBe('dicom/unsupported-object')
    expect(e.message).toContain('RT Plan')
  })

  it('has a hash that points, names, types and frames change, and UIDs and dates do not', () => {
    const roi: RoiItem = { number: 1, name: 'a', contours: [closed(square(0, 0, 0, 1))] }
    const hash = parse([roi]).set.hash
    expect(parse([roi], { SOPInstanceUID: '1.2.3.5.2', StructureSetDate: '20270101' }).set.hash).toBe(hash)
    expect(parse([{ ...roi, name: 'b' }]).set.hash).not.toBe(hash)
    expect(parse([{ ...roi, frame: '1.2.3.8' }]).set.hash).not.toBe(hash)
    expect(parse([{ ...roi, contours: [closed(square(0, 0, 0, 1.0001))] }]).set.hash).not.toBe(hash)
  })

  it('reads a million points in 100 ROIs', () => {
    const ring = (z: number): string =>
      Array.from({ length: 250 }, (_, i) => `${(i * 0.37 - 40).toFixed(4)}\\${(i * i * 0.001).toFixed(4)}\\${z}`).join(
        '\\',
      )
    const contours = Array.from({ length: 40 }, (_, k) => closed(ring(k * 2.5)))
    const rois = Array.from({ length: 100 }, (_, n) => ({ number: n + 1, name: `R${n}`, contours }))
    const bytes = encodePart10(structureSet(rois), IMPLICIT_LITTLE_ENDIAN)
    const start = process.cpuUsage()
    const { set } = parseStructureSet(bytes, 'large.dcm')
    const { user, system } = process.cpuUsage(start)
    // CPU time: what else runs on the machine does not count. The figure itself is in docs/performance.md.
    expect((user + system) / 1e6).toBeLessThan(4)
    const points = set.rois.reduce((sum, r) => sum + r.contours.reduce((n, c) => n + c.pointsLps.length / 3, 0), 0)
    expect(points).toBe(1_000_000)
    expect(set.rois[99]?.contours[39]?.pointsLps[2]).toBe(97.5)
  })
})
