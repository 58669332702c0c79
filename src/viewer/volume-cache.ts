import { cache, Enums, imageLoader, type Types, utilities, volumeLoader } from '@cornerstonejs/core'
import { column } from '../core/frame/index.js'
import type { DisplayVolume } from './space/display-volume.js'

/** A volume as Cornerstone knows it. */
export type CachedVolume = { readonly id: string; readonly imageIds: readonly string[] }

let volumes = 0

/** Puts the slab's slices into Cornerstone's cache as views on one buffer, and a volume over them. */
export const cacheVolume = (volume: DisplayVolume): CachedVolume => {
  const id = `volume-${++volumes}`
  const { grid, data } = volume
  const [ni, nj, nk] = grid.size
  const normal = column(grid.direction, 2)
  const direction = [...column(grid.direction, 0), ...column(grid.direction, 1), ...normal] as Types.Mat3
  const imageIds: string[] = []
  for (let k = 0; k < nk; k++) {
    const imageId = `slab:${id}/${k}`
    const at = (c: 0 | 1 | 2) => grid.originLps[c] + normal[c] * k * grid.spacingMm[2]
    imageLoader.createAndCacheLocalImage(imageId, {
      scalarData: data.subarray(k * ni * nj, (k + 1) * ni * nj),
      dimensions: [ni, nj],
      spacing: [grid.spacingMm[0], grid.spacingMm[1]],
      origin: [at(0), at(1), at(2)],
      direction,
      frameOfReferenceUID: grid.frame,
      targetBuffer: { type: data.constructor.name as Types.PixelDataTypedArrayString },
    })
    utilities.genericMetadataProvider.add(imageId, {
      type: Enums.MetadataModules.GENERAL_SERIES,
      metadata: { modality: 'CT', seriesInstanceUID: id },
    })
    // Without a window of its own Cornerstone would try to load the slice to find one.
    utilities.genericMetadataProvider.add(imageId, {
      type: Enums.MetadataModules.VOI_LUT,
      metadata: { windowWidth: 400, windowCenter: 40 },
    })
    imageIds.push(imageId)
  }
  volumeLoader.createAndCacheVolumeFromImagesSync(id, imageIds)
  return { id, imageIds }
}

export const forgetVolume = ({ id, imageIds }: CachedVolume): void => {
  cache.removeVolumeLoadObject(id)
  for (const imageId of imageIds) cache.removeImageLoadObject(imageId, { force: true })
}
