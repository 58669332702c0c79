import { dot, type Uid, type Vec3 } from '../frame/index.js'
import { decide, type Finding, note, PostopError } from '../problem/index.js'
import type { Roi, StructureSet } from '../structure/index.js'
import { planeHeightsMm, sliceGaps, type Volume } from '../volume/index.js'
import type { Recipe } from './recipe.js'
import { type CastRoi, withRole } from './setting.js'
import type { ProposalInputs } from './types.js'

/**
 * Refuses a missing slice where the CTV can lie.
 * @throws series/missing-slice
 */
export const refuseMissingSlice = (
  image: Volume,
  box: { readonly min: Vec3; readonly max: Vec3 },
  marginMm: number,
): void => {
  const normal = image.planes[0]?.normal ?? [0, 0, 1]
  const corners = [box.min[0], box.max[0]].flatMap((x) =>
    [box.min[1], box.max[1]].flatMap((y) => [box.min[2], box.max[2]].map((z) => dot([x, y, z], normal))),
  )
  const low = Math.min(...corners) - marginMm
  const high = Math.max(...corners) + marginMm
  for (const { fromMm, toMm, usualMm } of sliceGaps(planeHeightsMm(image))) {
    if (toMm < low || fromMm > high) continue
    throw new PostopError('series/missing-slice', {
      message: `The planning image lacks a slice within the target and its margin: ${(toMm - fromMm).toFixed(2)} mm between two slices where ${usualMm.toFixed(2)} mm are usual.`,
      attribute: 'ImagePositionPatient (0020,0032)',
      remedy: 'Export the series again, whole.',
    })
  }
}

/** A structure set in the image's frame that was drawn on other images than these, all of them or some. */
export const otherImageFindings = (inputs: ProposalInputs, cast: readonly CastRoi[]): Finding[] => {
  const here = new Set(inputs.image.planes.map((p) => p.sopInstanceUid))
  const used = cast.filter((c) => c.toImage === undefined).map((c) => c.roi)
  return inputs.structureSets.flatMap((set) => otherImageFinding(set, used, here))
}

/** The same of one structure set. @param used ROIs with a role in the image's frame @param here its images' UIDs */
export const otherImageFinding = (s: StructureSet, used: readonly Roi[], here: ReadonlySet<Uid>): Finding[] => {
  const rois = used.filter((roi) => roi.setUid === s.uid)
  const images = s.referencedImageUids
  const absent = images.filter((u) => !here.has(u)).length
  if (rois.length === 0 || absent === 0) return []
  const contours = rois.flatMap((roi) => roi.contours)
  const elsewhere = contours.filter((c) => c.imageUid !== undefined && !here.has(c.imageUid)).length
  const which = absent === images.length ? 'none is' : `${absent} ${absent === 1 ? 'is' : 'are'} not`
  const drawn = elsewhere === 0 ? '' : ` (${elsewhere} of the ${contours.length} contours used here)`
  return [
    decide(
      'structure/other-image',
      `Structure set ${s.label || s.uid} was drawn on ${images.length} images of which ${which} in the planning series${drawn}; only the frame of reference joins them.`,
      'Check that the contours lie on the anatomy of this image, then accept.',
      { file: s.file, attribute: 'ContourImageSequence (3006,0016)' },
    ),
  ]
}

/** What blocks beside a margin in six directions, which knows no way round. */
export const lrapsiFindings = (
  recipe: Pick<Recipe, 'margin' | 'air' | 'bone'>,
  cast: readonly CastRoi[],
): Finding[] => {
  if (recipe.margin.is !== 'lrapsi') return []
  const names = [
    ...withRole(cast, 'barrier').map((c) => c.roi.name),
    ...withRole(cast, 'organ').flatMap((c) => (c.role.blocks ? [c.roi.name] : [])),
    ...(recipe.bone === null ? [] : [`bone above ${recipe.bone.aboveHu} HU`]),
    ...(recipe.air?.blocks === true ? ['air'] : []),
  ]
  return names.length === 0
    ? []
    : [
        note(
          'margin/blocking-subtracts-only',
          `With a margin in six directions ${names.join(', ')} only subtract: tissue behind them is reached straight through.`,
          { remedy: 'Use one margin for all directions where the way round a barrier counts.' },
        ),
      ]
}
