import { type Cruncher, solidVolumeMm3 } from '../../core/field/index.js'
import { applyRigid, invertRigid, type PointLps, pointLps } from '../../core/frame/index.js'
import type { Job } from '../../core/job/index.js'
import { PostopError } from '../../core/problem/index.js'
import { type DrawnRegion, type ProposalInputs, roiOfDrawn, transformBetween } from '../../core/proposal/index.js'
import { contourVolumeCm3, type Roi, roiToSolid, type Section } from '../../core/structure/index.js'
import { medianPlaneSpacingMm } from '../../core/volume/index.js'
import type { RoiName, RoiSolid } from './calls.js'
import { displayGrid } from './display-grid.js'

const CM3_PER_MM3 = 1e-3

const findRoi = (inputs: ProposalInputs, name: RoiName): Roi => {
  const roi = inputs.structureSets.find((s) => s.uid === name.setUid)?.rois.find((r) => r.number === name.number)
  if (roi !== undefined) return roi
  throw new PostopError('roi/unknown', {
    message: `There is no ROI number ${name.number}.`,
    remedy: 'Open the case again.',
  })
}

const pointsOf = (roi: Roi): readonly PointLps[] =>
  roi.contours.flatMap(({ pointsLps: p }) =>
    Array.from({ length: p.length / 3 }, (_, i) => pointLps(p[3 * i] ?? 0, p[3 * i + 1] ?? 0, p[3 * i + 2] ?? 0)),
  )

/** Median distance between neighbouring sections: of an ROI whose own images are not loaded. */
const sectionSpacingMm = (sections: readonly Section[], otherwise: number): number => {
  const heights = [...new Set(sections.map((s) => s.wMm))].sort((a, b) => a - b)
  const steps = heights
    .slice(1)
    .map((w, i) => w - (heights[i] ?? w))
    .sort((a, b) => a - b)
  return steps[Math.floor(steps.length / 2)] ?? otherwise
}

/** The ROI's solid on a lattice for the screen, in the image's frame. */
export const roiSolid = (inputs: ProposalInputs, name: RoiName, cruncher: Cruncher, job: Job): Promise<RoiSolid> =>
  solidOf(inputs, findRoi(inputs, name), false, cruncher, job)

/** The solid of an ROI of any structure set. */
export const otherSolid = (inputs: ProposalInputs, roi: Roi, cruncher: Cruncher, job: Job): Promise<RoiSolid> =>
  solidOf(inputs, roi, false, cruncher, job)

/** The solid of what is drawn on some slices of the planning image and meant on all between them. */
export const drawnSolid = (
  inputs: ProposalInputs,
  region: DrawnRegion,
  cruncher: Cruncher,
  job: Job,
): Promise<RoiSolid> => solidOf(inputs, roiOfDrawn(region, inputs.image.frame), true, cruncher, job)

const solidOf = async (
  inputs: ProposalInputs,
  roi: Roi,
  everyPlane: boolean,
  cruncher: Cruncher,
  job: Job,
): Promise<RoiSolid> => {
  const carried = transformBetween(roi, inputs.image.frame, inputs.registrations)
  const ownPlanes = carried === undefined ? inputs.image.planes : []
  const imageSpacingMm = medianPlaneSpacingMm(inputs.image)
  const { solid, findings } = roiToSolid(roi, {
    planes: ownPlanes,
    spacingMm: imageSpacingMm,
    closeBetweenPlanes: false,
    everyPlane,
  })
  // A branch's end stands in its body's run already; its own run only caps it.
  const sections = solid.runs.filter((run) => run.capBelowMm > 0 && run.capAboveMm > 0).flatMap((run) => run.sections)
  const spacingMm = carried === undefined ? imageSpacingMm : sectionSpacingMm(sections, imageSpacingMm)
  const points = pointsOf(roi).map((p) => (carried === undefined ? p : applyRigid(carried, p)))
  const grid = displayGrid(inputs.image.frame, points, spacingMm / 2)
  const field = await cruncher.signedDistance(
    solid,
    grid,
    {
      closeBetweenPlanes: false,
      fillHoles: false,
      reachMm: 4 * grid.spacingMm[0],
      ...(carried === undefined ? {} : { toSolid: invertRigid(carried) }),
    },
    job,
  )
  return {
    field,
    contourCm3: contourVolumeCm3(sections, spacingMm),
    solidCm3: solidVolumeMm3(field) * CM3_PER_MM3,
    findings,
  }
}
