import { severalPatients } from '../../core/patient/index.js'
import type { CaseContents } from '../services.js'

/** A patient among the files; `key`, the Patient ID, tells patients apart. */
export type Patient = { readonly key: string; readonly name: string }

type Owned = { readonly patientId: string; readonly patientName: string }

/** Whose an object is; '' where it has no Patient ID: it belongs to whoever is opened. */
export const patientKey = ({ patientId }: Owned): string => patientId.trim()

/** Those of whom there are images, structure sets or registrations, by ID. */
export const patientsOf = (contents: CaseContents): readonly Patient[] =>
  severalPatients(contents.patients).map((id) => ({
    key: id,
    name: contents.patients.find(({ patient }) => patient.id.trim() === id && patient.name !== '')?.patient.name ?? '',
  }))

/** The contents without what is another patient's. */
export const ofPatient = (contents: CaseContents, key: string): CaseContents => {
  const own = (owned: Owned) => ['', key].includes(patientKey(owned))
  const othersFiles = new Set(contents.objects.filter((o) => !own(o)).map((o) => o.file))
  const keeps = ({ file }: { readonly file?: string }) => file === undefined || !othersFiles.has(file)
  return {
    ...contents,
    series: contents.series.filter(own),
    objects: contents.objects.filter(own),
    patients: contents.patients.filter(({ patient }) => ['', key].includes(patient.id.trim())),
    structureSets: contents.structureSets.filter(keeps),
    registrations: contents.registrations.filter(keeps),
    findings: contents.findings.filter(keeps),
  }
}
