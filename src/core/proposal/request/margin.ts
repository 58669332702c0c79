import type { MarginsLrapsi } from '../../field/index.js'
import { CONSENSUS, LIMITS } from '../../guideline/index.js'
import { PostopError } from '../../problem/index.js'
import type { Margin } from '../recipe.js'
import { inRange } from './length.js'
import type { ProposalRequest } from './types.js'

/**
 * Six margins in mm from a list in the order left, right, anterior, posterior, superior, inferior.
 * @throws usage/malformed where there are not six
 */
export const marginsFromList = (mm: readonly number[], option = '--margin-lrapsi'): MarginsLrapsi => {
  const [leftMm, rightMm, anteriorMm, posteriorMm, superiorMm, inferiorMm] = mm
  if (
    leftMm === undefined ||
    rightMm === undefined ||
    anteriorMm === undefined ||
    posteriorMm === undefined ||
    superiorMm === undefined ||
    inferiorMm === undefined ||
    mm.length !== 6
  ) {
    throw new PostopError('usage/malformed', {
      message: `${option} takes six margins in mm, not ${mm.length}.`,
      attribute: option,
      remedy:
        'Write six numbers in the order left, right, anterior, posterior, superior, inferior: --margin-lrapsi 5,5,5,3,5,5.',
    })
  }
  return { leftMm, rightMm, anteriorMm, posteriorMm, superiorMm, inferiorMm }
}

/** The largest of the margins in mm, for a region of concern to be compared with. */
export const largestMarginMm = (m: Margin): number =>
  m.is === 'isotropic' ? m.mm : Math.max(m.leftMm, m.rightMm, m.anteriorMm, m.posteriorMm, m.superiorMm, m.inferiorMm)

/**
 * The margin a request asks for, the consensus' 5 mm where it says nothing.
 * @throws value/out-of-range, value/conflict where both forms are given
 */
export const marginOf = (r: ProposalRequest): Margin => {
  if (r.marginMm !== undefined && r.marginLrapsiMm !== undefined) {
    throw new PostopError('value/conflict', {
      message: 'Both --margin and --margin-lrapsi are given.',
      attribute: '--margin-lrapsi',
      remedy: 'Give one of them.',
    })
  }
  if (r.marginLrapsiMm === undefined) {
    return {
      is: 'isotropic',
      mm: inRange(r.marginMm ?? CONSENSUS.marginMm, LIMITS.marginMm, 'mm', 'The margin', '--margin'),
    }
  }
  const of = (mm: number, side: string) => inRange(mm, LIMITS.marginMm, 'mm', `The ${side} margin`, '--margin-lrapsi')
  const m = r.marginLrapsiMm
  return {
    is: 'lrapsi',
    leftMm: of(m.leftMm, 'left'),
    rightMm: of(m.rightMm, 'right'),
    anteriorMm: of(m.anteriorMm, 'anterior'),
    posteriorMm: of(m.posteriorMm, 'posterior'),
    superiorMm: of(m.superiorMm, 'superior'),
    inferiorMm: of(m.inferiorMm, 'inferior'),
  }
}
