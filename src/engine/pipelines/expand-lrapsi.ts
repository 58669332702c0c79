import type { Field, MarginsLrapsi } from '../../core/field/index.js'
import type { Job } from '../../core/job/index.js'
import { PostopError } from '../../core/problem/index.js'
import { fieldInput, floatVoxels } from '../images.js'
import type { PipelineRunner } from '../runner.js'

const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1]

/** Expansion by octants of ellipsoids (wasm/src/expand_lrapsi.h). @throws engine/pipeline-failed, frame/mismatch */
export const expandLrapsi = async (
  runner: PipelineRunner,
  target: Field,
  margins: MarginsLrapsi,
  job: Job,
): Promise<Field> => {
  if (target.grid.direction.some((value, i) => value !== IDENTITY[i])) {
    throw new PostopError('frame/mismatch', {
      message: "Margins by patient direction need a grid along the patient's axes.",
      remedy: 'Sample the target on such a grid first.',
    })
  }
  const [grown] = await runner.run(
    { pipeline: 'expand-lrapsi', options: margins, inputs: [fieldInput(target)], outputs: ['Image'] },
    job,
  )
  return { grid: target.grid, mm: floatVoxels(grown) }
}
