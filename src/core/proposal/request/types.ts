import type { MarginsLrapsi } from '../../field/index.js'
import type { Finding } from '../../problem/index.js'
import type { Recipe } from '../recipe.js'

/**
 * What a user asks for, in the words of the command line. ROI names match exactly, else without case, blanks and punctuation;
 * `FILE::NAME` and `#NUMBER` are exact. Words with a length are `NAME` or `NAME:MM`.
 */
export type ProposalRequest = {
  /** The target's ROIs, one or more; may be left out where the protocol names them. */
  readonly targets?: readonly string[]
  /** Margin in mm on all sides; the consensus' 5 mm where neither this nor `marginLrapsiMm` is given. */
  readonly marginMm?: number
  readonly marginLrapsiMm?: MarginsLrapsi
  /** `NAME:MM`: the part of the target inside the ROI gets that margin. */
  readonly concern?: readonly string[]
  /** Subtracted, with its own margin in mm. */
  readonly exclude?: readonly string[]
  /** Subtracted, and nothing grows through it. */
  readonly block?: readonly string[]
  /** As `block`, reported as a natural barrier. */
  readonly barrier?: readonly string[]
  /** Kept in the CTV and reported where near. */
  readonly keep?: readonly string[]
  /** Plays no part, whatever the whitelist says. */
  readonly ignore?: readonly string[]
  /** `NAME` or `NAME:RETRACTION_MM`: the CTV stays inside. */
  readonly body?: string
  /** These exclusions cut the target too, instead of leaving it whole. */
  readonly cutTarget?: readonly string[]
  /** CT number below which a volume of at least 0.2 cm3 is air; null: no air rule. */
  readonly airBelowHu?: number | null
  /** Air also blocks: for an airway that was there before the operation. */
  readonly airBlocks?: boolean
  /** The smallest volume that is air. */
  readonly airMinimumCm3?: number
  /** CT number above which bone is found and blocks; null or absent: off. */
  readonly boneAboveHu?: number | null
  /** How far tissue behind what blocks is: the way round, the default, or straight through. */
  readonly path?: Recipe['path']
  /** What is left out is the default. */
  readonly tidy?: Partial<Recipe['tidy']>
  /** False: no role by the whitelist of names. */
  readonly useDefaults?: boolean
  /** A parsed protocol file: the same words as a JSON object (docs/json.md); the request's own words come before its. */
  readonly protocol?: unknown
  /** Operations by hand on the CTV, replayed in their order. */
  readonly edits?: Recipe['edits']
  /** Codes of `decide` findings that are accepted. */
  readonly accept?: readonly string[]
}

/** A recipe ready for `propose`, and what was noticed in making it. */
export type ResolvedRequest = { readonly recipe: Recipe; readonly findings: readonly Finding[] }
