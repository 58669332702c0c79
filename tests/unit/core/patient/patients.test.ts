import { describe, expect, test } from 'vitest'
import type { Uid } from '../../../../src/core/frame/index.js'
import {
  type Patient,
  type PatientEntry,
  patientFindings,
  severalPatients,
} from '../../../../src/core/patient/index.js'

const CT = '1.1' as Uid
const anna: Patient = { id: 'P1', name: 'Muster^Anna', birthDate: '19600102' }
const entry = (file: string, change: Partial<Patient> = {}, rest: Partial<PatientEntry> = {}): PatientEntry => ({
  file,
  is: 'structures',
  seriesUid: '1.9',
  patient: { ...anna, ...change },
  ...rest,
})
const ct = entry('ct.dcm', {}, { is: 'image', seriesUid: CT })
const told = (...others: PatientEntry[]) =>
  patientFindings([ct, ...others], CT).map((f) => [f.code, f.kind, f.message, f.attribute])

describe('whose files they are', () => {
  test.each([
    {},
    { name: 'MUSTER^ANNA^^^' },
    { name: 'Muster^Anna=\u4e00^\u4e8c' },
    { name: '' },
    { birthDate: '' },
    { id: ' P1 ' },
  ])('one patient, written otherwise or in part: %j', (change) => {
    expect(told(entry('RS.dcm', change))).toEqual([])
  })

  test('another ID, name or birth date is to be decided, with what both say', () => {
    expect(told(entry('RS.dcm', { id: 'P2', birthDate: '19700305' }))).toEqual([
      [
        'patient/differs',
        'decide',
        'RS.dcm has Patient ID P2, birth date 19700305; the planning image has Patient ID P1, birth date 19600102.',
        'PatientID (0010,0020)',
      ],
    ])
    expect(told(entry('RS.dcm', { name: 'Muster^Bernd' }))).toMatchObject([
      ['patient/differs', 'decide', expect.stringContaining('name Muster^Bernd'), 'PatientName (0010,0010)'],
    ])
    expect(told(entry('REG.dcm', { birthDate: '19600201' }, { is: 'registration' }))).toMatchObject([
      ['patient/differs', 'decide', expect.stringContaining('birth date 19600201'), 'PatientBirthDate (0010,0030)'],
    ])
  })

  test('an ID that only one side has is to be decided, either way round; none at all on both is nothing', () => {
    expect(told(entry('RS.dcm', { id: '' }))[0]?.[2]).toBe(
      'RS.dcm has no Patient ID; the planning image has Patient ID P1.',
    )
    const nameless = { ...ct, patient: { id: '', name: '', birthDate: '' } }
    const against = (e: PatientEntry) => patientFindings([nameless, e], CT).map((f) => [f.kind, f.message])
    expect(against(entry('RS.dcm'))).toEqual([
      ['decide', 'RS.dcm has Patient ID P1; the planning image has no Patient ID.'],
    ])
    expect(against(entry('RS.dcm', { id: '' }))).toEqual([])
  })

  test('images of the planning series are to be decided, other images noted, files of one patient told once', () => {
    const foreign = { id: 'P2', name: 'Muster^Bernd' }
    expect(
      told(
        entry('ct-7.dcm', foreign, { is: 'image', seriesUid: CT }),
        entry('mr.dcm', foreign, { is: 'image', seriesUid: '1.2' }),
        entry('RS-2.dcm', foreign),
        entry('RS-1.dcm', foreign),
      ).map(([code, kind, message]) => [code, kind, (message ?? '').split(' ha')[0]]),
    ).toEqual([
      ['patient/differs', 'decide', 'RS-1.dcm and 2 more'],
      ['patient/other-images', 'note', 'mr.dcm'],
    ])
  })

  test('the IDs that there are', () => {
    expect(severalPatients([ct, entry('a', { id: '' }), entry('b', { id: 'P0' }), entry('c')])).toEqual(['P0', 'P1'])
  })
})
