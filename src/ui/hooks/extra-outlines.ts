import { drawnId, type OpenCase, type Shelf } from '../../case/index.js'
import type { DrawnRegion, Proposal } from '../../core/proposal/index.js'
import type { Outline } from '../../viewer/index.js'
import { ENVELOPE_COLOUR, FIXED } from '../theme/palette.js'
import type { LookState } from './view-store.js'

type Twin = Proposal['twin']

/** A drawn region's place among the eyes. */
export const drawnEye = (name: string): string => `drawn/${name}`

const ctvPolygons = new WeakMap<object, readonly Float64Array[]>()

/** A CTV's contours; the same array for the same CTV. */
export const ctvPolygonsOf = (shown: {
  readonly contours: readonly { readonly pointsLps: Float64Array }[]
}): readonly Float64Array[] => {
  const known = ctvPolygons.get(shown) ?? shown.contours.map((loop) => loop.pointsLps)
  ctvPolygons.set(shown, known)
  return known
}

const drawnPolygons = new WeakMap<DrawnRegion['loops'], readonly Float64Array[]>()

const drawnPolygonsOf = (loops: DrawnRegion['loops']): readonly Float64Array[] => {
  const known = drawnPolygons.get(loops) ?? loops.map((loop) => Float64Array.from(loop))
  drawnPolygons.set(loops, known)
  return known
}

const NO_POLYGONS: readonly Float64Array[] = []

const PLAIN = { selected: false, faded: false, fillOpacity: 0, polygonsLps: NO_POLYGONS } as const

/** Areas of concern that are drawn on the image. */
export const drawnOutlines = (
  { history }: OpenCase,
  shelf: Shelf,
  { eyes, selected }: Pick<LookState, 'eyes' | 'selected'>,
): readonly Outline[] =>
  history.present.drawn
    .filter((region) => eyes[drawnEye(region.name)] ?? true)
    .map((region) => ({
      ...PLAIN,
      id: drawnEye(region.name),
      name: region.name,
      selected: selected === drawnEye(region.name),
      colour: FIXED.concern,
      style: 'concern',
      fillOpacity: 0.08,
      polygonsLps: drawnPolygonsOf(region.loops),
      field: shelf.fields.get(drawnId(region)) ?? null,
    }))

/** What would be air and bone at the thresholds, inside the body where one is known: the air round the patient is no rule's. */
export const tissueOutlines = (
  tissue: Shelf['tissue'],
  body: Pick<Outline, 'polygonsLps' | 'field'> | null,
): readonly Outline[] =>
  (['air', 'bone'] as const).flatMap((what) => {
    const field = tissue?.[what] ?? null
    const colour = what === 'air' ? FIXED.air : FIXED.barrier
    return field === null
      ? []
      : [
          {
            ...PLAIN,
            id: `tissue-${what}`,
            name: what === 'air' ? 'Air' : 'Bone',
            colour,
            style: 'tissue',
            fillOpacity: 0.25,
            field,
            within: body,
          },
        ]
  })

/** An earlier or another CTV as a thin line beside the proposed one. */
export const thinOutline = (
  style: 'before' | 'twin',
  name: string,
  shown: Shelf['before'] | Twin,
): readonly Outline[] =>
  shown === null
    ? []
    : [{ ...PLAIN, id: style, name, colour: FIXED.ctv, style, polygonsLps: ctvPolygonsOf(shown), field: shown.field }]

/** The band from what lies in the CTV of every scenario to what lies in any; nothing where it is of another CTV. */
export const envelopeOutline = ({ robustness, outline }: OpenCase, { envelope }: Shelf): readonly Outline[] =>
  envelope === null || robustness.figures?.key !== outline?.key
    ? []
    : [
        {
          ...PLAIN,
          id: 'envelope',
          name: 'Envelope',
          colour: ENVELOPE_COLOUR,
          style: 'envelope',
          fillOpacity: 0.35,
          field: envelope.union,
          inner: envelope.intersection,
        },
      ]
