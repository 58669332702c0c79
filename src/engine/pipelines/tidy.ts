import type { Field, TidyRequest } from '../../core/field/index.js'
import type { Job } from '../../core/job/index.js'
import { fieldInput, floatVoxels, requireSameGrid } from '../images.js'
import type { PipelineRunner } from '../runner.js'

/** Islands, holes and bounded smoothing in one call (wasm/src/tidy.h). @throws engine/pipeline-failed, frame/mismatch */
export const tidy = async (runner: PipelineRunner, request: TidyRequest, job: Job): Promise<Field> => {
  const { carved, allowed, kept, islandMm3, holeMm3, smoothMm } = request
  requireSameGrid(carved, allowed)
  requireSameGrid(carved, kept)
  const [tidied] = await runner.run(
    {
      pipeline: 'tidy',
      options: { islandMm3, holeMm3, smoothMm },
      inputs: [fieldInput(carved), fieldInput(allowed), fieldInput(kept)],
      outputs: ['Image'],
    },
    job,
  )
  return { grid: carved.grid, mm: floatVoxels(tidied) }
}
