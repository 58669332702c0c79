import type { Patient } from '../../core/patient/index.js'
import type { Attributes } from './attributes.js'

/** The patient that a data set names. */
export const patientOf = (a: Attributes): Patient => ({
  id: a.unicode('PatientID').trim(),
  name: a.unicode('PatientName'),
  birthDate: a.string('PatientBirthDate'),
})
