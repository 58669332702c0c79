import { PostopError } from '../../core/problem/index.js'
import { describeRecipe, type Proposal, type ProposalInputs, type Recipe } from '../../core/proposal/index.js'
import { SOFTWARE_VERSION } from '../../core/software/index.js'
import { undecided } from '../derived/findings.js'
import { freshness } from '../derived/freshness.js'
import type { Export } from '../services.js'
import type { OpenCase } from '../state/state.js'

/** RT ROI display colour of the CTV: the page's own. */
const CTV_COLOUR = [255, 228, 92] as const

/** Longest ROI name that every planning system takes. */
export const NAME_LIMIT = 16

const LABEL = 'postop-ctv'

/** Why the structure set cannot be written now; null where it can. */
export const exportBlocked = (open: OpenCase): string | null => {
  const state = freshness(open)
  if (state.is === 'none') return 'Needs a proposal: press Propose'
  if (state.is === 'updating') return 'The proposal is being computed'
  if (state.is === 'failed') return 'The last proposal could not be computed'
  if (state.is === 'stale') return `The proposal is stale: ${state.because}`
  const left = undecided(open).length
  if (left > 0) return `${left} ${left === 1 ? 'finding' : 'findings'} to decide: accept or resolve`
  const name = open.history.present.ctvName
  if (name.trim() === '' || name.length > NAME_LIMIT) return `The CTV's name must have 1 to ${NAME_LIMIT} characters`
  return null
}

const recipeText = (recipe: Recipe): string => JSON.stringify(recipe)

/**
 * The structure set to write: the planning image's own one with the CTV added.
 * @param date `YYYY-MM-DDTHH:MM:SS`
 * @throws value/conflict where something still blocks
 */
export const exportRequest = (open: OpenCase, inputs: ProposalInputs, proposal: Proposal, date: string): Export => {
  const blocked = exportBlocked(open)
  if (blocked !== null) {
    throw new PostopError('value/conflict', {
      message: `Not written: ${blocked}.`,
      remedy: 'Resolve it and save again.',
    })
  }
  const baseUid = open.history.present.baseSetUid
  const targets = new Set(proposal.recipe.roles.filter((r) => r.role.is === 'target').map((r) => r.roi.setUid))
  return {
    seriesUid: inputs.image.seriesUid,
    baseUid,
    predecessorUids: [...targets].filter((uid) => uid !== baseUid).sort(),
    rois: [
      {
        name: open.history.present.ctvName,
        type: 'CTV',
        contours: proposal.contours,
        colour: CTV_COLOUR,
        description: describeRecipe(proposal.recipe),
      },
    ],
    recipeJson: recipeText(proposal.recipe),
    date,
    version: SOFTWARE_VERSION,
    label: LABEL,
  }
}

/** A file name that any system takes, e.g. `RS.SYN-0001.ctv-1.dcm`. */
export const exportFileName = (patientId: string): string =>
  `RS.${patientId.replace(/[^A-Za-z0-9._-]+/g, '_') || 'case'}.ctv-1.dcm`
