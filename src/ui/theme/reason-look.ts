import type { Reason } from '../../core/proposal/index.js'
import { FIXED } from './palette.js'

/** How a rule is named and drawn: colour never speaks alone, so each has its pattern. */
export type ReasonLook = {
  readonly text: string
  readonly colour: string
  readonly pattern: 'flat' | 'slash' | 'backslash' | 'cross' | 'dots'
  /** Part of the CTV; the others are taken away. */
  readonly inside: boolean
}

const look = (text: string, colour: string, pattern: ReasonLook['pattern'] = 'flat', inside = false): ReasonLook => ({
  text,
  colour,
  pattern,
  inside,
})

export const reasonLook = (reason: Reason): ReasonLook => {
  if (reason.startsWith('barrier:')) return look(`Barrier: ${reason.slice(8)}`, FIXED.barrier, 'cross')
  if (reason.startsWith('organ:')) return look(`Organ: ${reason.slice(6)}`, FIXED.organ, 'backslash')
  switch (reason) {
    case 'target':
      return look('In target', FIXED.target, 'flat', true)
    case 'margin':
      return look('In margin', FIXED.ctv, 'flat', true)
    case 'concern':
      return look('In concern margin', FIXED.concern, 'flat', true)
    case 'edited-in':
      return look('Edited in', FIXED.ctv, 'slash', true)
    case 'edited-out':
      return look('Edited out', FIXED.unreachable, 'slash')
    case 'air':
      return look('Air', FIXED.air, 'slash')
    case 'outside-body':
      return look('Outside the body', FIXED.unreachable, 'backslash')
    case 'beyond-margin':
      return look('Too far round', FIXED.unreachable, 'dots')
    case 'unreachable':
      return look('Unreachable', FIXED.unreachable, 'dots')
    case 'island':
      return look('Island dropped', FIXED.unreachable, 'cross')
    case 'smoothed':
      return look('Smoothed away', FIXED.unreachable, 'slash')
    default:
      return look(reason, FIXED.unreachable, 'dots')
  }
}
