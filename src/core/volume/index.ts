export { medianPlaneSpacingMm, planeHeightsMm, planeThicknessMm, volumeHolds } from './plane-table.js'
export { type BlockValues, blockRound, blockSize, readBlock, resampleBlock, type VoxelBlock } from './sample.js'
export { type SliceGap, sliceGaps } from './slice-gaps.js'
export type { ImagePlane, Volume } from './types.js'
