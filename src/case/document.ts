import type { Uid } from '../core/frame/index.js'
import { CONSENSUS, DEFAULTS } from '../core/guideline/index.js'
import type { Recipe, RoiKey, Role, RoleAssignment } from '../core/proposal/index.js'

/** What the user decided about a case: JSON, undoable, the whole of what a recipe needs besides the inputs. */
export type CaseDocument = {
  readonly planningSeriesUid: Uid
  /** One for every ROI, in the recipe's order. */
  readonly roles: readonly RoleAssignment[]
  readonly marginMm: number
  readonly air: Recipe['air']
  /** Name of the CTV in the exported structure set. */
  readonly ctvName: string
  /** Codes of `decide` findings that were accepted. */
  readonly accepted: readonly string[]
}

/** One decision of the user. */
export type Action =
  | { readonly do: 'set-role'; readonly roi: RoiKey; readonly role: Role }
  | { readonly do: 'set-margin'; readonly marginMm: number }
  | { readonly do: 'set-air'; readonly belowHu: number }
  | { readonly do: 'set-ctv-name'; readonly name: string }
  | { readonly do: 'accept'; readonly code: string; readonly accepted: boolean }

const AIR: NonNullable<Recipe['air']> = {
  belowHu: DEFAULTS.airBelowHu,
  minimumCm3: DEFAULTS.airMinimumCm3,
  blocks: false,
}

/** The document of a case that has just been opened. @param isCt without CT numbers there is no air rule */
export const newDocument = (planningSeriesUid: Uid, roles: readonly RoleAssignment[], isCt: boolean): CaseDocument => ({
  planningSeriesUid,
  roles,
  marginMm: CONSENSUS.marginMm,
  air: isCt ? AIR : null,
  ctvName: 'CTV_PROPOSED',
  accepted: [],
})

const sameRoi = (a: RoiKey, b: RoiKey): boolean => a.setUid === b.setUid && a.number === b.number

/** The document after a decision; the same object where it changes nothing. */
export const reduce = (document: CaseDocument, action: Action): CaseDocument => {
  switch (action.do) {
    case 'set-role':
      return {
        ...document,
        roles: document.roles.map((r) =>
          sameRoi(r.roi, action.roi) ? { roi: r.roi, role: action.role, by: 'user', why: 'you chose it' } : r,
        ),
      }
    case 'set-margin':
      return action.marginMm === document.marginMm ? document : { ...document, marginMm: action.marginMm }
    case 'set-air':
      if (document.air === null || document.air.belowHu === action.belowHu) return document
      return { ...document, air: { ...document.air, belowHu: action.belowHu } }
    case 'set-ctv-name':
      return action.name === document.ctvName ? document : { ...document, ctvName: action.name }
    case 'accept': {
      const others = document.accepted.filter((code) => code !== action.code)
      return { ...document, accepted: action.accepted ? [...others, action.code] : others }
    }
  }
}
