/** No place in a patient or scanner is this far (mm) from the origin of its frame of reference: 100 m. */
export const FARTHEST_MM = 1e5

/** Pixels and voxels are between these sizes (mm). */
export const VOXEL_MM = { least: 1e-4, most: 1e3 } as const

/** No dose (Gy) and no share of one is larger. */
export const MOST_DOSE = 1e6
