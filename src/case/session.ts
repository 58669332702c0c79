import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Finding } from '../core/problem/index.js'
import { takeProtocol } from '../core/proposal/index.js'
import { addStructures } from './comparing/add-structures.js'
import { createComparing } from './comparing/compare.js'
import type { SliceFacts } from './derived/slices.js'
import { type Action, type CaseDocument, reduce } from './document/document.js'
import { endDrag, type History, record, redo, undo } from './document/history.js'
import { sameRecipe } from './document/recipe.js'
import { createEditing, type Editing } from './editing/editing.js'
import { dropOldLive } from './editing/live.js'
import { type Exported, writeExport } from './export/export.js'
import { createFusing } from './opening/fuse.js'
import { createOpening } from './opening/opening.js'
import { followTissue } from './proposing/follow-tissue.js'
import { createProposing } from './proposing/propose.js'
import { createRobustness } from './robustness/check.js'
import { keepSaved } from './save/keep-saved.js'
import type { ArchivedFile, CaseServices } from './services.js'
import { followDrawn } from './solids/follow-drawn.js'
import { measureRois } from './solids/measure-rois.js'
import { refit } from './solids/refit.js'
import { patchOpen } from './state/patch.js'
import type { CaseShelf, SavedCase } from './state/saved.js'
import type { SessionParts } from './state/session-parts.js'
import { emptyShelf, type Shelf } from './state/shelf.js'
import { type ComparisonWish, EMPTY_SESSION, type SessionState } from './state/state.js'
import type { Step } from './state/step.js'

/** One window's work: the store, what is too large for it, and everything a user can do. */
export interface Session<File> {
  readonly store: StoreApi<SessionState>
  readonly shelf: Shelf
  /** Opens a case; the one that is open stays until this one has been read. @param origin kept with the work, see {@link SavedCase} */
  open(files: readonly File[], origin?: unknown): Promise<void>
  cancelOpening(): void
  /** Opens one of the patients whose files were refused together. */
  choosePatient(key: string): Promise<void>
  /** Lets go of the open case; what was saved of it stays. */
  close(): void
  /** Plans on another CT of the same files. */
  planOn(key: string): Promise<void>
  /** Lays another series of the case over the planning image; null takes it away. */
  fuse(key: string | null): Promise<void>
  dismissRefusal(): void
  /** Says why an opening failed before its files were there. */
  refuse(error: unknown): void
  /** Looks up what was saved, newest first, for the first page; also in the store. */
  listSaved(): Promise<readonly SavedCase[]>
  removeSaved(key: string): Promise<void>
  /** @param drag the changes of one drag are one undo step */
  act(action: Action, drag?: string): void
  endDrag(): void
  readonly editing: Editing
  /** Takes a protocol's roles and rules over, as one undo step. @throws protocol/invalid and what its values are refused for */
  takeProtocol(json: unknown): readonly Finding[]
  undo(): void
  redo(): void
  propose(): void
  cancelProposal(): void
  /** Compares the CTV, and again whenever it has changed; null ends that. */
  compareWith(wish: ComparisonWish | null): void
  /** Computes the proposal under what is uncertain. */
  checkRobustness(): void
  cancelRobustness(): void
  /** Takes structure sets from files, to compare with only. */
  addStructures(files: readonly File[]): Promise<void>
  goTo(step: Step): void
  /** Notes that a slice was looked at as its contours are now. */
  lookedAt(slice: Pick<SliceFacts, 'uid' | 'fingerprint'>): void
  /** The structure set, parsed again and compared. @param date `YYYY-MM-DDTHH:MM:SS` @throws value/conflict and what writing throws */
  write(date: string): Promise<Exported>
  /** Files as one .zip. */
  zip(files: readonly ArchivedFile[], date: string): Promise<Uint8Array>
}

/** The drag of a CT number. */
export const THRESHOLD_DRAG = 'threshold'

/** Joins the parts of a session: a change of the document is followed by all that depends on it. */
export const createSession = <File>(services: CaseServices<File>, saves: CaseShelf): Session<File> => {
  const store = createStore<SessionState>(() => EMPTY_SESSION)
  const shelf = emptyShelf()
  const parts: SessionParts<File> = { store, shelf, services }
  const kept = keepSaved(store, shelf, saves)
  const fusing = createFusing(parts)
  const proposing = createProposing(parts)
  const robustness = createRobustness(parts)
  const opening = createOpening(parts, {
    savedOf: kept.of,
    leave: () => {
      proposing.stop()
      fusing.none()
    },
    begun: (inputs, { history }, proposed) => {
      if (proposed) proposing.propose()
      void measureRois(parts, inputs, history.present)
    },
  })

  const change = (next: (history: History<CaseDocument>) => History<CaseDocument>): void => {
    const before = store.getState().open
    if (before === null) return
    const history = next(before.history)
    if (history === before.history) return
    const another = history.past.length !== before.history.past.length
    if (another) shelf.before = shelf.outline
    dropOldLive(shelf, history.present)
    patchOpen(store, () => ({ history, ...(another ? { previousCm3: before.outline?.solidCm3 ?? null } : {}) }))
    if (refit(parts, history.present)) fusing.again()
    const follows = before.outline !== null || before.computing !== null
    if (!follows) return
    const present = !sameRecipe(history.present, before.history.present)
    // Under a dragged threshold the surfaces of air and bone follow; the CTV comes when it is let go.
    if (history.drag === THRESHOLD_DRAG) return
    if (present || before.history.drag === THRESHOLD_DRAG) proposing.propose()
  }

  const act: Session<File>['act'] = (action, drag) =>
    change((history) => record(history, reduce(history.present, action), drag ?? null))

  followTissue(parts)
  followDrawn(parts)

  return {
    store,
    shelf,
    open: opening.open,
    cancelOpening: opening.cancelOpening,
    choosePatient: opening.choosePatient,
    close: () => {
      opening.close()
      void kept.list()
    },
    planOn: opening.planOn,
    fuse: fusing.fuse,
    dismissRefusal: opening.dismissRefusal,
    refuse: opening.refuse,
    listSaved: kept.list,
    removeSaved: kept.remove,
    act,
    endDrag: () => change(endDrag),
    editing: createEditing(parts, act),
    takeProtocol: (json) => {
      if (shelf.inputs === null) return []
      const { parts: taken, findings } = takeProtocol(shelf.inputs, json)
      change((history) => record(history, reduce(history.present, { do: 'take-protocol', parts: taken })))
      return findings
    },
    undo: () => change(undo),
    redo: () => change(redo),
    propose: proposing.propose,
    cancelProposal: proposing.cancel,
    compareWith: createComparing(parts),
    checkRobustness: robustness.check,
    cancelRobustness: robustness.cancel,
    addStructures: (files) => addStructures(parts, files),
    goTo: (step) => store.setState({ step }),
    lookedAt: ({ uid, fingerprint }) =>
      patchOpen(store, ({ looked }) => ({ looked: { ...looked, [uid]: fingerprint } })),
    write: (date) => writeExport(parts, date),
    zip: services.zip,
  }
}
