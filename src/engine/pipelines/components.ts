import type { Labels, Mask } from '../../core/field/index.js'
import type { Job } from '../../core/job/index.js'
import { jsonOutput, labelVoxels, maskInput } from '../images.js'
import type { PipelineRunner } from '../runner.js'

/** Pieces that hang together by voxel faces (itk::ConnectedComponentImageFilter, itk::RelabelComponentImageFilter). @throws engine/pipeline-failed */
export const components = async (runner: PipelineRunner, mask: Mask, minVoxels: number, job: Job): Promise<Labels> => {
  const [labels, sizes] = await runner.run(
    {
      pipeline: 'components',
      options: { minVoxels: Math.ceil(minVoxels) },
      inputs: [maskInput(mask)],
      outputs: ['Image', 'JsonCompatible'],
    },
    job,
  )
  const { voxels } = jsonOutput(sizes) as { readonly voxels: readonly number[] }
  return { grid: mask.grid, label: labelVoxels(labels), voxels }
}
