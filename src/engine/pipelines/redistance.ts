import type { Field } from '../../core/field/index.js'
import type { Job } from '../../core/job/index.js'
import { fieldInput, floatVoxels } from '../images.js'
import type { PipelineRunner } from '../runner.js'

/** Signed distance to a field's zero level (wasm/src/redistance.h). @throws engine/pipeline-failed */
export const redistance = async (runner: PipelineRunner, level: Field, reachMm: number, job: Job): Promise<Field> => {
  const [distance] = await runner.run(
    { pipeline: 'redistance', options: { reachMm }, inputs: [fieldInput(level)], outputs: ['Image'] },
    job,
  )
  return { grid: level.grid, mm: floatVoxels(distance) }
}
