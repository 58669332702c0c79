import type { Uid } from '../frame/index.js'

/** Who a file says it is of (PS3.3 C.7.1.1); '' where it says nothing. */
export type Patient = {
  readonly id: string
  /** In Unicode, components by `^`, groups by `=`. */
  readonly name: string
  /** `YYYYMMDD` or ''. */
  readonly birthDate: string
}

/** One patient as one file says it; of a series' images that agree, as the first says it. */
export type PatientEntry = {
  readonly file: string
  readonly is: 'image' | 'structures' | 'registration'
  readonly seriesUid: string
  readonly patient: Patient
}

/** The part of a name that is written in Latin letters, in one case, without empty components and doubled blanks. */
const plainName = (name: string): string =>
  (name.split('=')[0] ?? '')
    .split('^')
    .map((part) => part.trim().replace(/ +/g, ' ').toUpperCase())
    .join('^')
    .replace(/\^+$/, '')

/** Both say something, and not the same. */
const differ = (a: string, b: string): boolean => a !== '' && b !== '' && a !== b

const plain = ({ id, name, birthDate }: Patient): Patient => ({
  id: id.trim(),
  name: plainName(name),
  birthDate: birthDate.trim(),
})

/** In what two files disagree about their patient: an ID that only one of them has is a disagreement too. */
export const patientDifferences = (one: Patient, other: Patient): readonly (keyof Patient)[] => {
  const [a, b] = [plain(one), plain(other)]
  return [
    ...(a.id === b.id ? [] : (['id'] as const)),
    ...(differ(a.name, b.name) ? (['name'] as const) : []),
    ...(differ(a.birthDate, b.birthDate) ? (['birthDate'] as const) : []),
  ]
}

/** The patient of the image to plan on. */
export const patientOfSeries = (entries: readonly PatientEntry[], seriesUid: Uid): Patient | undefined =>
  entries.find((e) => e.is === 'image' && e.seriesUid === seriesUid)?.patient

/** Patient IDs that stand in the files, sorted; files that have none are nobody's in particular. */
export const severalPatients = (entries: readonly PatientEntry[]): readonly string[] =>
  [...new Set(entries.map((e) => e.patient.id.trim()))].filter((id) => id !== '').sort()
