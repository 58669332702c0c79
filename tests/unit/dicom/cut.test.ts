import { readFileSync } from 'node:fs'
import dicomParser, { type DataSet, type Element } from 'dicom-parser'
import { describe, expect, it } from 'vitest'
import { PostopError } from '../../../src/core/problem/index.js'
import { entryOfTag } from '../../../src/dicom/element/dictionary.js'
import { encodePart10, IMPLICIT_LITTLE_ENDIAN, parseStructureSet } from '../../../src/dicom/index.js'
import { closed, square, structureSet } from '../../support/dicom-phantom.js'

const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../sample-dicom/case/${name}`, import.meta.url)))

/** With the dictionary's VRs: an empty value before an item looks like a sequence. */
const parsed = (bytes: Uint8Array): DataSet =>
  dicomParser.parseDicom(bytes, { vrCallback: (tag) => entryOfTag(Number.parseInt(tag.slice(1), 16))?.vr })

/** Where elements and items begin and end, down to a level of nesting; dicom-parser is the witness. */
const boundaries = (bytes: Uint8Array, deepest: number): number[] => {
  const found = new Set<number>()
  const visit = (dataSet: DataSet, level: number): void => {
    for (const e of Object.values(dataSet.elements) as Element[]) {
      found.add(e.dataOffset)
      found.add(e.dataOffset + e.length)
      // Behind the delimiter of a sequence of undefined length.
      if (e.hadUndefinedLength === true) found.add(e.dataOffset + e.length + 8)
      for (const item of e.items ?? []) {
        found.add(item.dataOffset)
        found.add(item.dataOffset + item.length)
        if (item.dataSet !== undefined && level < deepest) visit(item.dataSet, level + 1)
      }
    }
  }
  visit(parsed(bytes), 0)
  return [...found].filter((at) => at > 132 && at < bytes.length).sort((a, b) => a - b)
}

const LONG_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])
const UNDEFINED = [0xff, 0xff, 0xff, 0xff]
const [ITEM, ITEM_END, SEQUENCE_END] = [0x00, 0x0d, 0xdd].map((low) => [0xfe, 0xff, low, 0xe0]) as [
  number[],
  number[],
  number[],
]

/** The same data set with every sequence and item of undefined length (PS3.5 7.5.1). */
const withoutLengths = (bytes: Uint8Array): Uint8Array => {
  const whole = parsed(bytes)
  const implicit = whole.string('x00020010') === IMPLICIT_LITTLE_ENDIAN
  const out: number[] = []
  const write = (dataSet: DataSet): void => {
    for (const key of Object.keys(dataSet.elements).sort()) {
      const e = dataSet.elements[key] as Element
      const short = (implicit && !key.startsWith('x0002')) || !LONG_VRS.has(e.vr ?? '')
      const header = short ? 8 : 12
      const start = e.dataOffset - header
      if (e.items === undefined) {
        for (const b of bytes.subarray(start, e.dataOffset + e.length)) out.push(b)
        continue
      }
      out.push(...bytes.subarray(start, e.dataOffset - 4), ...UNDEFINED)
      for (const item of e.items) {
        out.push(...ITEM, ...UNDEFINED)
        if (item.dataSet !== undefined) write(item.dataSet)
        out.push(...ITEM_END, 0, 0, 0, 0)
      }
      out.push(...SEQUENCE_END, 0, 0, 0, 0)
    }
  }
  write(whole)
  return Uint8Array.from([...bytes.subarray(0, 132), ...out])
}

type Cuts = { readonly refused: number; readonly whole: number; readonly told: number; readonly silent: number[] }

/** What becomes of a structure set that ends at each place: silent is what may never be. */
const cutAt = (bytes: Uint8Array, places: readonly number[]): Cuts => {
  const whole = parseStructureSet(bytes, 'RS.dcm').set
  const count = (rois: typeof whole.rois): string => rois.map((r) => `${r.number}:${r.contours.length}`).join()
  const types = (rois: typeof whole.rois): string => rois.map((r) => r.type).join()
  const cuts = { refused: 0, whole: 0, told: 0, silent: [] as number[] }
  for (const at of places) {
    try {
      const { set, findings } = parseStructureSet(bytes.slice(0, at), 'RS.dcm')
      const incomplete = findings.some((f) => f.code === 'structure/incomplete' && f.file === 'RS.dcm')
      const typeless = findings.some((f) => f.attribute?.startsWith('RTROIObservationsSequence') === true)
      if (count(set.rois) !== count(whole.rois) && !incomplete) cuts.silent.push(at)
      else if (types(set.rois) !== types(whole.rois) && !typeless) cuts.silent.push(at)
      else if (incomplete || typeless) cuts.told++
      else cuts.whole++
    } catch (e) {
      if (!(e instanceof PostopError)) throw e
      cuts.refused++
    }
  }
  return cuts
}

const rois = [1, 2, 3].map((number) => ({
  number,
  name: `ROI ${number}`,
  contours: [0, 2, 4].map((z) => closed(square(0, 0, z, 9))),
}))
const made = structureSet(rois, { ApprovalStatus: 'UNAPPROVED' })

describe('a structure set that ends where an element or item ends', () => {
  it.each([
    ['implicit', encodePart10(made, IMPLICIT_LITTLE_ENDIAN)],
    ['explicit', encodePart10(made)],
    ['implicit, without lengths', withoutLengths(encodePart10(made, IMPLICIT_LITTLE_ENDIAN))],
    ['explicit, without lengths', withoutLengths(encodePart10(made))],
    ['of the sample, on the MR', sample('RS-MR.dcm')],
    ['of the sample, on the MR, without lengths', withoutLengths(sample('RS-MR.dcm'))],
  ])('is refused, whole, or told of: %s', (_, bytes) => {
    const places = boundaries(bytes, 2)
    const { refused, whole, told, silent } = cutAt(bytes, places)
    expect(silent).toEqual([])
    expect(refused).toBeGreaterThan(places.length / 2)
    // Before the contours, before the observations; behind both there is nothing of an ROI left to lose.
    expect(told).toBeGreaterThanOrEqual(2)
    expect(refused + whole + told).toBe(places.length)
  })

  it('of the sample, on the CT: between and within its sequences, and at every fiftieth place within contours', () => {
    const bytes = sample('RS-CT.dcm')
    const outer = boundaries(bytes, 1)
    const inner = boundaries(bytes, 2).filter((_, i) => i % 50 === 0)
    const { silent, told } = cutAt(bytes, [...outer, ...inner])
    expect(silent).toEqual([])
    expect(told).toBeGreaterThanOrEqual(2)
  })
})

describe('sequences that do not fit together', () => {
  const findingsOf = (rest: Parameters<typeof structureSet>[1]) =>
    parseStructureSet(encodePart10(structureSet(rois, rest)), 'RS.dcm').findings.map((f) => [f.code, f.kind, f.message])
  const drawn = (number: number, contours = rois[0]?.contours ?? []) => ({
    ReferencedROINumber: number,
    ...(contours.length === 0 ? {} : { ContourSequence: contours }),
  })

  it('contours of nobody are to be decided, ROIs without any are noted by name', () => {
    expect(findingsOf({ ROIContourSequence: [drawn(1), drawn(7), drawn(9)] })).toEqual([
      ['structure/empty-roi', 'note', '2 of 3 ROIs in RS.dcm have no contours: ROI 2, ROI 3.'],
      [
        'structure/incomplete',
        'decide',
        'RS.dcm has contours of ROI number 7, 9, which it does not name: they are left out.',
      ],
    ])
  })

  it('contours of one ROI in two items are taken together', () => {
    const rest = { ROIContourSequence: [drawn(1), drawn(2), drawn(3), drawn(2)] }
    expect(findingsOf(rest)).toEqual([
      ['structure/value-repaired', 'note', 'RS.dcm holds the contours of ROI 2 in several items: taken together.'],
    ])
    const { set } = parseStructureSet(encodePart10(structureSet(rois, rest)), 'RS.dcm')
    expect(set.rois.map((r) => r.contours.length)).toEqual([3, 6, 3])
  })

  it('one number for two ROIs is to be decided', () => {
    const twice = structureSet([...rois, { number: 2, name: 'Other', contours: [] }])
    const { findings } = parseStructureSet(encodePart10(twice), 'RS.dcm')
    expect(findings.find((f) => f.code === 'structure/incomplete')).toMatchObject({
      kind: 'decide',
      message: 'RS.dcm gives the number of another ROI to Other: whose contours they are cannot be told.',
    })
  })
})
