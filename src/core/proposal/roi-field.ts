import { boxOfGrid, boxRound, type Cruncher, type Field, gridOfBox, meetBoxes, padBox } from '../field/index.js'
import { type Grid, invertRigid } from '../frame/index.js'
import type { Job } from '../job/index.js'
import type { Finding } from '../problem/index.js'
import { roiToSolid, type Solid } from '../structure/index.js'
import { medianPlaneSpacingMm, type Volume } from '../volume/index.js'
import type { CastRoi } from './setting.js'
import type { StageCache } from './stage-cache.js'

/** What the stages share: who computes, who remembers, who watches. */
export type Workshop = { readonly cruncher: Cruncher; readonly cache: StageCache; readonly job: Job }

/** Bytes of a field, for the cache. */
export const fieldBytes = (f: Field | undefined): number => f?.mm.byteLength ?? 0

export type FieldOfRoi = { readonly field: Field; readonly findings: readonly Finding[] }

export type SolidOfRoi = { readonly solid: Solid; readonly findings: readonly Finding[] }

/** The solid of a cast ROI, in its own frame. */
export const solidOf = (cast: CastRoi, image: Volume, closeBetweenPlanes: boolean): SolidOfRoi =>
  roiToSolid(cast.roi, {
    planes: cast.toImage === undefined ? image.planes : [],
    spacingMm: medianPlaneSpacingMm(image),
    closeBetweenPlanes,
    everyPlane: cast.drawn === true,
  })

/** Past its contours a solid may reach this far (mm): the box of its field must hold it. */
const pastMm = (image: Volume): number => Math.max(5, 2 * medianPlaneSpacingMm(image))

/** Signed distance of one ROI on a grid of the image's frame, remembered. Exact up to `reachMm`. */
export const fieldOn = (
  cast: CastRoi,
  image: Volume,
  on: Grid,
  reachMm: number,
  closeBetweenPlanes: boolean,
  shop: Workshop,
): Promise<FieldOfRoi> => {
  const fillHoles = cast.role.is === 'body'
  const where = `${JSON.stringify(boxOfGrid(on))}|${on.spacingMm[0]}|${reachMm}`
  const key = `roi|${cast.key}|${image.hash}|${where}|${closeBetweenPlanes}|${fillHoles}`
  return shop.cache.remember(
    key,
    (r) => fieldBytes(r.field),
    async () => {
      const { solid, findings } = solidOf(cast, image, closeBetweenPlanes)
      const toSolid = cast.toImage === undefined ? {} : { toSolid: invertRigid(cast.toImage) }
      const options = { closeBetweenPlanes, reachMm, fillHoles, ...toSolid }
      return { field: await shop.cruncher.signedDistance(solid, on, options, shop.job), findings }
    },
  )
}

/**
 * Signed distance of one ROI where it can matter: on its own box with `reachMm` round it, as far as that lies on the
 * working grid with `reachMm` round that (what lies just off the grid may reach onto it by its margin).
 * undefined where it cannot matter.
 */
export const roiField = async (
  cast: CastRoi,
  image: Volume,
  grid: Grid,
  reachMm: number,
  closeBetweenPlanes: boolean,
  shop: Workshop,
): Promise<{ readonly field: Field | undefined; readonly findings: readonly Finding[] }> => {
  const spacingMm = grid.spacingMm[0]
  const around = boxRound(cast.boundsLps.min, cast.boundsLps.max, reachMm + pastMm(image), spacingMm)
  const box = meetBoxes(around, padBox(boxOfGrid(grid), Math.ceil(reachMm / spacingMm)))
  if (box === undefined) return { field: undefined, findings: [] }
  return fieldOn(cast, image, gridOfBox(grid.frame, box, spacingMm), reachMm, closeBetweenPlanes, shop)
}
