import type { Field, Mask } from '../core/field/index.js'
import { type Grid, sameGrid, voxelCount } from '../core/frame/index.js'
import { PostopError } from '../core/problem/index.js'
import type { ItkArray, ItkImage, ItkInput, ItkOutput } from './itk-wasm.js'

/** A field as an input. */
export const fieldInput = (field: Field): ItkInput => image(field.grid, field.mm, 'float32')

/** A mask as an input. */
export const maskInput = (mask: Mask): ItkInput => image(mask.grid, mask.inside, 'uint8')

/** Numbers as an input. */
export const streamInput = (numbers: Float64Array): ItkInput => ({
  type: 'BinaryStream',
  data: { data: whole(numbers) },
})

/** An output's voxels, copied off the shared memory in which itk-wasm hands them over where there is one. */
export const floatVoxels = (output: ItkOutput | undefined): Float32Array => {
  const found = voxels(output, Float32Array)
  return found.buffer instanceof ArrayBuffer ? found : new Float32Array(found)
}
export const byteVoxels = (output: ItkOutput | undefined): Uint8Array => new Uint8Array(voxels(output, Uint8Array))
export const labelVoxels = (output: ItkOutput | undefined): Uint32Array => new Uint32Array(voxels(output, Uint32Array))

/** What a pipeline said in JSON; its shape is the pipeline's. */
export const jsonOutput = (output: ItkOutput | undefined): unknown => {
  if (output?.type === 'JsonCompatible') return output.data
  throw new Error('a pipeline gave something else than JSON')
}

/** @throws frame/mismatch where two fields of one computation have not the same voxels */
export const requireSameGrid = (a: Field, b: Field): void => {
  if (sameGrid(a.grid, b.grid)) return
  throw new PostopError('frame/mismatch', {
    message: `Two fields of one computation lie on different grids: ${describe(a.grid)} and ${describe(b.grid)}.`,
    remedy: 'Sample both on one grid first.',
  })
}

const describe = (g: Grid): string =>
  `${g.size.join(' x ')} voxels of ${g.spacingMm.join(' x ')} mm from (${g.originLps.join(', ')}) in frame ${g.frame}`

const image = (grid: Grid, data: ItkArray, componentType: ItkImage['imageType']['componentType']): ItkInput => {
  if (data.length !== voxelCount(grid)) throw new Error(`${data.length} values on a grid of ${voxelCount(grid)} voxels`)
  return {
    type: 'Image',
    data: {
      imageType: { dimension: 3, componentType, pixelType: 'Scalar', components: 1 },
      name: 'image',
      origin: grid.originLps,
      spacing: grid.spacingMm,
      direction: Float64Array.from(grid.direction),
      size: grid.size,
      data: whole(data),
      metadata: new Map<string, string>(),
    },
  }
}

/** itk-wasm sends the buffer from its beginning to its end, whatever part of it the array is. */
const whole = <T extends ItkArray | Float64Array>(array: T): T =>
  array.byteLength === array.buffer.byteLength ? array : (array.slice() as T)

const voxels = <T extends ItkArray>(output: ItkOutput | undefined, kind: new (n: number) => T): T => {
  if (output?.type === 'Image' && output.data.data instanceof kind) return output.data.data
  throw new Error(`a pipeline gave something else than an image of ${kind.name}`)
}
