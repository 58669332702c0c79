import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Uid } from '../core/frame/index.js'
import { cancelledError } from '../core/job/index.js'
import { type Finding, PostopError, toErrorRecord } from '../core/problem/index.js'
import { type ProposalInputs, suggestRoles, takeProtocol } from '../core/proposal/index.js'
import { airChangesOf } from './air-changes.js'
import { chooseBaseSet, choosePlanningSeries } from './choose.js'
import { type Action, type CaseDocument, newDocument, reduce } from './document.js'
import { exportFileName, exportRequest } from './export.js'
import { followDrawn } from './follow-drawn.js'
import { followTissue } from './follow-tissue.js'
import { createFusing } from './fuse.js'
import { endDrag, type History, record, redo, startHistory, undo } from './history.js'
import { registrationUids, usedRegistrations } from './joins.js'
import { ofPatient, patientsOf } from './patients.js'
import { recipeOf } from './recipe.js'
import { dragRests } from './rest.js'
import { roiId } from './roi-key.js'
import { keepSaved } from './save/keep-saved.js'
import { restored } from './save/restore.js'
import type { CaseShelf, SavedCase } from './save/saved-case.js'
import type { CaseContents, CaseSeries, CaseServices, OnProgress, Running } from './services.js'
import { emptyShelf, type Shelf } from './shelf.js'
import { EMPTY_SESSION, type OpenCase, type SessionState, type Step } from './state.js'
import { imageSummary, outlineSummary, proposalSummary } from './summarize.js'

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
  planOn(seriesUid: Uid): Promise<void>
  /** Lays another series of the case over the planning image; null takes it away. */
  fuse(seriesUid: Uid | null): Promise<void>
  dismissRefusal(): void
  /** Says why an opening failed before its files were there. */
  refuse(error: unknown): void
  /** Looks up what was saved, newest first, for the first page; also in the store. */
  listSaved(): Promise<readonly SavedCase[]>
  removeSaved(key: string): Promise<void>
  /** @param drag the changes of one drag are one undo step */
  act(action: Action, drag?: string): void
  endDrag(): void
  /** Takes a protocol's roles and rules over, as one undo step. @throws protocol/invalid and what its values are refused for */
  takeProtocol(json: unknown): readonly Finding[]
  undo(): void
  redo(): void
  propose(): void
  cancelProposal(): void
  goTo(step: Step): void
  /** @param date `YYYY-MM-DDTHH:MM:SS` @throws value/conflict and what writing throws */
  write(date: string): Promise<{ readonly bytes: Uint8Array; readonly fileName: string }>
}

/** The drag of a CT number. */
export const THRESHOLD_DRAG = 'threshold'

const cancelled = (error: unknown): boolean => error instanceof PostopError && error.code === 'run/cancelled'

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i])

const targetsFirst = (inputs: ProposalInputs, document: CaseDocument) => {
  const rank = (setUid: Uid, number: number) =>
    document.roles.find((r) => r.roi.setUid === setUid && r.roi.number === number)?.role.is === 'target' ? 0 : 1
  return inputs.structureSets
    .flatMap((set) => set.rois.map((roi) => ({ setUid: set.uid, number: roi.number, size: roi.contours.length })))
    .filter(({ size }) => size > 0)
    .sort((a, b) => rank(a.setUid, a.number) - rank(b.setUid, b.number))
}

