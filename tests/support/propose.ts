import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cruncher } from '../../src/core/field/index.js'
import { quietJob } from '../../src/core/job/index.js'
import { type Proposal, propose, type Recipe, StageCache } from '../../src/core/proposal/index.js'
import { createEngine } from '../../src/engine/index.js'
import type { Phantom } from './phantom/index.js'

let loaded: Promise<Cruncher> | undefined

/** The engine on the committed module, loaded once a test file. */
export const engine = (): Promise<Cruncher> => {
  loaded ??= createEngine(() => readFile(join(import.meta.dirname, '../../wasm/dist/postop-ctv.wasm')))
  return loaded
}

/** The proposal of a phantom, through the real core and engine; without a cache given, from the start. */
export const proposePhantom = async (
  p: Phantom,
  change: Partial<Recipe> = {},
  cache = new StageCache(),
): Promise<Proposal> => propose(p.inputs, { ...p.recipe, ...change }, await engine(), cache, quietJob)
