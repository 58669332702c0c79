import type { DoseInfo } from '../../core/dose/index.js'
import type { Job } from '../../core/job/index.js'
import type { PatientEntry } from '../../core/patient/index.js'
import type { Plan } from '../../core/plan/index.js'
import { decide, type ErrorRecord, type Finding, note } from '../../core/problem/index.js'
import type { Registration } from '../../core/proposal/index.js'
import { concurrently } from '../concurrently.js'
import type { InputFile } from '../input-file.js'
import type { ParsedStructureSet } from '../structure/types.js'
import { openArchives } from '../zip/open.js'
import { groupSeries } from './group.js'
import { isKnownKind } from './kinds.js'
import type { ListedObject } from './listed-object.js'
import { type ReadFile, readOne } from './read-one.js'
import type { DicomScan, ImageHeader, OtherObject, ScanOptions } from './types.js'

const CONCURRENT_FILES = 8
/** Files between two looks at whether the scan is still wanted: beginnings may be read without any wait. */
const FILES_BETWEEN_YIELDS = 32

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const skipped = (error: ErrorRecord): Finding =>
  note('file/skipped', error.message, {
    remedy: error.remedy,
    ...(error.file === null ? {} : { file: error.file }),
    ...(error.attribute === null ? {} : { attribute: error.attribute }),
  })

/** What was read whole, by what its file is known by. */
type Entry<T> = { readonly uid: string; readonly hash: string; readonly file: string; readonly value: T }

/** Drops repeats of a file (same UID and bytes), each with a finding; other bytes under one UID both stay. */
const withoutRepeats = <T>(entries: readonly Entry<T>[], findings: Finding[]): T[] => {
  const sorted = [...entries].sort((a, b) => byText(a.uid, b.uid) || byText(a.hash, b.hash) || byText(a.file, b.file))
  const kept: typeof sorted = []
  for (const entry of sorted) {
    const last = kept.at(-1)
    if (last !== undefined && last.uid === entry.uid && last.hash === entry.hash) {
      findings.push(note('file/duplicate', `${entry.file} repeats ${last.file}; one is used.`, { file: entry.file }))
    } else kept.push(entry)
  }
  return kept.map((e) => e.value)
}

/** Structure sets with one UID and different content: what refers to a set by its UID means the first. */
const sameUid = (sets: readonly ParsedStructureSet[]): Finding[] =>
  sets.flatMap(({ set }, i) => {
    const first = sets.find((s) => s.set.uid === set.uid)?.set
    if (first === undefined || sets[i]?.set === first) return []
    return [
      decide(
        'structure/same-uid',
        `${set.file} has the SOP Instance UID of ${first.file} and another content; ${first.file} is used.`,
        'Leave out the one that is not meant.',
        { file: set.file, attribute: 'SOPInstanceUID (0008,0018)' },
      ),
    ]
  })

/** One entry for each patient that the images of a series name, in the order of the file names. */
const seriesPatients = (headers: readonly ImageHeader[]): PatientEntry[] => {
  const entries = new Map<string, PatientEntry>()
  for (const h of [...headers].sort((a, b) => byText(a.input.name, b.input.name))) {
    const { seriesInstanceUid: seriesUid, patientId: id, patientName: name, patientBirthDate: birthDate } = h.reference
    const key = JSON.stringify([seriesUid, id, name, birthDate])
    if (!entries.has(key))
      entries.set(key, { file: h.input.name, is: 'image', seriesUid, patient: { id, name, birthDate } })
  }
  return [...entries.values()]
}

/** Objects that may be slices gone wrong: of a SOP class that nobody knows, or under the UID of an image series. */
const strangers = (others: readonly OtherObject[], headers: readonly ImageHeader[]): Finding[] => {
  const series = new Set<string>(headers.map((h) => h.reference.seriesInstanceUid))
  return others.flatMap((o) => {
    const inSeries = series.has(o.seriesUid)
    if (!inSeries && isKnownKind(o.sopClassUid)) return []
    const where = inSeries ? ` and is left out of series ${o.seriesUid}, whose UID it has` : ' and is not read'
    const remedy = 'Check that no slice of a series is missing.'
    const attribute = 'SOPClassUID (0008,0016)'
    return [note('file/skipped', `${o.file} is of the kind ${o.kind}${where}.`, { file: o.file, attribute, remedy })]
  })
}

