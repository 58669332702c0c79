import { EXPORT_DEFAULTS, type ExportOptions } from '../../core/export/index.js'
import type { Uid } from '../../core/frame/index.js'
import { CONSENSUS, DEFAULTS } from '../../core/guideline/index.js'
import type { Acceptance } from '../../core/problem/index.js'
import type {
  DrawnRegion,
  Margin,
  ProtocolParts,
  Recipe,
  RoiKey,
  Role,
  RoleAssignment,
} from '../../core/proposal/index.js'
import { type DrawAction, reduceDrawn } from './drawn.js'
import { type EditAction, type EditLog, editsFollow, isEditAction, reduceEdits } from './edits.js'
import { baseMarginMm, sameMargin, settledMargin } from './margin.js'
import { roiId } from './roi-key.js'

/** What the user decided about a case: JSON, undoable, the whole of what a recipe needs besides the inputs. */
export type CaseDocument = EditLog & {
  readonly planningSeriesUid: Uid
  /** The structure set that belongs to the planning CT: the export copies it. null: the CTV is written alone. */
  readonly baseSetUid: Uid | null
  /** Spatial Registration objects in use, by SOP instance UID, ascending. */
  readonly registrations: readonly Uid[]
  /** One for every ROI, in the recipe's order. */
  readonly roles: readonly RoleAssignment[]
  readonly margin: Margin
  readonly path: Recipe['path']
  readonly air: Recipe['air']
  readonly bone: Recipe['bone']
  readonly tidy: Recipe['tidy']
  readonly drawn: readonly DrawnRegion[]
  /** ROIs (`setUid/number`) whose role stays as it is until they are unlocked. */
  readonly locked: readonly string[]
  /** Of the exported structure set: names, holes, what else stands in it. */
  readonly exporting: ExportOptions
  /** The `decide` findings that were accepted, each by somebody. */
  readonly accepted: readonly Acceptance[]
}

/** One decision of the user. */
export type Action =
  | { readonly do: 'set-base'; readonly setUid: Uid | null }
  /** Joins two frames by one registration; those `instead` of which it is used are left out. */
  | { readonly do: 'use-registration'; readonly uid: Uid; readonly instead: readonly Uid[] }
  | { readonly do: 'set-role'; readonly roi: RoiKey; readonly role: Role }
  | { readonly do: 'lock'; readonly roi: RoiKey; readonly locked: boolean }
  /** What a protocol decides; locked ROIs keep their roles. */
  | { readonly do: 'take-protocol'; readonly parts: ProtocolParts }
  | { readonly do: 'set-margin'; readonly margin: Margin }
  | { readonly do: 'set-path'; readonly path: Recipe['path'] }
  /** What is left out stays as it is. */
  | { readonly do: 'set-air'; readonly air: Partial<NonNullable<Recipe['air']>> | null }
  | { readonly do: 'set-bone'; readonly bone: Recipe['bone'] }
  | { readonly do: 'set-tidy'; readonly tidy: Partial<Recipe['tidy']> }
  /** What is left out stays as it is. */
  | { readonly do: 'set-export'; readonly options: Partial<ExportOptions> }
  /** Accepts one finding, or takes that back. */
  | { readonly do: 'accept'; readonly acceptance: Acceptance; readonly accepted: boolean }
  | DrawAction
  | EditAction

const AIR: NonNullable<Recipe['air']> = {
  belowHu: DEFAULTS.airBelowHu,
  minimumCm3: DEFAULTS.airMinimumCm3,
  blocks: false,
}

const TIDY: Recipe['tidy'] = {
  islandCm3: DEFAULTS.islandCm3,
  holeCm3: DEFAULTS.holeCm3,
  smoothMm: DEFAULTS.smoothMm,
}

/** What a document starts from: what was found among the files. `isCt`: without CT numbers there is no air rule. */
export type Beginning = Pick<CaseDocument, 'planningSeriesUid' | 'baseSetUid' | 'registrations' | 'roles'> & {
  readonly isCt: boolean
}

/** The document of a case that has just been opened. */
export const newDocument = ({ isCt, ...found }: Beginning): CaseDocument => ({
  ...found,
  margin: { is: 'isotropic', mm: CONSENSUS.marginMm },
  path: 'round',
  air: isCt ? AIR : null,
  bone: null,
  tidy: TIDY,
  drawn: [],
  edits: [],
  onRuleChange: 'ask',
  editsAsked: false,
  entering: {},
  locked: [],
  exporting: EXPORT_DEFAULTS,
  accepted: [],
})

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The document with one part replaced; the same object where the part says the same. */
const replaced = <K extends keyof CaseDocument>(
  document: CaseDocument,
  key: K,
  value: CaseDocument[K],
): CaseDocument => (same(document[key], value) ? document : { ...document, [key]: value })

/** The document after a decision; the same object where it changes nothing. */
export const reduce = (document: CaseDocument, action: Action): CaseDocument =>
  isEditAction(action) ? reduceEdits(document, action) : editsFollow(document, reduceRules(document, action))

const reduceRules = (document: CaseDocument, action: Exclude<Action, EditAction>): CaseDocument => {
  switch (action.do) {
    case 'set-base':
      return replaced(document, 'baseSetUid', action.setUid)
    case 'use-registration': {
      const others = document.registrations.filter((uid) => uid !== action.uid && !action.instead.includes(uid))
      return replaced(document, 'registrations', [...others, action.uid].sort())
    }
    case 'set-role': {
      const id = roiId(action.roi)
      if (document.locked.includes(id)) return document
      const roles = document.roles.map(
        (r): RoleAssignment =>
          roiId(r.roi) === id ? { roi: r.roi, role: action.role, by: 'user', why: 'you chose it' } : r,
      )
      return { ...document, roles }
    }
    case 'lock': {
      const id = roiId(action.roi)
      const others = document.locked.filter((one) => one !== id)
      return replaced(document, 'locked', action.locked ? [...others, id] : others)
    }
    case 'take-protocol': {
      const { roles, ...rest } = action.parts
      const kept = new Map(
        document.roles.filter((r) => document.locked.includes(roiId(r.roi))).map((r) => [roiId(r.roi), r]),
      )
      return { ...document, ...rest, roles: roles.map((r) => kept.get(roiId(r.roi)) ?? r) }
    }
    case 'set-margin': {
      const margin = settledMargin(action.margin)
      return sameMargin(margin, document.margin) ? document : { ...document, margin }
    }
    case 'set-path':
      return replaced(document, 'path', action.path)
    case 'set-air':
      return replaced(document, 'air', action.air === null ? null : { ...AIR, ...document.air, ...action.air })
    case 'set-bone':
      return replaced(document, 'bone', action.bone)
    case 'set-tidy':
      return replaced(document, 'tidy', { ...document.tidy, ...action.tidy })
    case 'set-export':
      return replaced(document, 'exporting', { ...document.exporting, ...action.options })
    case 'accept': {
      const { code, message } = action.acceptance
      const others = document.accepted.filter((a) => a.code !== code || a.message !== message)
      return { ...document, accepted: action.accepted ? [...others, action.acceptance] : others }
    }
    default:
      return replaced(document, 'drawn', reduceDrawn(document.drawn, action, baseMarginMm(document.margin)))
  }
}
