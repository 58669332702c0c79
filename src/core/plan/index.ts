export type { DoseReference, FractionGroup, Plan } from './types.js'
