import { type Job, quietJob } from '../../core/job/index.js'
import { patientFindings } from '../../core/patient/index.js'
import { type ErrorRecord, type Finding, fromErrorRecord, PostopError } from '../../core/problem/index.js'
import type { ProposalInputs } from '../../core/proposal/index.js'
import {
  type DicomScan,
  type ImageReference,
  type ImageSeries,
  loadVolume,
  type ParsedStructureSet,
  scanFiles,
} from '../../dicom/index.js'
import { inputFile, walkFiles } from '../files/index.js'

/** Where a case lies on disk; files or folders, any depth. */
export type CasePaths = {
  readonly image: readonly string[]
  readonly structures: readonly string[]
  readonly registrations?: readonly string[]
}

export type ReadOptions = {
  /** The planning image, where the paths hold several. */
  readonly seriesUid?: string
  readonly job?: Job
}

/** A planning image with its structure sets and registrations, read and checked. */
export type Case = {
  readonly inputs: ProposalInputs
  /** Patient, study and series of the image, for writing beside it. */
  readonly reference: ImageReference
  readonly structureSets: readonly ParsedStructureSet[]
  /** Every file that was read. */
  readonly files: readonly string[]
  readonly findings: readonly Finding[]
}

/** What is under some paths, and which files those are. */
export const scanPaths = async (
  paths: readonly string[],
  job: Job,
): Promise<{ scan: DicomScan; files: readonly string[]; problems: readonly ErrorRecord[] }> => {
  const { files, problems } = await walkFiles(paths)
  const scan = await scanFiles(await Promise.all(files.map(inputFile)), job)
  return { scan, files, problems: [...problems, ...scan.problems] }
}

const listed = (s: ImageSeries): string =>
  `${s.modality} ${s.seriesUid} (${s.images.length} images${s.description === '' ? '' : `, ${s.description}`})`

const patientsOf = (series: readonly ImageSeries[]): readonly string[] => [...new Set(series.map((s) => s.patientId))]

/**
 * The planning image among the series: the one named, else the only CT, else the only series.
 * @throws input/no-image, input/unknown-series, input/several-series, input/several-patients
 */
const planningSeries = (series: readonly ImageSeries[], seriesUid: string | undefined, where: string): ImageSeries => {
  if (seriesUid !== undefined) {
    const parts = series.filter((s) => s.seriesUid === seriesUid)
    const named = parts.find((s) => s.refusal === null) ?? parts[0]
    if (named !== undefined) return named
    throw new PostopError('input/unknown-series', {
      message: `${where} has no image series ${seriesUid}; it has ${series.map(listed).join(', ') || 'none'}.`,
      attribute: '--series',
      remedy: 'Give one of these series UIDs.',
    })
  }
  const ct = series.filter((s) => s.modality === 'CT')
  const candidates = ct.length > 0 ? ct : series
  const loadable = candidates.filter((s) => s.refusal === null)
  const usable = loadable.length > 0 ? loadable : candidates
  const [only, second] = usable
  if (only === undefined) {
    throw new PostopError('input/no-image', {
      message: `${where} holds no CT or MR images.`,
      file: where,
      attribute: '--image',
      remedy: 'Give the folder with the planning CT.',
    })
  }
  if (second === undefined) return only
  const several = patientsOf(usable).length > 1
  throw new PostopError(several ? 'input/several-patients' : 'input/several-series', {
    message: `${where} holds ${usable.length} image series${several ? ` of ${patientsOf(usable).length} patients` : ''}: ${usable.map(listed).join('; ')}.`,
    file: where,
    attribute: '--series',
    remedy: 'Say which is the planning image with --series UID.',
  })
}

/** Problems that are no accident of the folder: a damaged DICOM file may be a slice, so the case is refused. */
const isDamage = (p: ErrorRecord): boolean => p.code !== 'dicom/not-dicom' && p.code !== 'dicom/unsupported-object'

