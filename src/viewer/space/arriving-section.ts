import { column, dot, type Vec3 } from '../../core/frame/index.js'
import type { ArrivingImage } from '../../core/volume/index.js'
import type { PlaneName } from '../types.js'
import { edgeLetters, imageAxes, viewAxes } from './planes.js'

/** A section of an image that is still being read, as its view will show it. */
export type ArrivingSection = {
  readonly pixels: ImageData
  readonly widthMm: number
  readonly heightMm: number
  /** Patient directions at the edges. */
  readonly letters: ReturnType<typeof edgeLetters>
}

/** The grid axis that a screen direction follows, and whether against it. */
const gridAxis = (
  { grid }: ArrivingImage,
  direction: Vec3,
): { readonly axis: 0 | 1 | 2; readonly against: boolean } => {
  const cosines = ([0, 1, 2] as const).map((axis) => ({ axis, cosine: dot(column(grid.direction, axis), direction) }))
  const most = cosines.reduce((a, b) => (Math.abs(b.cosine) > Math.abs(a.cosine) ? b : a))
  return { axis: most.axis, against: most.cosine < 0 }
}

/** Lays a section the way the view of that name does: the patient's right on the left of axial and coronal. */
export const arrivingSection = (image: ArrivingImage, name: PlaneName): ArrivingSection => {
  const { grid, greys } = image
  const view = viewAxes(imageAxes(grid), name)
  const right = gridAxis(image, view.right)
  const down = gridAxis(image, view.down)
  const across = (3 - right.axis - down.axis) as 0 | 1 | 2
  const [width, height] = [grid.size[right.axis], grid.size[down.axis]]
  const pixels = new ImageData(width, height)
  const colours = new Uint32Array(pixels.data.buffer)
  const [acrossStep, downStep] = right.axis < down.axis ? [1, width] : [height, 1]
  for (let y = 0, n = 0; y < height; y++) {
    const row = (down.against ? height - 1 - y : y) * downStep
    for (let x = 0; x < width; x++, n++) {
      const grey = greys[across][row + (right.against ? width - 1 - x : x) * acrossStep] ?? 0
      colours[n] = 0xff000000 | (grey * 0x010101)
    }
  }
  return {
    pixels,
    widthMm: width * grid.spacingMm[right.axis],
    heightMm: height * grid.spacingMm[down.axis],
    letters: edgeLetters(view),
  }
}
