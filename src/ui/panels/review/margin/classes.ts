import type { Proposal } from '../../../../core/proposal/index.js'
import type { Outline } from '../../../../viewer/index.js'
import { FIXED } from '../../../theme/palette.js'

/** Classes of the achieved margin from enough to none, 1 mm each; from blue over light to red, so that lightness tells too. */
export const MARGIN_CLASSES = [
  { text: '5 mm and more', colour: '#3465CC' },
  { text: '4 to 5', colour: '#7DB5EA' },
  { text: '3 to 4', colour: '#F4EFE0' },
  { text: '2 to 3', colour: '#FAC94F' },
  { text: '1 to 2', colour: '#E2651C' },
  { text: 'under 1 mm', colour: '#B3123F' },
] as const

/** 5 mm less this much still is 5 mm: it is the grid's, as the shares count it. */
const TOLERANCE_MM = 0.1

const NO_POLYGONS: readonly Float64Array[] = []

const made = new WeakMap<Proposal['reach'], Outline>()

/** The whole target, its surface coloured by the distance to the CTV's edge, with ticks that reach as far. */
export const achievedOutline = (reach: Proposal['reach']): Outline => {
  const known = made.get(reach)
  if (known !== undefined) return known
  const toMm = TOLERANCE_MM
  const outline: Outline = {
    id: 'achieved',
    name: 'Achieved margin',
    colour: FIXED.target,
    style: 'target',
    selected: false,
    faded: false,
    fillOpacity: 0,
    polygonsLps: NO_POLYGONS,
    field: reach.target,
    shade: {
      field: reach.ctv,
      fromMm: toMm - MARGIN_CLASSES.length,
      toMm,
      colours: MARGIN_CLASSES.map(({ colour }) => colour),
      ticks: true,
    },
  }
  made.set(reach, outline)
  return outline
}
