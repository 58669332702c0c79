export { indexToLps, lpsToIndex, sameGrid, voxelCount, voxelMm3 } from './grid.js'
export { applyRigid, assertRigid, invertRigid, multiplyMat4 } from './rigid.js'
export type { Brand, FrameUid, Grid, IndexIjk, Mat3, Mat4, PointLps, Rigid, Sha256, Uid, Vec3 } from './types.js'
export { column, cross, dot, fromColumns, indexIjk, norm, pointLps, unit } from './vector.js'
