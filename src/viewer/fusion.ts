import { applyRigid, column, dot, fromColumns, type Mat4, type Rigid, type Vec3 } from '../core/frame/index.js'
import { PostopError } from '../core/problem/index.js'
import type { Volume } from '../core/volume/index.js'
import { type DisplayVolume, displayVolume } from './space/display-volume.js'
import type { WindowLevel } from './types.js'

/** A second series that lies over the image. */
export type Fusion = {
  readonly volume: Volume
  /** From the series' frame into the image's; null where they are one. */
  readonly toImage: Rigid | null
  /** What the views call it. */
  readonly label: string
}

/** A series as it is laid over the image: its lattice stands where the transform puts it. */
export type Cover = {
  readonly display: DisplayVolume
  readonly label: string
  readonly opacity: number
  readonly window: WindowLevel
}

const turned = (m: Mat4, v: Vec3): Vec3 => [
  dot([m[0], m[1], m[2]], v),
  dot([m[4], m[5], m[6]], v),
  dot([m[8], m[9], m[10]], v),
]

/**
 * The series' voxels on a lattice in the image's frame: the transform goes into origin and directions, no value changes.
 * @throws frame/mismatch where neither frame nor transform joins the two
 */
export const displayOver = ({ volume, toImage, label }: Fusion, image: Volume): DisplayVolume => {
  const joined = toImage === null ? volume.frame === image.frame : toImage.from === volume.frame
  if (!joined || (toImage !== null && toImage.to !== image.frame)) {
    throw new PostopError('frame/mismatch', {
      message: `${label} is in another frame of reference than the planning image, and no registration joins the two.`,
      attribute: 'FrameOfReferenceUID (0020,0052)',
      remedy: 'Open the Spatial Registration object with the case.',
    })
  }
  const display = displayVolume(volume)
  if (toImage === null) return display
  const { grid } = display
  const axis = (c: 0 | 1 | 2) => turned(toImage.matrix, column(grid.direction, c))
  return {
    ...display,
    grid: {
      ...grid,
      frame: toImage.to,
      originLps: applyRigid(toImage, grid.originLps),
      direction: fromColumns(axis(0), axis(1), axis(2)),
    },
  }
}

/** Stored values shown black and white by a window in the volume's unit. */
export const storedRange = ({ slope, intercept }: DisplayVolume, { width, level }: WindowLevel) => ({
  lower: (level - width / 2 - intercept) / slope,
  upper: (level + width / 2 - intercept) / slope,
})
