import { checkExportOptions, type DescribedExport, type ExportOptions, planExport } from '../../core/export/index.js'
import { type Finding, PostopError, withAcceptances } from '../../core/problem/index.js'
import { type ProposalFigures, proposalFigures } from '../../core/report/index.js'
import { SOFTWARE_VERSION } from '../../core/software/index.js'
import { caseFindings, undecided } from '../derived/findings.js'
import { freshness } from '../derived/freshness.js'
import type { SessionParts } from '../state/session-parts.js'
import type { OpenCase } from '../state/state.js'

/** A structure set ready to be handed out: its bytes, parsed again and compared, and what goes with it. */
export type Exported = DescribedExport & {
  /** Of what it was made: {@link exportKey}. */
  readonly key: string
  /** `YYYY-MM-DDTHH:MM:SS` */
  readonly date: string
  readonly bytes: Uint8Array
  readonly fileName: string
  /** As the private element holds it. */
  readonly recipeJson: string
  /** What was noticed in writing: names that were taken, gaps that were filled. */
  readonly writing: readonly Finding[]
  readonly report: ProposalFigures
}

const optionsProblem = (options: ExportOptions): string | null => {
  try {
    checkExportOptions(options)
    return null
  } catch (error) {
    if (error instanceof PostopError) return error.message.replace(/\.$/, '')
    throw error
  }
}

/** Why the structure set cannot be written now; null where it can. */
export const exportBlocked = (open: OpenCase): string | null => {
  const state = freshness(open)
  if (state.is === 'none') return 'Needs a proposal: press Propose'
  if (state.is === 'updating') return 'The proposal is being computed'
  if (state.is === 'failed') return 'The last proposal could not be computed'
  if (state.is === 'stale') return `The proposal is stale: ${state.because}`
  const left = undecided(open).length
  if (left > 0) return `${left} ${left === 1 ? 'finding' : 'findings'} to decide: accept or resolve`
  const { editsAsked, exporting } = open.history.present
  if (editsAsked) return 'A rule changed: say on Review whether the edits by hand are replayed or dropped'
  return optionsProblem(exporting)
}

/** What an export is made of; two of the same key differ in their time alone. null while something blocks. */
export const exportKey = (open: OpenCase): string | null => {
  if (exportBlocked(open) !== null || open.proposal === null) return null
  const { exporting, baseSetUid, accepted } = open.history.present
  return JSON.stringify([open.opening, open.proposal.key, accepted, exporting, baseSetUid])
}

/** A file name that any system takes, e.g. `RS.SYN-0001.ctv-1.dcm`. */
export const exportFileName = (patientId: string): string =>
  `RS.${patientId.replace(/[^A-Za-z0-9._-]+/g, '_') || 'case'}.ctv-1.dcm`

const notWritten = (because: string): PostopError =>
  new PostopError('value/conflict', {
    message: `Not written: ${because}.`,
    remedy: 'Resolve it and save again.',
  })

/**
 * Writes the structure set with the CTV: the planning image's own one copied, or alone.
 * @param date `YYYY-MM-DDTHH:MM:SS`
 * @throws value/conflict where something still blocks, and what writing throws
 */
export const writeExport = async <File>(
  { store, shelf, services }: SessionParts<File>,
  date: string,
): Promise<Exported> => {
  const { open } = store.getState()
  const { inputs, proposal } = shelf
  if (open === null || inputs === null || proposal === null) throw notWritten('there is no proposal')
  const key = exportKey(open)
  if (key === null) throw notWritten(exportBlocked(open) ?? 'there is no proposal')
  const { exporting, baseSetUid, accepted } = open.history.present
  const { ptvMm } = exporting
  const ptv = ptvMm === null ? null : await services.ptv(proposal.recipe, ptvMm)
  const plan = planExport(proposal, exporting, baseSetUid, ptv)
  const { key: image, patientId } = open.image.series
  const written = await services.write({ key: image, plan, date, version: SOFTWARE_VERSION })
  const fileName = exportFileName(patientId)
  const writing = [...(ptv?.findings ?? []), ...written.findings]
  return {
    key,
    date,
    bytes: written.bytes,
    fileName,
    recipeJson: plan.recipeJson,
    card: written.card,
    figures: written.figures,
    writing,
    report: proposalFigures({
      image: inputs.image,
      proposal,
      written,
      findings: [...withAcceptances(caseFindings(open), accepted), ...writing],
      out: fileName,
    }),
  }
}
