export type { Robustness, Scenario, ScenarioResult } from './types.js'
