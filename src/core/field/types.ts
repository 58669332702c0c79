import type { Grid } from '../frame/index.js'

/** Signed distance to a surface at every voxel of a grid, in mm, negative inside. */
export type Field = { readonly grid: Grid; readonly mm: Float32Array }

/** 1 inside, 0 outside. */
export type Mask = { readonly grid: Grid; readonly inside: Uint8Array }

/** Connected components, numbered from 1 by falling size; 0 is background. */
export type Labels = { readonly grid: Grid; readonly label: Uint32Array; readonly voxels: readonly number[] }