export const createSession = <File>(services: CaseServices<File>, saves: CaseShelf): Session<File> => {
  const store = createStore<SessionState>(() => EMPTY_SESSION)
  const shelf = emptyShelf()
  const kept = keepSaved(store, shelf, saves)
  let opening: Running<unknown> | null = null
  let openings = 0
  /** Files that were looked through and not shown, because they are of several patients. */
  let refused: { readonly contents: CaseContents; readonly origin: unknown } | null = null
  /** Proposals under way: the workers let at most one run and one wait. */
  const proposing = new Set<Running<unknown>>()
  let proposals = 0

  const patch = (change: (open: OpenCase) => Partial<OpenCase>) =>
    store.setState((state) => (state.open === null ? state : { open: { ...state.open, ...change(state.open) } }))

  const fusing = createFusing({
    services,
    shelf,
    open: () => store.getState().open,
    patch: (next) => patch(() => next),
  })

  const abandon = () => {
    opening?.cancel()
    opening = null
    openings++
    refused = null
  }

  const refuse = (error: unknown) =>
    store.setState({
      reading: null,
      ...(cancelled(error) ? {} : { refusal: toErrorRecord(error) }),
      patients: refused === null ? [] : patientsOf(refused.contents),
    })

  const stopProposing = () => {
    for (const call of proposing) call.cancel()
    proposing.clear()
    proposals++
  }

  /** A worker that was ended for another call takes this one along: it is asked again, as long as the case is the same. */
  const solidOnceMore = (inputs: ProposalInputs, roi: { readonly setUid: Uid; readonly number: number }) =>
    services.solid(roi).catch((error: unknown) => {
      if (cancelled(error) && shelf.inputs === inputs) return services.solid(roi)
      throw error
    })

  /** Until no proposal is under way: it goes before what only the lists and views wait for. */
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      const quiet = () => (store.getState().open?.computing ?? null) === null
      if (quiet()) {
        resolve()
        return
      }
      const stop = store.subscribe(() => {
        if (!quiet()) return
        stop()
        resolve()
      })
    })

  /** Solids of all ROIs one after another, targets first; another case ends it. */
  const measureRois = async (inputs: ProposalInputs, document: CaseDocument): Promise<void> => {
    for (const { setUid, number } of targetsFirst(inputs, document)) {
      const id = roiId({ setUid, number })
      if (shelf.fields.has(id)) continue
      await idle()
      if (shelf.inputs !== inputs) return
      try {
        const { field, contourCm3, solidCm3 } = await solidOnceMore(inputs, { setUid, number })
        if (shelf.inputs !== inputs) return
        shelf.fields.set(id, field)
        patch((open) => ({ solids: { ...open.solids, [id]: { contourCm3, solidCm3 } } }))
      } catch (error) {
        if (shelf.inputs !== inputs) return
        patch((open) => ({ solids: { ...open.solids, [id]: { problem: toErrorRecord(error).message } } }))
      }
    }
  }

  const show = async (contents: CaseContents, series: CaseSeries, turn: number, origin: unknown): Promise<void> => {
    const total = series.imageCount
    const title = 'Reading planning CT'
    store.setState({ reading: { title, share: 0, total, unit: 'images' } })
    const call = services.load(series.seriesUid, (_phase, done) => {
      if (turn === openings) store.setState({ reading: { title, share: done, total, unit: 'images' } })
    })
    opening = call
    const image = await call.result
    const saved = await kept.of(image.volume.hash)
    if (turn !== openings) return
    opening = null
    stopProposing()
    const { structureSets, registrations } = contents
    const inputs: ProposalInputs = { image: image.volume, structureSets, registrations }
    const roles = suggestRoles(structureSets, image.volume.frame, registrations)
    const document = newDocument({
      planningSeriesUid: series.seriesUid,
      baseSetUid: chooseBaseSet(contents, series, roles),
      registrations: registrationUids(registrations),
      roles,
      isCt: image.volume.unit === 'HU',
    })
    const work = saved === null ? { history: startHistory(document), findings: [] } : restored(saved, document, inputs)
    const used: ProposalInputs = { ...inputs, registrations: usedRegistrations(registrations, work.history.present) }
    refused = null
    shelf.inputs = used
    shelf.origin = origin
    shelf.fields.clear()
    shelf.outline = null
    shelf.proposal = null
    shelf.before = null
    shelf.tissue = null
    fusing.none()
    store.setState({
      reading: null,
      refusal: null,
      patients: [],
      step: saved?.step ?? (roles.some((r) => r.role.is === 'target') ? 'proposal' : 'roles'),
      open: {
        opening: turn,
        contents,
        image: imageSummary(series, image),
        history: work.history,
        solids: {},
        outline: null,
        proposal: null,
        previousCm3: null,
        airChanges: null,
        tissue: null,
        computing: null,
        problem: null,
        restored: saved === null ? null : { savedAt: saved.savedAt, findings: work.findings },
        fusion: null,
      },
    })
    services.prepare(used)
    if (saved?.proposed === true) propose()
    void measureRois(used, work.history.present)
  }

  /** The outline first, so that the views follow; then, once no drag is on its way, the figures. */
  const propose = (): void => {
    const { open } = store.getState()
    const { inputs } = shelf
    if (open === null || inputs === null) return
    const turn = ++proposals
    const recipe = recipeOf(open.history.present, inputs)
    const onProgress: OnProgress = (phase, done) => {
      if (turn === proposals) patch(() => ({ computing: { phase, done } }))
    }
    /** What has just been superseded is still newer than what is shown; what was cancelled is not wanted. */
    const wanted = async <T>(call: Running<T>): Promise<T> => {
      proposing.add(call)
      const result = await call.result.finally(() => {
        if (!proposing.delete(call)) throw cancelledError()
      })
      return result
    }
    const run = async () => {
      const outline = await wanted(services.outline(recipe, onProgress))
      shelf.outline = outline
      patch(() => ({ outline: outlineSummary(outline) }))
      await dragRests(store, services.pause)
      if (turn !== proposals) return
      const proposal = await wanted(services.propose(recipe, onProgress))
      shelf.proposal = proposal
      patch(() => ({ proposal: proposalSummary(proposal), ...(turn === proposals ? { computing: null } : {}) }))
      const airChanges = await airChangesOf(services, recipe, proposal.key, () => turn === proposals)
      if (airChanges !== null) patch(() => ({ airChanges }))
    }
    patch((now) => ({ computing: now.computing ?? { phase: null, done: 0 }, problem: null }))
    run().catch((error: unknown) => {
      if (turn === proposals)
        patch(() => ({ computing: null, problem: cancelled(error) ? null : toErrorRecord(error) }))
    })
  }

  /** Gives the workers the registrations that the document uses; what they carried is measured again. */
  const refit = (document: CaseDocument): void => {
    const { open } = store.getState()
    if (open === null || shelf.inputs === null) return
    const registrations = usedRegistrations(open.contents.registrations, document)
    if (sameList(registrations, shelf.inputs.registrations)) return
    const inputs: ProposalInputs = { ...shelf.inputs, registrations }
    shelf.inputs = inputs
    const kept = new Set(
      inputs.structureSets.flatMap((set) => set.rois.filter((roi) => roi.frame === inputs.image.frame).map(roiId)),
    )
    for (const id of [...shelf.fields.keys()]) if (!kept.has(id)) shelf.fields.delete(id)
    patch(({ solids }) => ({ solids: Object.fromEntries(Object.entries(solids).filter(([id]) => kept.has(id))) }))
    services.prepare(inputs)
    fusing.again()
    void measureRois(inputs, document)
  }

  const change = (next: (history: History<CaseDocument>) => History<CaseDocument>) => {
    const before = store.getState().open
    if (before === null) return
    const history = next(before.history)
    if (history === before.history) return
    const another = history.past.length !== before.history.past.length
    if (another) shelf.before = shelf.outline
    patch(() => ({ history, ...(another ? { previousCm3: before.outline?.solidCm3 ?? null } : {}) }))
    refit(history.present)
    const follows = before.outline !== null || before.computing !== null
    if (!follows) return
    const present = history.present !== before.history.present
    // Under a dragged threshold the surfaces of air and bone follow; the CTV comes when it is let go.
    if (history.drag === THRESHOLD_DRAG) return
    if (present || before.history.drag === THRESHOLD_DRAG) propose()
  }

  followTissue(store, shelf, services)
  followDrawn(store, shelf, services)

  return {
    store,
    shelf,
    open: async (files, origin = null) => {
      abandon()
      const turn = openings
      const total = files.length
      const title = 'Looking through files'
      store.setState({ refusal: null, patients: [], reading: { title, share: 0, total, unit: 'files' } })
      try {
        const call = services.scan(files, (_phase, done) => {
          if (turn === openings) store.setState({ reading: { title, share: done, total, unit: 'files' } })
        })
        opening = call
        const contents = await call.result
        if (turn !== openings) return
        if (patientsOf(contents).length > 1) refused = { contents, origin }
        await show(contents, choosePlanningSeries(contents), turn, origin)
      } catch (error) {
        if (turn === openings) refuse(error)
      }
    },
    cancelOpening: () => {
      abandon()
      store.setState({ reading: null })
    },
    choosePatient: async (key) => {
      const found = refused
      if (found === null) return
      abandon()
      refused = found
      const turn = openings
      store.setState({ refusal: null, patients: [] })
      try {
        const contents = ofPatient(found.contents, key)
        await show(contents, choosePlanningSeries(contents), turn, found.origin)
      } catch (error) {
        if (turn === openings) refuse(error)
      }
    },
    close: () => {
      abandon()
      stopProposing()
      store.setState(({ saved }) => ({ ...EMPTY_SESSION, saved }))
      shelf.fields.clear()
      fusing.none()
      Object.assign(shelf, { ...emptyShelf(), fields: shelf.fields })
      services.close()
      void kept.list().then((saved) => store.setState({ saved }))
    },
    planOn: async (seriesUid) => {
      const { open } = store.getState()
      const series = open?.contents.series.find((s) => s.seriesUid === seriesUid)
      if (open === null || series === undefined) return
      abandon()
      services.forgetScan()
      const turn = openings
      try {
        await show(open.contents, series, turn, shelf.origin)
      } catch (error) {
        if (turn === openings) refuse(error)
      }
    },
    fuse: fusing.fuse,
    refuse,
    listSaved: async () => {
      const saved = await kept.list()
      store.setState({ saved })
      return saved
    },
    removeSaved: async (key) => {
      await kept.remove(key)
      store.setState(({ saved }) => ({ saved: saved?.filter((one) => one.key !== key) ?? null }))
    },
    dismissRefusal: () => {
      refused = null
      services.forgetScan()
      store.setState({ refusal: null, patients: [] })
    },
    act: (action, drag) => change((history) => record(history, reduce(history.present, action), drag ?? null)),
    endDrag: () => change(endDrag),
    takeProtocol: (json) => {
      if (shelf.inputs === null) return []
      const { parts, findings } = takeProtocol(shelf.inputs, json)
      change((history) => record(history, reduce(history.present, { do: 'take-protocol', parts })))
      return findings
    },
    undo: () => change(undo),
    redo: () => change(redo),
    propose,
    cancelProposal: () => {
      stopProposing()
      patch(() => ({ computing: null }))
    },
    goTo: (step) => store.setState({ step }),
    write: async (date) => {
      const { open } = store.getState()
      const { inputs, proposal } = shelf
      if (open === null || inputs === null || proposal === null) {
        throw new PostopError('value/conflict', {
          message: 'Not written: there is no proposal.',
          remedy: 'Press Propose first.',
        })
      }
      const { bytes } = await services.write(exportRequest(open, inputs, proposal, date))
      return { bytes, fileName: exportFileName(open.image.series.patientId) }
    },
  }
}
