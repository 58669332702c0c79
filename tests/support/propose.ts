import { quietJob } from '../../src/core/job/index.js'
import { type Proposal, propose, type Recipe, StageCache } from '../../src/core/proposal/index.js'
import { testEngine } from './engine.js'
import type { Phantom } from './phantom/index.js'

/** The proposal of a phantom, through the real core and engine; without a cache given, from the start. */
export const proposePhantom = async (
  p: Phantom,
  change: Partial<Recipe> = {},
  cache = new StageCache(),
): Promise<Proposal> => propose(p.inputs, { ...p.recipe, ...change }, await testEngine(), cache, quietJob)
