import type { Mask } from '../../core/field/index.js'
import type { Job } from '../../core/job/index.js'
import { byteVoxels, maskInput } from '../images.js'
import type { PipelineRunner } from '../runner.js'

/** The mask with what it encloses on all sides filled (itk::BinaryFillholeImageFilter). @throws engine/pipeline-failed */
export const fillHoles = async (runner: PipelineRunner, mask: Mask, job: Job): Promise<Mask> => {
  const [filled] = await runner.run(
    { pipeline: 'fill-holes', options: {}, inputs: [maskInput(mask)], outputs: ['Image'] },
    job,
  )
  return { grid: mask.grid, inside: byteVoxels(filled) }
}
