import type { Field, Mask } from '../../core/field/index.js'
import type { Job } from '../../core/job/index.js'
import { byteVoxels, fieldInput } from '../images.js'
import type { PipelineRunner } from '../runner.js'

/** JSON has no infinity: null is no bound. */
const bound = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Voxels whose value lies in [lower, upper] (itk::BinaryThresholdImageFilter). @throws engine/pipeline-failed */
export const threshold = async (
  runner: PipelineRunner,
  field: Field,
  lower: number,
  upper: number,
  job: Job,
): Promise<Mask> => {
  const options = { lower: bound(lower), upper: bound(upper) }
  const [mask] = await runner.run(
    { pipeline: 'threshold', options, inputs: [fieldInput(field)], outputs: ['Image'] },
    job,
  )
  return { grid: field.grid, inside: byteVoxels(mask) }
}
