import type { Field, SolidOptions } from '../../core/field/index.js'
import type { Grid } from '../../core/frame/index.js'
import type { Job } from '../../core/job/index.js'
import { PostopError } from '../../core/problem/index.js'
import type { Solid } from '../../core/structure/index.js'
import { floatVoxels, streamInput } from '../images.js'
import type { PipelineRunner } from '../runner.js'

/** Signed distance to a solid's surface (wasm/src/solid_distance.h). @throws engine/pipeline-failed, frame/mismatch */
export const signedDistance = async (
  runner: PipelineRunner,
  solid: Solid,
  on: Grid,
  { toSolid, closeBetweenPlanes, fillHoles, reachMm }: SolidOptions,
  job: Job,
): Promise<Field> => {
  requireFrames(solid, on, toSolid)
  const sections = solid.runs.flatMap((run) => run.sections)
  const loops = sections.flatMap((section) => section.loopsMm)
  const options = {
    ...solid.axes,
    toSolid: toSolid?.matrix ?? null,
    closeBetweenPlanes,
    fillHoles,
    reachMm,
    sectionsPerRun: solid.runs.map((run) => run.sections.length),
    capBelowMm: solid.runs.map((run) => run.capBelowMm),
    capAboveMm: solid.runs.map((run) => run.capAboveMm),
    wMm: sections.map((section) => section.wMm),
    loopsPerSection: sections.map((section) => section.loopsMm.length),
    pointsPerLoop: loops.map((loop) => loop.length / 2),
    size: on.size,
    originLps: on.originLps,
    spacingMm: on.spacingMm,
    direction: on.direction,
  }
  const inputs = [streamInput(concatenate(loops))]
  const [distance] = await runner.run({ pipeline: 'solid-distance', options, inputs, outputs: ['Image'] }, job)
  return { grid: on, mm: floatVoxels(distance) }
}

const concatenate = (loops: readonly Float64Array[]): Float64Array => {
  const all = new Float64Array(loops.reduce((sum, loop) => sum + loop.length, 0))
  let at = 0
  for (const loop of loops) {
    all.set(loop, at)
    at += loop.length
  }
  return all
}

const requireFrames = (solid: Solid, on: Grid, toSolid: SolidOptions['toSolid']): void => {
  const fits = toSolid ? toSolid.from === on.frame && toSolid.to === solid.frame : solid.frame === on.frame
  if (fits) return
  throw new PostopError('frame/mismatch', {
    message: toSolid
      ? `The transform leads from frame ${toSolid.from} to ${toSolid.to}, but the grid is in ${on.frame} and the solid in ${solid.frame}.`
      : `The solid is in frame of reference ${solid.frame}, the grid in ${on.frame}.`,
    remedy: 'Give the registration between the two frames.',
  })
}
