import type { Field } from '../field/index.js'
import { applyRigid, type Grid, type PointLps } from '../frame/index.js'
import { type Finding, note, PostopError } from '../problem/index.js'
import { solidCentroidLps } from '../structure/index.js'
import { volumeHolds } from '../volume/index.js'
import { fieldOn, solidOf, type Workshop } from './roi-field.js'
import type { CastRoi } from './setting.js'
import type { Proposal, ProposalInputs } from './types.js'

/** Reach of the fields of several targets before they are united (mm). */
const NEAR_MM = 3

export type Target = {
  readonly field: Field
  readonly findings: readonly Finding[]
  readonly carried: Proposal['carried']
}

/**
 * The union of the target ROIs on the working grid, each built in its own frame and carried by its registration.
 * @throws target/empty, target/outside-image
 */
export const targetField = async (
  inputs: ProposalInputs,
  targets: readonly CastRoi[],
  grid: Grid,
  reachMm: number,
  shop: Workshop,
): Promise<Target> => {
  const findings: Finding[] = []
  const carried: { roi: string; beforeLps: PointLps; afterLps: PointLps }[] = []
  const fields: Field[] = []
  for (const cast of targets) {
    // Not on its own box but on the whole grid: the margin grows from it everywhere. Of several only the surfaces are
    // needed, the distance is their union's.
    const ownReachMm = targets.length === 1 ? reachMm : NEAR_MM
    const { field, findings: own } = await fieldOn(cast, inputs.image, grid, ownReachMm, false, shop)
    findings.push(...own)
    fields.push(field)
    if (cast.toImage !== undefined) {
      const beforeLps = solidCentroidLps(solidOf(cast, inputs.image, false).solid)
      const afterLps = applyRigid(cast.toImage, beforeLps)
      carried.push({ roi: cast.roi.name, beforeLps, afterLps })
      findings.push(
        note(
          'target/carried',
          `${cast.roi.name} was carried from another frame of reference: centroid ${words(beforeLps)} became ${words(afterLps)} mm (L, P, S).`,
          { roi: cast.roi.name, remedy: 'Compare it with the anatomy on the planning CT.' },
        ),
      )
    }
    if (!cast.roi.contours.some((c) => someInside(cast, c.pointsLps, inputs))) {
      throw new PostopError('target/outside-image', {
        message: `${cast.roi.name} lies wholly outside the planning image.`,
        attribute: 'ContourData (3006,0050)',
        remedy: 'Check that the structure set, its frame of reference and the registration belong to this image.',
      })
    }
  }
  const [only] = fields
  const mm = only !== undefined && fields.length === 1 ? only.mm : union(fields, grid)
  if (!mm.some((v) => v < 0)) {
    throw new PostopError('target/empty', {
      message: `${targets.map((t) => t.roi.name).join(', ')} encloses no volume that a grid of ${grid.spacingMm[0]} mm can hold.`,
      remedy: 'Choose a target that is drawn as a closed solid.',
    })
  }
  const field = fields.length === 1 ? { grid, mm } : await shop.cruncher.redistance({ grid, mm }, reachMm, shop.job)
  return { field, findings, carried }
}

const someInside = (cast: CastRoi, points: Float64Array, { image }: ProposalInputs): boolean => {
  for (let i = 0; i < points.length; i += 3) {
    const drawn = [points[i], points[i + 1], points[i + 2]] as unknown as PointLps
    if (volumeHolds(image, cast.toImage === undefined ? drawn : applyRigid(cast.toImage, drawn))) return true
  }
  return false
}

const union = (fields: readonly Field[], grid: Grid): Float32Array => {
  const out = new Float32Array(grid.size[0] * grid.size[1] * grid.size[2]).fill(Infinity)
  for (const { mm } of fields)
    for (let n = 0; n < out.length; n++) if ((mm[n] as number) < (out[n] as number)) out[n] = mm[n] as number
  return out
}

const words = (p: PointLps): string => `(${p.map((x) => x.toFixed(1)).join(', ')})`
