import {
  baseSetOf,
  checkExportOptions,
  type DescribedExport,
  describeExport,
  EXPORT_DEFAULTS,
  type ExportOptions,
  type ExportPlan,
  type HoleStyle,
  planExport,
} from '../../core/export/index.js'
import { type Job, quietJob } from '../../core/job/index.js'
import { type Finding, note } from '../../core/problem/index.js'
import { type ExpandedProposal, expandProposal, type Proposal } from '../../core/proposal/index.js'
import { SOFTWARE_VERSION } from '../../core/software/index.js'
import { type WrittenStructureSet, writeStructureSet as writeDicom } from '../../dicom/index.js'
import { nodeEngine } from '../engine.js'
import { outputDate } from './date.js'
import type { Case } from './read-case.js'

export type WriteOptions = {
  /** Name of the CTV, at most 16 characters; `CTV_PROPOSED`. */
  readonly name?: string
  /** Keyholes, or nested contours; `keyhole`. */
  readonly holes?: HoleStyle
  /** ISO date and time that the file states; else SOURCE_DATE_EPOCH, else the clock. With the same one, the same bytes. */
  readonly date?: string
  /** Without the planning structure set's own ROIs. */
  readonly onlyCtv?: boolean
  /** Adds a PTV: the CTV grown by this margin. */
  readonly ptvMm?: number
  readonly job?: Job
}

/** What was written, what was noticed in writing, and how it reads again. */
export type Written = Omit<WrittenStructureSet, 'read'> & DescribedExport & { readonly plan: ExportPlan }

/** Options with every value checked, before any work is done. */
export type CheckedOptions = ExportOptions & { readonly date: string }

/** @throws output/name-too-long, value/out-of-range */
export const checkWriteOptions = (o: Omit<WriteOptions, 'holes'> & { readonly holes?: string }): CheckedOptions => {
  const options: ExportOptions = {
    ...EXPORT_DEFAULTS,
    name: o.name ?? EXPORT_DEFAULTS.name,
    holes: (o.holes ?? EXPORT_DEFAULTS.holes) as HoleStyle,
    onlyCtv: o.onlyCtv ?? EXPORT_DEFAULTS.onlyCtv,
    ptvMm: o.ptvMm ?? EXPORT_DEFAULTS.ptvMm,
  }
  checkExportOptions(options)
  return { ...options, date: outputDate(o.date) }
}

const NONE_COPIED = note(
  'structure/none-on-image',
  'No structure set lies on the planning image: the output holds the CTV alone.',
)

/** The structure set that is copied, with what is to be said about it. */
const baseOf = (c: Case, proposal: Proposal) => {
  const { base, others } = baseSetOf(c.inputs.structureSets, c.inputs.image, proposal.recipe)
  const findings: readonly Finding[] =
    base === null
      ? [NONE_COPIED]
      : others.map((other) =>
          note('structure/set-not-copied', `The ROIs of ${other.file} are not copied; those of ${base.file} are.`, {
            file: other.file,
          }),
        )
  return { parsed: c.structureSets.find(({ set }) => set.uid === base?.uid), findings }
}

const ptvOf = async (c: Case, proposal: Proposal, ptvMm: number | null, job: Job): Promise<ExpandedProposal | null> =>
  ptvMm === null ? null : expandProposal(c.inputs.image, proposal, ptvMm, await nodeEngine(), job)

/**
 * The structure set to hand out: the planning image's own ROIs verbatim and the CTV, parsed again and compared.
 * @throws output/name-too-long, value/out-of-range, output/changed-on-reading
 */
export const exportStructureSet = async (
  c: Case,
  proposal: Proposal,
  options: CheckedOptions,
  job: Job = quietJob,
): Promise<Written> => {
  const { parsed, findings } = baseOf(c, proposal)
  const ptv = await ptvOf(c, proposal, options.ptvMm, job)
  const plan = planExport(proposal, options, parsed?.set.uid ?? null, ptv)
  const { image } = c.inputs
  const { read, ...written } = writeDicom({
    reference: c.reference,
    planes: image.planes,
    ...(parsed === undefined ? {} : { base: parsed.source }),
    ...plan,
    rois: plan.structures,
    date: options.date,
    version: SOFTWARE_VERSION,
  })
  const described = describeExport({
    plan,
    read,
    numbers: written.rois.map((roi) => roi.number),
    copied: plan.onlyCtv ? null : (parsed?.set ?? null),
    image,
    patient: c.reference,
  })
  return { ...written, ...described, plan, findings: [...findings, ...(ptv?.findings ?? []), ...written.findings] }
}

/**
 * The proposal as the bytes of an RTSTRUCT (UNAPPROVED); writing them to disk is the caller's.
 * @throws output/name-too-long, value/out-of-range, output/changed-on-reading
 */
export const writeStructureSet = async (c: Case, proposal: Proposal, options: WriteOptions = {}): Promise<Uint8Array> =>
  (await exportStructureSet(c, proposal, checkWriteOptions(options), options.job)).bytes
