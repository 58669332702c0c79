import { describe, expect, test } from 'vitest'
import { choosePlanningSeries } from '../../../../src/case/contents/choose.js'
import type { CaseContents, CaseSeries } from '../../../../src/case/services.js'
import type { FrameUid, Sha256, Uid } from '../../../../src/core/frame/index.js'
import type { PatientEntry } from '../../../../src/core/patient/index.js'
import type { StructureSet } from '../../../../src/core/structure/index.js'

const series = (uid: string, change: Partial<CaseSeries> = {}): CaseSeries => ({
  key: uid,
  part: '',
  seriesUid: uid as Uid,
  studyUid: '7' as Uid,
  frame: `frame-${uid}` as FrameUid,
  modality: 'CT',
  description: uid,
  date: '',
  studyDate: '',
  studyDescription: '',
  patientName: 'A',
  patientId: '1',
  imageCount: 100,
  columns: 512,
  rows: 512,
  sliceSpacingMm: 2,
  refusal: null,
  ...change,
})

const set = (frame: string): StructureSet => ({
  uid: '9' as Uid,
  seriesUid: '8' as Uid,
  studyUid: '7' as Uid,
  label: '',
  date: '',
  frame: frame as FrameUid,
  rois: [{ setUid: '9' as Uid, number: 1, name: 'rGTV', type: 'GTV', frame: frame as FrameUid, contours: [] }],
  referencedSeriesUids: [],
  referencedImageUids: [],
  hash: '' as Sha256,
  file: 'RS.dcm',
})

const patient = (seriesUid: string, id: string, is: PatientEntry['is'] = 'image'): PatientEntry => ({
  file: `${seriesUid}.dcm`,
  is,
  seriesUid,
  patient: { id, name: 'A', birthDate: '' },
})

const contents = (
  all: readonly CaseSeries[],
  sets: readonly StructureSet[] = [],
  others: readonly PatientEntry[] = [],
): CaseContents => ({
  fileCount: 7,
  series: all,
  structureSets: sets,
  registrations: [],
  patients: [...all.map(({ seriesUid, patientId }) => patient(seriesUid, patientId)), ...others],
  objects: [],
  problems: [],
  findings: [],
})

const refused = {
  code: 'dicom/transfer-syntax',
  message: 'JPEG 2000 is not read yet.',
  file: 'a.dcm',
  attribute: null,
  remedy: 'Export it uncompressed.',
} as const

describe('which CT is planned on', () => {
  test('the one that structures are drawn on, though it is smaller', () => {
    const chosen = choosePlanningSeries(contents([series('a', { imageCount: 300 }), series('b')], [set('frame-b')]))
    expect(chosen.seriesUid).toBe('b')
  })

  test('without structures the larger one; never an MR', () => {
    const all = [series('a'), series('b', { imageCount: 200 }), series('m', { modality: 'MR', imageCount: 500 })]
    expect(choosePlanningSeries(contents(all)).seriesUid).toBe('b')
  })

  test('two patients are refused by their numbers', () => {
    const both = contents([series('a'), series('b', { patientId: '0' })])
    expect(() => choosePlanningSeries(both)).toThrow('two patients in one folder (0, 1).')
    const foreign = contents([series('a')], [], [patient('rs', '0', 'structures')])
    expect(() => choosePlanningSeries(foreign)).toThrow('two patients in one folder (0, 1).')
    const nameless = contents([series('a')], [], [patient('rs', '', 'structures')])
    expect(choosePlanningSeries(nameless).seriesUid).toBe('a')
  })

  test('the only CT that is refused gives its own reason', () => {
    expect(() => choosePlanningSeries(contents([series('a', { refusal: refused })]))).toThrow(refused.message)
  })

  test('no CT at all is said with the number of files', () => {
    expect(() => choosePlanningSeries(contents([]))).toThrow('no planning CT among 7 files; 7 are DICOM.')
  })
})
