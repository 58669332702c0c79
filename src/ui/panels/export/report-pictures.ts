import type { Exported, Shelf } from '../../../case/index.js'
import { type PointLps, pointLps } from '../../../core/frame/index.js'
import type { ReportPicture } from '../../../core/report/index.js'
import type { Outline, PictureOf, PlaneName, Viewer } from '../../../viewer/index.js'

const SIDE_PX = 560

/** Room round the CTV, in mm. */
const ROOM_MM = 40

const PLANES: readonly { readonly plane: PlaneName; readonly title: string }[] = [
  { plane: 'axial', title: 'Axial' },
  { plane: 'sagittal', title: 'Sagittal' },
  { plane: 'coronal', title: 'Coronal' },
]

/** The longest side of the CTV's box, in mm. */
const extentMm = (shelf: Shelf): number => {
  const low = [Infinity, Infinity, Infinity]
  const high = [-Infinity, -Infinity, -Infinity]
  for (const { pointsLps } of shelf.proposal?.contours ?? [])
    pointsLps.forEach((value, i) => {
      low[i % 3] = Math.min(low[i % 3] ?? value, value)
      high[i % 3] = Math.max(high[i % 3] ?? value, value)
    })
  return Math.max(0, ...high.map((value, c) => value - (low[c] ?? value)))
}

type Wanted = { readonly title: string; readonly of: PictureOf }

const slicesAt = (atLps: PointLps, what: string, sideMm: number, outlines: readonly Outline[]): readonly Wanted[] =>
  PLANES.map(({ plane, title }) => ({
    title: `${title}, ${what}`,
    of: { is: 'slice', plane, atLps, sideMm, outlines },
  }))

/** The key slices, through the middle of the CTV and where its margin is smallest, and the surfaces. */
const wanted = ({ card }: Exported, shelf: Shelf, outlines: readonly Outline[]): readonly Wanted[] => {
  const sideMm = extentMm(shelf) + ROOM_MM
  const [x, y, z] = card.structures[0]?.centroidLps ?? pointLps(0, 0, 0)
  const worst = shelf.proposal?.achieved.worstLps
  return [
    ...slicesAt(pointLps(x, y, z), 'through the middle of the CTV', sideMm, outlines),
    ...(worst === undefined ? [] : slicesAt(worst, 'where the margin is smallest', sideMm, outlines)),
    { title: '3-D, as the view shows it', of: { is: 'surfaces' } },
  ]
}

/** Lets input through between two pictures. */
const breath = (): Promise<void> => new Promise((done) => setTimeout(done))

/** The pictures of an export, one after the other; what cannot be drawn is left out. @param isWanted asked before each */
export const reportPictures = async (
  viewer: Viewer,
  exported: Exported,
  shelf: Shelf,
  outlines: readonly Outline[],
  isWanted: () => boolean,
): Promise<readonly ReportPicture[]> => {
  const pictures: ReportPicture[] = []
  for (const { title, of } of wanted(exported, shelf, outlines)) {
    if (!isWanted()) break
    const canvas = document.createElement('canvas')
    canvas.width = SIDE_PX
    canvas.height = SIDE_PX
    if (await viewer.picture(canvas, of)) pictures.push({ title, dataUrl: canvas.toDataURL('image/png') })
    await breath()
  }
  return pictures
}
