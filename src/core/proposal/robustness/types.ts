import type { Field } from '../../field/index.js'
import type { Sha256 } from '../../frame/index.js'

/** One thing that might be otherwise than the recipe says. */
export type Scenario =
  /** The threshold of air. */
  | { readonly is: 'air'; readonly byHu: number }
  /** Every margin: the target's, all six directions, each area of concern's; none becomes less than 0. */
  | { readonly is: 'margin'; readonly byMm: number }
  /** What comes through a registration, along the patient's axis to the left, posterior or superior. */
  | { readonly is: 'shift'; readonly along: 'left' | 'posterior' | 'superior'; readonly byMm: number }
  /** The same turned about such an axis through the target's centroid, by the right-hand rule. */
  | { readonly is: 'turn'; readonly about: 'left' | 'posterior' | 'superior'; readonly byDegrees: number }

/** The proposal under one scenario, edits replayed. */
export type ScenarioResult = {
  readonly scenario: Scenario
  /** The CTV's volume. */
  readonly solidCm3: number
  /** The part of the target, where the recipe has it, that this CTV does not hold. */
  readonly missedTargetCm3: number
}

/** How much a proposal depends on what is uncertain. */
export type Robustness = {
  /** Of the proposal as the recipe says: of another key it is stale. */
  readonly key: Sha256
  readonly nominal: { readonly solidCm3: number; readonly missedTargetCm3: number; readonly targetCm3: number }
  readonly scenarios: readonly ScenarioResult[]
  /** What lies in the CTV of any scenario or the nominal one, and what lies in all of them; negative inside, in mm near the surface. */
  readonly union: Field
  readonly intersection: Field
}