const collect = (read: readonly ReadFile[], fileCount: number): DicomScan => {
  const headers: ImageHeader[] = []
  const sets: Entry<ParsedStructureSet>[] = []
  const registrations: Entry<readonly Registration[]>[] = []
  const doses: Entry<DoseInfo>[] = []
  const plans: Entry<Plan>[] = []
  const patients: PatientEntry[] = []
  const others: OtherObject[] = []
  const objects: ListedObject[] = []
  const problems: ErrorRecord[] = []
  const findings: Finding[] = []
  for (const r of read) {
    if ('listed' in r) objects.push(r.listed)
    if (r.is === 'image') headers.push(...r.headers)
    else if (r.is === 'dose') {
      doses.push({ uid: r.info.uid, hash: r.hash, file: r.info.file, value: r.info })
      findings.push(...r.findings)
    } else if (r.is === 'plan') plans.push({ uid: r.plan.uid, hash: r.hash, file: r.plan.file, value: r.plan })
    else if (r.is === 'other') {
      others.push(r.object)
      findings.push(...r.findings)
    } else if (r.is === 'problem') problems.push(r.error)
    else if (r.is === 'structures') {
      patients.push(r.patient)
      sets.push({ uid: r.parsed.set.uid, hash: r.hash, file: r.parsed.set.file, value: r.parsed })
    } else {
      patients.push(r.patient)
      registrations.push({ uid: r.uid, hash: r.hash, file: r.parsed.file, value: r.parsed.registrations })
      findings.push(...r.parsed.findings)
    }
  }
  findings.push(...strangers(others, headers))
  const structureSets = withoutRepeats(sets, findings)
  for (const s of structureSets) findings.push(...s.findings)
  findings.push(...sameUid(structureSets))
  problems.sort((a, b) => byText(a.file ?? '', b.file ?? ''))
  others.sort((a, b) => byText(a.sopClassUid, b.sopClassUid) || byText(a.file, b.file))
  const distinctRegistrations = withoutRepeats(registrations, findings).flat()
  const distinctDoses = withoutRepeats(doses, findings)
  const distinctPlans = withoutRepeats(plans, findings)
  const repeats = new Set(
    findings.flatMap((f) => (f.code === 'file/duplicate' && f.file !== undefined ? [f.file] : [])),
  )
  return {
    series: groupSeries(headers),
    patients: [...seriesPatients(headers), ...patients.sort((a, b) => byText(a.file, b.file))],
    structureSets,
    registrations: distinctRegistrations,
    doses: distinctDoses,
    plans: distinctPlans,
    others,
    objects: objects.filter((o) => !repeats.has(o.file)).sort((a, b) => byText(a.file, b.file)),
    problems,
    findings: [...findings, ...problems.map(skipped)],
    fileCount,
  }
}

/**
 * Looks through files in any order and depth, several at a time, past what is not DICOM or damaged; archives are opened.
 * Of images only the header is kept; all else is read whole. The files' order changes nothing.
 * @throws run/cancelled
 */
export const scanFiles = async (
  given: readonly InputFile[],
  job: Job,
  options: ScanOptions = {},
): Promise<DicomScan> => {
  const { files, problems } = await openArchives(given, job)
  const read: ReadFile[] = new Array(files.length)
  let done = 0
  await concurrently(files, options.concurrency ?? CONCURRENT_FILES, async (file, index) => {
    if (index % FILES_BETWEEN_YIELDS === 0) await job.yield()
    job.throwIfCancelled()
    read[index] = await readOne(file)
    job.progress('reading', ++done / files.length)
  })
  return collect([...read, ...problems.map((error): ReadFile => ({ is: 'problem', error }))], files.length)
}
