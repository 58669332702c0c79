import { patientFindings } from '../core/patient/index.js'
import type { Finding } from '../core/problem/index.js'
import type { OpenCase } from './state.js'

/** All that was noticed, once each: files, image, proposal; what must be decided comes first. */
export const caseFindings = (open: OpenCase): readonly Finding[] => {
  const all = [
    ...(open.proposal?.findings ?? []),
    ...open.image.findings,
    ...patientFindings(open.contents.patients, open.image.series.seriesUid),
    ...open.contents.findings,
    ...(open.restored?.findings ?? []),
  ]
  const seen = new Set<string>()
  const once = all.filter(({ code, message }) => {
    const key = `${code} ${message}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  return [...once.filter((f) => f.kind === 'decide'), ...once.filter((f) => f.kind === 'note')]
}

/** Findings that still block the export. */
export const undecided = (open: OpenCase): readonly Finding[] =>
  caseFindings(open).filter((f) => f.kind === 'decide' && !open.history.present.accepted.includes(f.code))
