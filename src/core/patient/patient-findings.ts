import type { Uid } from '../frame/index.js'
import { decide, type Finding, note } from '../problem/index.js'
import { type Patient, type PatientEntry, patientDifferences, patientOfSeries } from './patients.js'

const ATTRIBUTES: Readonly<Record<keyof Patient, readonly [words: string, attribute: string]>> = {
  id: ['Patient ID', 'PatientID (0010,0020)'],
  name: ['name', 'PatientName (0010,0010)'],
  birthDate: ['birth date', 'PatientBirthDate (0010,0030)'],
}

const said = (patient: Patient, keys: readonly (keyof Patient)[]): string =>
  keys
    .map((key) => (patient[key] === '' ? `no ${ATTRIBUTES[key][0]}` : `${ATTRIBUTES[key][0]} ${patient[key]}`))
    .join(', ')

const filesOf = (entries: readonly PatientEntry[]): string => {
  const names = [...new Set(entries.map((e) => e.file))].sort()
  return names.length <= 2 ? names.join(' and ') : `${names[0]} and ${names.length - 1} more`
}

/**
 * Files of a case that name another patient than the planning image does. What can take part in a proposal, structure sets,
 * registrations and images of the series itself, is to be decided; other images are noted. Equal frame of reference UIDs
 * say that it may still be one patient, under two names or half made anonymous: only a human can tell.
 */
export const patientFindings = (entries: readonly PatientEntry[], seriesUid: Uid): Finding[] => {
  const planning = patientOfSeries(entries, seriesUid)
  if (planning === undefined) return []
  const groups = new Map<string, PatientEntry[]>()
  for (const entry of entries) {
    if (patientDifferences(planning, entry.patient).length === 0) continue
    const takesPart = entry.is !== 'image' || entry.seriesUid === seriesUid
    const key = JSON.stringify([takesPart, entry.patient])
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups].map(([key, group]) => {
    const [takesPart, patient] = JSON.parse(key) as [boolean, Patient]
    const keys = patientDifferences(planning, patient)
    const attribute = ATTRIBUTES[keys[0] ?? 'id'][1]
    const message = `${filesOf(group)} ${group.length === 1 ? 'has' : 'have'} ${said(patient, keys)}; the planning image has ${said(planning, keys)}.`
    const rest = { attribute, ...(group.length === 1 && group[0] !== undefined ? { file: group[0].file } : {}) }
    return takesPart
      ? decide(
          'patient/differs',
          message,
          'Leave out what belongs to another patient; accept only where both are known to be one.',
          rest,
        )
      : note('patient/other-images', `${message} Nothing of it is used.`, rest)
  })
}
