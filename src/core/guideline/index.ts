export { CONSENSUS, DEFAULTS, LIMITS } from './consensus.js'
export { foldName } from './name.js'
export { type SuggestedRole, suggestRole } from './whitelist.js'
