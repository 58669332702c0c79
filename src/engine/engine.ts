import type { Cruncher } from '../core/field/index.js'
import type { ModuleLoader } from './module.js'
import { components } from './pipelines/components.js'
import { expandLrapsi } from './pipelines/expand-lrapsi.js'
import { fillHoles } from './pipelines/fill-holes.js'
import { geodesic } from './pipelines/geodesic.js'
import { redistance } from './pipelines/redistance.js'
import { signedDistance } from './pipelines/signed-distance.js'
import { threshold } from './pipelines/threshold.js'
import { tidy } from './pipelines/tidy.js'
import { createRunner } from './runner.js'

/**
 * The core's heavy computations on ITK in WebAssembly, one instance for the engine's life; the same in Node and in a worker.
 * A call blocks its thread (tenths of a second): to end a long one, end its worker.
 * @throws engine/unavailable
 */
export const createEngine = async (load: ModuleLoader): Promise<Cruncher> => {
  const runner = await createRunner(load)
  return {
    signedDistance: (solid, on, options, job) => signedDistance(runner, solid, on, options, job),
    redistance: (level, reachMm, job) => redistance(runner, level, reachMm, job),
    geodesic: (target, blocked, limitMm, job) => geodesic(runner, target, blocked, limitMm, job),
    expandLrapsi: (target, margins, job) => expandLrapsi(runner, target, margins, job),
    components: (mask, minVoxels, job) => components(runner, mask, minVoxels, job),
    fillHoles: (mask, job) => fillHoles(runner, mask, job),
    threshold: (field, lower, upper, job) => threshold(runner, field, lower, upper, job),
    tidy: (request, job) => tidy(runner, request, job),
  }
}
