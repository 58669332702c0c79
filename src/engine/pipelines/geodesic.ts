import type { Field } from '../../core/field/index.js'
import type { Job } from '../../core/job/index.js'
import { fieldInput, floatVoxels, requireSameGrid } from '../images.js'
import type { PipelineRunner } from '../runner.js'

/** Length of the shortest path round what blocks (wasm/src/geodesic.h). @throws engine/pipeline-failed, frame/mismatch */
export const geodesic = async (
  runner: PipelineRunner,
  target: Field,
  blocked: Field,
  limitMm: number,
  job: Job,
): Promise<Field> => {
  requireSameGrid(target, blocked)
  const [distance] = await runner.run(
    {
      pipeline: 'geodesic',
      options: { limitMm },
      inputs: [fieldInput(target), fieldInput(blocked)],
      outputs: ['Image'],
    },
    job,
  )
  return { grid: target.grid, mm: floatVoxels(distance) }
}
