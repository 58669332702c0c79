import { type EditPlace, editedSlices, type OpenCase, type Shelf } from '../../../../case/index.js'
import { dot } from '../../../../core/frame/index.js'
import type { Edit, Reason } from '../../../../core/proposal/index.js'
import { formatPosition } from '../../../../viewer/index.js'
import { figure, mm } from '../../../format.js'

/** `3 slices`, `1 slice`. */
const slices = (count: number): string => `${figure(count, 0)} ${count === 1 ? 'slice' : 'slices'}`

/** How the CTV differs from what the rules make; null where nothing was done by hand. */
export const editedWords = ({ history }: OpenCase, { proposal, inputs }: Shelf): string | null => {
  if (!history.present.edits.some(({ on }) => on)) return null
  const count = proposal === null || inputs === null ? 0 : editedSlices(proposal.reasons, inputs.image.planes)
  return count === 0 ? 'Edited by hand' : `Edited by hand, ${slices(count)}`
}

/** What was done, e.g. `Brush, 10.0 mm`. */
export const editName = (edit: Edit): string => {
  switch (edit.do) {
    case 'between':
      return 'Filled between slices'
    case 'smooth':
      return `Smoothed, ${mm(edit.mm)} mm`
    case 'drop-island':
      return 'Island dropped'
    default: {
      const { shape } = edit
      if (shape.is === 'outline') return edit.do === 'add' ? 'Outline added' : 'Outline cut'
      const ball = shape.flat === null ? '3-D ' : ''
      const name = `${ball}${edit.do === 'add' ? 'brush' : 'eraser'}`
      return `${name.charAt(0).toUpperCase()}${name.slice(1)}, ${mm(2 * shape.radiusMm)} mm`
    }
  }
}

/** Slices closer than this are told as one, in mm. */
const ONE_MM = 0.05

/** Where an edit lies along its normal, as the views name their slices: `S 2.0 mm`, `S 2.0 to S 6.0 mm`. */
export const placeWords = ({ centreLps, normalLps, lowMm, highMm }: EditPlace): string => {
  const component = ([0, 1, 2] as const).reduce((a, b) => (Math.abs(normalLps[b]) > Math.abs(normalLps[a]) ? b : a))
  const at = (heightMm: number) =>
    formatPosition(centreLps[component] + (heightMm - dot(centreLps, normalLps)) * normalLps[component], component)
  return highMm - lowMm < ONE_MM ? `${at(lowMm)} mm` : `${at(lowMm)} to ${at(highMm)} mm`
}

/** An exclusion by its name alone: `Brainstem`, `air`, `outside the body`. */
export const exclusionName = (reason: Reason): string => {
  const named = /^(?:barrier|organ):(.*)$/.exec(reason)?.[1]
  return named ?? (reason === 'outside-body' ? 'outside the body' : reason)
}
