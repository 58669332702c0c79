export { patientFindings } from './patient-findings.js'
export { type Patient, type PatientEntry, severalPatients } from './patients.js'
