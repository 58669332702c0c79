import type { Sha256, Uid } from '../../core/frame/index.js'
import type { CaseDocument } from '../document/document.js'
import type { History } from '../document/history.js'
import type { OpenCase } from './state.js'
import type { Step } from './step.js'

/**
 * Which form of {@link SavedCase}; raised with every change of it or of what it holds. Records of another form are not read, since a
 * document that lacks a part cannot be worked on.
 */
export const SAVED_VERSION = 6

/** All of a user's work on a case, by what it was done on; never the images or structures themselves. */
export type SavedCase = {
  /** Content hash of the planning image. */
  readonly key: Sha256
  /** For the list of saved cases: whose it is. */
  readonly patientName: string
  readonly patientId: string
  readonly seriesDescription: string
  /** Of the series, `YYYYMMDD` or ''. */
  readonly seriesDate: string
  readonly savedAt: number
  readonly history: History<CaseDocument>
  readonly step: Step
  readonly looked: OpenCase['looked']
  /** A CTV had been asked for: it is computed again when the case is back. */
  readonly proposed: boolean
  readonly structureSets: readonly { readonly uid: Uid; readonly hash: Sha256 }[]
  /** Where the files came from, for whoever can open them again from there; null where that cannot be known. */
  readonly origin: unknown
  /** It was open when this was saved; closing a case ends that. */
  readonly wasOpen: boolean
}

/** Where saved cases lie; nothing of it leaves the computer. */
export interface CaseShelf {
  all(): Promise<readonly SavedCase[]>
  get(key: string): Promise<SavedCase | null>
  put(key: string, saved: SavedCase): Promise<void>
  remove(key: string): Promise<void>
}

/** Whether the work so far is safe. */
export type Saving =
  | { readonly is: 'nothing' }
  | { readonly is: 'saved'; readonly at: number }
  | { readonly is: 'failed'; readonly because: string }
