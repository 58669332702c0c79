export { type ProposalFigures, proposalFigures } from './figures.js'
export { proposalHtml, type ReportPatient } from './html.js'
export { escapeHtml } from './markup.js'
export type { ReportPicture } from './parts.js'
