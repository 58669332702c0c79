import type { ProposalInputs } from '../../core/proposal/index.js'
import type { CaseContents, CaseSeries } from '../services.js'
import type { SavedCase } from '../state/saved.js'
import type { SessionParts } from '../state/session-parts.js'
import { clearShelf } from '../state/shelf.js'
import type { OpenCase, Reading } from '../state/state.js'
import type { Attempt } from './attempts.js'
import { beginCase } from './begin-case.js'

/** What opening asks of the rest of the session. */
export type OpeningHooks = {
  /** What was saved of an image, by its hash; null where nothing was. */
  readonly savedOf: (imageHash: string) => Promise<SavedCase | null>
  /** Ends what is computed and read for the case that was open. */
  readonly leave: () => void
  /** The case is shown. @param proposed a CTV had been asked for when it was saved */
  readonly begun: (inputs: ProposalInputs, open: OpenCase, proposed: boolean) => void
}

type Chosen = { readonly contents: CaseContents; readonly series: CaseSeries; readonly origin: unknown }

/** Reads the planning image and shows the case in place of the one that was open. */
export const showCase = async <File>(
  { store, shelf, services }: SessionParts<File>,
  hooks: OpeningHooks,
  attempt: Attempt,
  { contents, series, origin }: Chosen,
): Promise<void> => {
  const total = series.imageCount
  const title = 'Reading planning CT'
  let reading: Reading = { title, share: 0, total, unit: 'images' }
  const tell = (news: Partial<Reading>): void => {
    reading = { ...reading, ...news }
    if (attempt.isLatest()) store.setState({ reading })
  }
  tell({})
  const call = services.load(
    series.key,
    (_phase, share) => tell({ share }),
    (image) => tell({ image }),
  )
  const image = await attempt.resultOf(call)
  const saved = await hooks.savedOf(image.volume.hash)
  if (!attempt.isLatest()) return
  attempt.settle()
  const { inputs, step, open } = beginCase({ opening: attempt.number, contents, series, image, saved })
  hooks.leave()
  clearShelf(shelf)
  shelf.inputs = inputs
  shelf.origin = origin
  store.setState({ reading: null, refusal: null, patients: [], step, open })
  services.prepare(inputs)
  // The page draws the case first: what follows hands its contours to the workers.
  await services.pause(0)
  if (store.getState().open?.opening !== attempt.number) return
  hooks.begun(inputs, open, saved?.proposed === true)
}
