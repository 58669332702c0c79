export { describePlan } from './describe.js'
export type { DoseReference, FractionGroup, Plan } from './types.js'
