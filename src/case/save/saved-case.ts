import type { ProposalInputs } from '../../core/proposal/index.js'
import type { SavedCase } from '../state/saved.js'
import type { OpenCase } from '../state/state.js'
import type { Step } from '../state/step.js'

/** Steps of undo that outlive the page. */
const KEPT_STEPS = 100

type Work = {
  readonly open: OpenCase
  readonly inputs: ProposalInputs
  readonly step: Step
  readonly origin: unknown
  readonly now: number
}

/** The work on the open case as it is saved. */
export const savedCase = ({ open, inputs, step, origin, now }: Work): SavedCase => ({
  key: inputs.image.hash,
  patientName: open.image.series.patientName,
  patientId: open.image.series.patientId,
  seriesDescription: open.image.series.description,
  seriesDate: open.image.series.date,
  savedAt: now,
  history: { ...open.history, past: open.history.past.slice(-KEPT_STEPS), drag: null },
  step,
  looked: open.looked,
  proposed: open.outline !== null || open.computing !== null,
  structureSets: inputs.structureSets.map(({ uid, hash }) => ({ uid, hash })),
  origin,
  wasOpen: true,
})
