import { toErrorRecord } from '../../core/problem/index.js'
import { choosePlanningSeries } from '../contents/choose.js'
import { ofPatient, patientsOf } from '../contents/patients.js'
import { type CaseContents, isCancelled } from '../services.js'
import type { SessionParts } from '../state/session-parts.js'
import { clearShelf } from '../state/shelf.js'
import { EMPTY_SESSION } from '../state/state.js'
import { type Attempt, createAttempts } from './attempts.js'
import { type OpeningHooks, showCase } from './show-case.js'

/** From files to an open case, and away from it; the latest wish counts. */
export const createOpening = <File>(parts: SessionParts<File>, hooks: OpeningHooks) => {
  const { store, shelf, services } = parts
  const nextAttempt = createAttempts()
  /** Files that were looked through and not shown, because they are of several patients. */
  let refused: { readonly contents: CaseContents; readonly origin: unknown } | null = null

  const begin = (): Attempt => {
    refused = null
    return nextAttempt()
  }

  const refuse = (error: unknown): void =>
    store.setState({
      reading: null,
      ...(isCancelled(error) ? {} : { refusal: toErrorRecord(error) }),
      patients: refused === null ? [] : patientsOf(refused.contents),
    })

  /** What fails is said, unless something newer was asked for meanwhile. */
  const attempted = async (attempt: Attempt, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
      if (attempt.isLatest()) refused = null
    } catch (error) {
      if (attempt.isLatest()) refuse(error)
    }
  }

  const showBest = (attempt: Attempt, contents: CaseContents, origin: unknown): Promise<void> =>
    showCase(parts, hooks, attempt, { contents, series: choosePlanningSeries(contents), origin })

  const open = async (files: readonly File[], origin: unknown = null): Promise<void> => {
    const attempt = begin()
    const total = files.length
    const title = 'Looking through files'
    store.setState({ refusal: null, patients: [], reading: { title, share: 0, total, unit: 'files' } })
    await attempted(attempt, async () => {
      const call = services.scan(files, (_phase, done) => {
        if (attempt.isLatest()) store.setState({ reading: { title, share: done, total, unit: 'files' } })
      })
      const contents = await attempt.resultOf(call)
      if (!attempt.isLatest()) return
      if (patientsOf(contents).length > 1) refused = { contents, origin }
      await showBest(attempt, contents, origin)
    })
  }

  const choosePatient = async (key: string): Promise<void> => {
    const found = refused
    if (found === null) return
    const attempt = begin()
    refused = found
    store.setState({ refusal: null, patients: [] })
    await attempted(attempt, () => showBest(attempt, ofPatient(found.contents, key), found.origin))
  }

  const planOn = async (key: string): Promise<void> => {
    const { open } = store.getState()
    const series = open?.contents.series.find((s) => s.key === key)
    if (open === null || series === undefined) return
    const attempt = begin()
    services.forgetScan()
    const { contents } = open
    await attempted(attempt, () => showCase(parts, hooks, attempt, { contents, series, origin: shelf.origin }))
  }

  const cancelOpening = (): void => {
    begin()
    store.setState({ reading: null })
  }

  const dismissRefusal = (): void => {
    refused = null
    services.forgetScan()
    store.setState({ refusal: null, patients: [] })
  }

  /** Lets go of the open case; what was saved of it stays. */
  const close = (): void => {
    begin()
    store.setState(({ saved }) => ({ ...EMPTY_SESSION, saved }))
    hooks.leave()
    clearShelf(shelf)
    services.close()
  }

  return { open, choosePatient, planOn, cancelOpening, dismissRefusal, refuse, close }
}
