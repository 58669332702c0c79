export { type ArrivingImage, type ArrivingVolume, createArrival } from './arrival.js'
export { isVoxelPadding } from './padding.js'
export { medianPlaneSpacingMm, type Planes, planeHeightsMm, planeThicknessMm, volumeHolds } from './plane-table.js'
export {
  type BlockValues,
  blockHolds,
  blockRound,
  blockSize,
  cropVolume,
  readBlock,
  resampleBlock,
} from './sample.js'
export { type SliceGap, sliceGaps } from './slice-gaps.js'
export type { ImagePlane, Volume, VoxelBlock } from './types.js'
