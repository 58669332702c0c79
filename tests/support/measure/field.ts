import { type Field, sampleField } from '../../../src/core/field/index.js'
import { pointLps, type Vec3 } from '../../../src/core/frame/index.js'

/** The field's trilinear value at a point in mm; far outside off its grid. */
export const valueAt = (field: Field, p: Vec3): number => sampleField(field, pointLps(...p))

/** Every voxel centre with its value. */
export const voxelsOf = function* (field: Field): Generator<readonly [Vec3, number]> {
  const { size, originLps, spacingMm } = field.grid
  let o = 0
  for (let k = 0; k < size[2]; k++)
    for (let j = 0; j < size[1]; j++)
      for (let i = 0; i < size[0]; i++, o++)
        yield [
          [originLps[0] + i * spacingMm[0], originLps[1] + j * spacingMm[1], originLps[2] + k * spacingMm[2]],
          field.mm[o] as number,
        ]
}
