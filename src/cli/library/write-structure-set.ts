import { LIMITS } from '../../core/guideline/index.js'
import { type Job, quietJob } from '../../core/job/index.js'
import { type Finding, note, PostopError } from '../../core/problem/index.js'
import { describeRecipe, expandProposal, inRange, type Proposal } from '../../core/proposal/index.js'
import { SOFTWARE_VERSION } from '../../core/software/index.js'
import {
  type HoleStyle,
  type NewRoi,
  type ParsedStructureSet,
  type WrittenStructureSet,
  writeStructureSet as writeDicom,
} from '../../dicom/index.js'
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

/** What was written, and what was noticed in writing. */
export type Written = WrittenStructureSet & { readonly holes: HoleStyle }

const NAME_AT_MOST = 16
const CTV_COLOUR = [255, 128, 0] as const
const PTV_COLOUR = [80, 160, 255] as const

const checkedName = (name: string): string => {
  if ([...name].length > NAME_AT_MOST) {
    throw new PostopError('output/name-too-long', {
      message: `The name "${name}" has ${[...name].length} characters; planning systems show at most ${NAME_AT_MOST}.`,
      attribute: '--name',
      remedy: `Give a name of at most ${NAME_AT_MOST} characters.`,
    })
  }
  if (name.trim() === '' || /[\\\p{Cc}]/u.test(name)) {
    throw new PostopError('value/out-of-range', {
      message: 'The name is empty or holds a backslash or a control character.',
      attribute: '--name',
      remedy: 'Give a name of letters, digits, blanks, _ and -.',
    })
  }
  return name
}

const checkedHoles = (holes: string): HoleStyle => {
  if (holes === 'keyhole' || holes === 'nested') return holes
  throw new PostopError('value/out-of-range', {
    message: `Holes are written as keyhole or nested, not "${holes}".`,
    attribute: '--holes',
    remedy: 'Say --holes keyhole or --holes nested.',
  })
}

/** Options with every value checked, before any work is done. */
export type CheckedOptions = {
  readonly name: string
  readonly holes: HoleStyle
  readonly date: string
  readonly onlyCtv: boolean
  readonly ptvMm: number | null
}

/** @throws output/name-too-long, value/out-of-range */
export const checkWriteOptions = (o: Omit<WriteOptions, 'holes'> & { readonly holes?: string }): CheckedOptions => ({
  name: checkedName(o.name ?? 'CTV_PROPOSED'),
  holes: checkedHoles(o.holes ?? 'keyhole'),
  date: outputDate(o.date),
  onlyCtv: o.onlyCtv ?? false,
  ptvMm: o.ptvMm === undefined ? null : inRange(o.ptvMm, LIMITS.ptvMm, 'mm', 'The PTV margin', '--ptv'),
})

/** The structure set on the planning image that is copied: the one with a target, else the one that names the series, else the first by UID. */
const baseOf = (c: Case, proposal: Proposal): { base: ParsedStructureSet | null; findings: readonly Finding[] } => {
  const { image } = c.inputs
  const targets = new Set(proposal.recipe.roles.filter((a) => a.role.is === 'target').map((a) => a.roi.setUid))
  const rank = ({ set }: ParsedStructureSet) =>
    (targets.has(set.uid) ? 0 : 2) + (set.referencedSeriesUids.includes(image.seriesUid) ? 0 : 1)
  const onImage = c.structureSets
    .filter(({ set }) => set.frame === image.frame || set.rois.some((r) => r.frame === image.frame))
    .sort((a, b) => rank(a) - rank(b) || (a.set.uid < b.set.uid ? -1 : 1))
  const [base, ...others] = onImage
  if (base === undefined) {
    return {
      base: null,
      findings: [
        note('structure/none-on-image', 'No structure set lies on the planning image: the output holds the CTV alone.'),
      ],
    }
  }
  const findings = others.map((o) =>
    note('structure/set-not-copied', `The ROIs of ${o.set.file} are not copied; those of ${base.set.file} are.`, {
      file: o.set.file,
    }),
  )
  return { base, findings }
}

const ptvName = (ctv: string): string => (ctv.startsWith('CTV') ? `PTV${ctv.slice(3)}` : 'PTV_PROPOSED')

const newRois = async (c: Case, proposal: Proposal, o: CheckedOptions, job: Job): Promise<NewRoi[]> => {
  const recipe = describeRecipe(proposal.recipe)
  const ctv: NewRoi = {
    name: o.name,
    type: 'CTV',
    contours: proposal.contours,
    colour: CTV_COLOUR,
    description: `Proposal, not approved. ${proposal.recipe.software}: ${recipe}`,
  }
  if (o.ptvMm === null) return [ctv]
  const contours = await expandProposal(c.inputs.image, proposal, o.ptvMm, await nodeEngine(), job)
  const description = `Proposal, not approved. ${proposal.recipe.software}: ${o.name} + ${o.ptvMm} mm`
  return [ctv, { name: ptvName(o.name), type: 'PTV', contours, colour: PTV_COLOUR, description }]
}

/**
 * The structure set to hand out: the planning image's own ROIs verbatim and the CTV, parsed again and compared.
 * @throws output/name-too-long, value/out-of-range, output/changed-on-reading
 */
export const exportStructureSet = async (
  c: Case,
  proposal: Proposal,
  o: CheckedOptions,
  job: Job = quietJob,
): Promise<Written> => {
  const { base, findings } = baseOf(c, proposal)
  const used = new Set(proposal.recipe.roles.filter((a) => a.role.is !== 'ignore').map((a) => a.roi.setUid))
  const predecessorUids = c.structureSets
    .map(({ set }) => set.uid)
    .filter((uid) => used.has(uid) && uid !== base?.set.uid)
  const stored = o.ptvMm === null ? proposal.recipe : { ...proposal.recipe, ptvMm: o.ptvMm }
  const written = writeDicom({
    reference: c.reference,
    planes: c.inputs.image.planes,
    ...(base === null ? {} : { base: base.source }),
    predecessorUids,
    rois: await newRois(c, proposal, o, job),
    holes: o.holes,
    recipeJson: JSON.stringify(stored),
    date: o.date,
    version: SOFTWARE_VERSION,
    label: 'CTV proposal',
    onlyCtv: o.onlyCtv,
  })
  return { ...written, findings: [...findings, ...written.findings], holes: o.holes }
}

/**
 * The proposal as the bytes of an RTSTRUCT (UNAPPROVED); writing them to disk is the caller's.
 * @throws output/name-too-long, value/out-of-range, output/changed-on-reading
 */
export const writeStructureSet = async (c: Case, proposal: Proposal, options: WriteOptions = {}): Promise<Uint8Array> =>
  (await exportStructureSet(c, proposal, checkWriteOptions(options), options.job)).bytes
