import type { Sha256 } from '../../core/frame/index.js'
import { type Job, quietJob } from '../../core/job/index.js'
import { patientFindings } from '../../core/patient/index.js'
import { type ErrorRecord, type Finding, fromErrorRecord, PostopError } from '../../core/problem/index.js'
import type { ProposalInputs } from '../../core/proposal/index.js'
import {
  type DicomScan,
  type ImageReference,
  type ImageSeries,
  type LoadedVolume,
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
  /** The planning image, where the paths hold several: a series UID, with `#1`, `#2` ... behind it for a part of the series. */
  readonly seriesUid?: string
  /** Of the parts of that series the one with this content, if there is one. */
  readonly imageHash?: Sha256
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
  `${s.modality} ${s.key} (${[`${s.images.length} images`, s.description, s.part].filter((text) => text !== '').join(', ')})`

const patientsOf = (series: readonly ImageSeries[]): readonly string[] => [...new Set(series.map((s) => s.patientId))]

/** The only one that can be loaded; where none can, the only one. @throws input/no-image, input/several-series, input/several-patients */
const onlyOne = (series: readonly ImageSeries[], where: string): ImageSeries => {
  const loadable = series.filter((s) => s.refusal === null)
  const usable = loadable.length > 0 ? loadable : series
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
  const inParts = usable.some((s) => s.key !== s.seriesUid)
  throw new PostopError(several ? 'input/several-patients' : 'input/several-series', {
    message: `${where} holds ${usable.length} image series${inParts ? ' or parts of one' : ''}${several ? ` of ${patientsOf(usable).length} patients` : ''}: ${usable.map(listed).join('; ')}.`,
    file: where,
    attribute: '--series',
    remedy: `Say which is the planning image with --series ${inParts ? `UID#PART, e.g. --series ${usable[0]?.key}` : 'UID'}.`,
  })
}

/**
 * The planning image among the series: the one named, else the only CT, else the only series.
 * @param named a series UID, or one of its parts by its key
 * @throws input/no-image, input/unknown-series, input/several-series, input/several-patients
 */
const planningSeries = (series: readonly ImageSeries[], named: string | undefined, where: string): ImageSeries => {
  if (named === undefined) {
    const ct = series.filter((s) => s.modality === 'CT')
    return onlyOne(ct.length > 0 ? ct : series, where)
  }
  const parts = series.filter((s) => s.key === named || s.seriesUid === named)
  if (parts.length > 0) return onlyOne(parts, where)
  throw new PostopError('input/unknown-series', {
    message: `${where} has no image series ${named}; it has ${series.map(listed).join(', ') || 'none'}.`,
    attribute: '--series',
    remedy: 'Give one of these series UIDs.',
  })
}

/** Reads the planning image; where its content is known, part by part until it is found. */
const loadPlanningImage = async (
  series: readonly ImageSeries[],
  { seriesUid, imageHash }: ReadOptions,
  where: string,
  job: Job,
): Promise<{ readonly series: ImageSeries; readonly loaded: LoadedVolume }> => {
  const parts = imageHash === undefined ? [] : series.filter((s) => s.seriesUid === seriesUid && s.refusal === null)
  for (const part of parts.length > 1 ? parts : []) {
    const loaded = await loadVolume(part, job)
    if (loaded.volume.hash === imageHash) return { series: part, loaded }
  }
  const chosen = parts[0] ?? planningSeries(series, seriesUid, where)
  return { series: chosen, loaded: await loadVolume(chosen, job) }
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
  const { series, loaded } = await loadPlanningImage(image.scan.series, options, parts.image.join(', '), job)
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
