export { robustness } from './robustness.js'
export type { Robustness, Scenario, ScenarioResult } from './types.js'