const refuseDamage = (problems: readonly ErrorRecord[]): void => {
  const damaged = problems.find(isDamage)
  if (damaged !== undefined) throw fromErrorRecord(damaged)
}

/** Refuses where nothing of a kind was found: by the reason of the only file, else by `otherwise`. */
const refuseNone = (problems: readonly ErrorRecord[], otherwise: PostopError): never => {
  const [only, second] = problems
  if (only !== undefined && second === undefined) throw fromErrorRecord(only)
  throw otherwise
}

type Side = Awaited<ReturnType<typeof scanPaths>>

const needStructureSets = ({ scan, problems }: Side, paths: readonly string[]): void => {
  if (scan.structureSets.length > 0 || paths.length === 0) return
  refuseNone(
    problems,
    new PostopError('input/no-structure-set', {
      message: `${paths.join(', ')} holds no RTSTRUCT.`,
      file: paths.join(', '),
      attribute: '--structures',
      remedy: 'Give the structure set that was drawn on the planning CT or MR.',
    }),
  )
}

const needRegistrations = ({ scan, problems }: Side, paths: readonly string[]): void => {
  if (scan.registrations.length > 0 || paths.length === 0) return
  refuseNone(
    problems,
    new PostopError('input/no-registration', {
      message: `${paths.join(', ')} holds no Spatial Registration object.`,
      file: paths.join(', '),
      attribute: '--registration',
      remedy: 'Give a DICOM Spatial Registration (modality REG) that joins the frames of reference.',
    }),
  )
}

/** The first of each key. */
const unique = <T>(items: readonly T[], key: (t: T) => string): readonly T[] => {
  const first = new Map<string, T>()
  for (const item of items) if (!first.has(key(item))) first.set(key(item), item)
  return [...first.values()]
}

/**
 * Reads a case. Paths alone (a list) are looked through for everything; with {@link CasePaths} images come from `image` only, and so on.
 * @throws input/not-found, input/no-image, input/no-structure-set, input/no-registration, input/several-series, input/unknown-series,
 * dicom/truncated and other reasons of damaged files, series/* where the images make no volume
 */
export const readCase = async (paths: readonly string[] | CasePaths, options: ReadOptions = {}): Promise<Case> => {
  const job = options.job ?? quietJob
  const parts: CasePaths = 'image' in paths ? paths : { image: paths, structures: [] }
  const together = !('image' in paths)
  const image = await scanPaths(parts.image, job)
  const structures = await scanPaths(parts.structures, job)
  const registrations = await scanPaths(parts.registrations ?? [], job)
  for (const side of [image, structures, registrations]) refuseDamage(side.problems)
  needStructureSets(structures, parts.structures)
  needRegistrations(registrations, parts.registrations ?? [])
  const series = planningSeries(image.scan.series, options.seriesUid, parts.image.join(', '))
  const loaded = await loadVolume(series, job)
  const sets = unique(together ? image.scan.structureSets : structures.scan.structureSets, (p) => p.set.uid)
  const regs = unique(
    together ? image.scan.registrations : registrations.scan.registrations,
    (r) => `${r.rigid.sourceUid} ${r.hash}`,
  )
  const patients = [
    ...image.scan.patients.filter((e) => together || e.is === 'image'),
    ...structures.scan.patients.filter((e) => e.is === 'structures'),
    ...registrations.scan.patients.filter((e) => e.is === 'registration'),
  ]
  const skipped = [image, structures, registrations].flatMap((side) => side.scan.findings)
  return {
    inputs: { image: loaded.volume, structureSets: sets.map((p) => p.set), registrations: regs },
    reference: loaded.reference,
    structureSets: sets,
    files: unique([...image.files, ...structures.files, ...registrations.files], (f) => f),
    findings: unique([...skipped, ...loaded.findings, ...patientFindings(patients, series.seriesUid)], (f) =>
      JSON.stringify(f),
    ),
  }
}
