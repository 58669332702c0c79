import { type ProposalInputs, suggestRoles } from '../../core/proposal/index.js'
import { chooseBaseSet } from '../contents/choose.js'
import { newDocument } from '../document/document.js'
import { startHistory } from '../document/history.js'
import { registrationUids, usedRegistrations } from '../document/joins.js'
import { restored } from '../save/restore.js'
import type { CaseContents, CaseImage, CaseSeries } from '../services.js'
import type { SavedCase } from '../state/saved.js'
import type { OpenCase } from '../state/state.js'
import type { Step } from '../state/step.js'
import { imageSummary } from '../state/summarize.js'

type Found = {
  readonly opening: number
  readonly contents: CaseContents
  readonly series: CaseSeries
  readonly image: CaseImage
  /** What was saved of the image; null where nothing was. */
  readonly saved: SavedCase | null
}

type Beginning = { readonly inputs: ProposalInputs; readonly step: Step; readonly open: OpenCase }

/** What a case begins with: roles by name and the consensus, or the work that was saved on the same image. */
export const beginCase = ({ opening, contents, series, image, saved }: Found): Beginning => {
  const { structureSets, registrations } = contents
  const all: ProposalInputs = { image: image.volume, structureSets, registrations }
  const roles = suggestRoles(structureSets, image.volume.frame, registrations)
  const document = newDocument({
    planningSeriesUid: series.seriesUid,
    baseSetUid: chooseBaseSet(contents, series, roles),
    registrations: registrationUids(registrations),
    roles,
    isCt: image.volume.unit === 'HU',
  })
  const work = saved === null ? { history: startHistory(document), findings: [] } : restored(saved, document, all)
  return {
    inputs: { ...all, registrations: usedRegistrations(registrations, work.history.present) },
    step: saved?.step ?? (roles.some((r) => r.role.is === 'target') ? 'proposal' : 'roles'),
    open: {
      opening,
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
      comparison: { wish: null, share: null, problem: null, result: null },
      others: { sets: [], findings: [], problem: null },
      looked: saved?.looked ?? {},
      entering: null,
      robustness: { share: null, problem: null, figures: null },
    },
  }
}
