import { type Field, OUTSIDE_MM } from '../field/index.js'
import { type Grid, indexIjk, indexToLps, type PointLps, type Vec3 } from '../frame/index.js'
import {
  type BlockValues,
  blockRound,
  blockSize,
  readBlock,
  resampleBlock,
  type Volume,
  type VoxelBlock,
} from '../volume/index.js'
import type { Recipe } from './recipe.js'
import { fieldBytes, type Workshop } from './roi-field.js'

/** Air is labelled this far round the target's box (mm), so that it does not depend on the margin. */
const AIR_REACH_MM = 50
/** Distances to air and bone are exact this far: no rule gives them a margin of their own. */
const EXACT_MM = 4
/** CT numbers per mm at a sharp edge: makes the level a rough distance before it becomes an exact one. */
const HU_PER_MM = 500

/** A box in LPS mm. */
export type Box = { readonly min: Vec3; readonly max: Vec3 }

/** The image's voxels that the CT's rules look at: all that lie near a target's box. */
export const voxelsRound = (image: Volume, targetBox: Box): VoxelBlock =>
  blockRound(image, boxCorners(targetBox), AIR_REACH_MM)

/**
 * Air by CT number: below the threshold, in a 6-connected component of at least the given volume, enclosed or not.
 * Labelled on the CT's own voxels within 50 mm of the target; its boundary is the sub-voxel crossing of the threshold.
 * @param targetBox round the target's contours, LPS mm
 * @returns signed distance, negative in air
 */
export const airField = (
  image: Volume,
  air: NonNullable<Recipe['air']>,
  targetBox: Box,
  grid: Grid,
  shop: Workshop,
): Promise<Field> => {
  const key = `air|${image.hash}|${air.belowHu}|${air.minimumCm3}|${JSON.stringify([targetBox, grid])}`
  return shop.cache.remember(key, fieldBytes, async () => {
    shop.job.progress('air', 0)
    const level = await airLevel(image, air, targetBox, shop)
    shop.job.throwIfCancelled()
    const rough = offImage(resampleBlock(image, level, grid))
    return shop.cruncher.redistance({ grid, mm: rough }, EXACT_MM, shop.job)
  })
}

/** The CT's own voxels round the target as a level of air: 0 at the threshold, negative in what counts as air. */
const airLevel = async (
  image: Volume,
  air: NonNullable<Recipe['air']>,
  targetBox: Box,
  { cruncher, job }: Pick<Workshop, 'cruncher' | 'job'>,
): Promise<BlockValues> => {
  const block = voxelsRound(image, targetBox)
  const read = readBlock(image, block)
  const level = read.values
  const inside = new Uint8Array(level.length)
  for (let n = 0; n < level.length; n++) if ((level[n] as number) < air.belowHu) inside[n] = 1
  const blockGrid = gridOfBlock(image, block)
  const voxelMm3 = blockGrid.spacingMm[0] * blockGrid.spacingMm[1] * blockGrid.spacingMm[2]
  const minVoxels = Math.ceil((air.minimumCm3 * 1000) / voxelMm3)
  const kept = await cruncher.components({ grid: blockGrid, inside }, minVoxels, job)
  for (let n = 0; n < level.length; n++) {
    const over = (level[n] as number) - air.belowHu
    // A dark streak in tissue is mirrored about the threshold: it is no air, and leaves no notch in air beside it.
    level[n] = (over < 0 && kept.label[n] === 0 ? -over : over) / HU_PER_MM
  }
  return read
}

/** Bone by CT number: signed distance, negative above the threshold. */
export const boneField = (
  image: Volume,
  aboveHu: number,
  targetBox: Box,
  grid: Grid,
  shop: Workshop,
): Promise<Field> => {
  const key = `bone|${image.hash}|${aboveHu}|${JSON.stringify([targetBox, grid])}`
  return shop.cache.remember(key, fieldBytes, async () => {
    const rough = offImage(resampleBlock(image, boneLevel(image, aboveHu, targetBox), grid))
    return shop.cruncher.redistance({ grid, mm: rough }, EXACT_MM, shop.job)
  })
}

const boneLevel = (image: Volume, aboveHu: number, targetBox: Box): BlockValues => {
  const read = readBlock(image, voxelsRound(image, targetBox))
  for (let n = 0; n < read.values.length; n++) read.values[n] = (aboveHu - (read.values[n] as number)) / HU_PER_MM
  return read
}

/** Where the image does not reach nothing is known: neither air nor bone. */
const offImage = (mm: Float32Array): Float32Array => {
  for (let n = 0; n < mm.length; n++) if (Number.isNaN(mm[n])) mm[n] = OUTSIDE_MM
  return mm
}

/** Surfaces of air and of bone before they become distances: negative inside, 0 at the threshold's sub-voxel crossing. */
export type TissueLevels = { readonly air: Field | null; readonly bone: Field | null }

/**
 * What would be air and bone at a recipe's thresholds within 50 mm of the target: the surfaces of {@link airField} and
 * {@link boneField} in a fraction of their time.
 * @param grid for an image whose slices are not evenly spaced; else the image's own voxels serve
 */
export const tissueLevels = async (
  image: Volume,
  { air, bone }: Pick<Recipe, 'air' | 'bone'>,
  targetBox: Box,
  grid: Grid,
  shop: Pick<Workshop, 'cruncher' | 'job'>,
): Promise<TissueLevels> => {
  const placed = (level: BlockValues): Field =>
    image.evenlySpaced
      ? { grid: gridOfBlock(image, level.block), mm: level.values }
      : { grid, mm: offImage(resampleBlock(image, level, grid)) }
  return {
    air: air === null ? null : placed(await airLevel(image, air, targetBox, shop)),
    bone: bone === null ? null : placed(boneLevel(image, bone.aboveHu, targetBox)),
  }
}

/** A block's voxels as a grid: the image's own, where its slices are evenly spaced. */
const gridOfBlock = (image: Volume, block: VoxelBlock): Grid => ({
  ...image.grid,
  size: blockSize(block),
  originLps: indexToLps(image.grid, indexIjk(block.from[0], block.from[1], block.from[2])),
})

/** The eight corners of a box. */
export const boxCorners = ({ min, max }: Box): PointLps[] =>
  [min[2], max[2]].flatMap((z) =>
    [min[1], max[1]].flatMap((y) => [min[0], max[0]].map((x) => [x, y, z] as unknown as PointLps)),
  )
