import { newConcernMm } from '../../../case/index.js'
import type { Role } from '../../../core/proposal/index.js'

/** Roles as the list offers them: subtracting and blocking are two. */
export type RoleWord = 'target' | 'concern' | 'subtract' | 'block' | 'barrier' | 'keep' | 'body' | 'ignore'

export const ROLE_OPTIONS: readonly { readonly value: RoleWord; readonly text: string }[] = [
  { value: 'target', text: 'Target' },
  { value: 'concern', text: 'Area of concern' },
  { value: 'subtract', text: 'Organ: subtract' },
  { value: 'block', text: 'Organ: subtract, block' },
  { value: 'barrier', text: 'Barrier' },
  { value: 'keep', text: 'Keep, warn' },
  { value: 'body', text: 'Body' },
  { value: 'ignore', text: 'Not used' },
]

export const wordOf = (role: Role): RoleWord => {
  switch (role.is) {
    case 'organ':
      return role.blocks ? 'block' : 'subtract'
    case 'keep-and-warn':
      return 'keep'
    default:
      return role.is
  }
}

/** The role a word means; an organ's own margin and what it does to the target are kept. @param marginMm the case's */
export const roleOf = (word: RoleWord, before: Role, marginMm: number): Role => {
  const own = before.is === 'organ' ? before.marginMm : 0
  const cutsTarget = before.is === 'organ' || before.is === 'barrier' ? before.cutsTarget : false
  switch (word) {
    case 'target':
      return { is: 'target' }
    case 'concern':
      return { is: 'concern', marginMm: newConcernMm(marginMm) }
    case 'subtract':
      return { is: 'organ', marginMm: own, blocks: false, cutsTarget }
    case 'block':
      return { is: 'organ', marginMm: own, blocks: true, cutsTarget }
    case 'barrier':
      return { is: 'barrier', cutsTarget }
    case 'keep':
      return { is: 'keep-and-warn' }
    case 'body':
      return { is: 'body', retractionMm: 0 }
    case 'ignore':
      return { is: 'ignore' }
  }
}

/** The length a role carries, if any, and the same role with another. */
export const ownLength = (role: Role): { readonly mm: number; readonly with: (mm: number) => Role } | null => {
  switch (role.is) {
    case 'organ':
    case 'concern':
      return { mm: role.marginMm, with: (marginMm) => ({ ...role, marginMm }) }
    case 'body':
      return { mm: role.retractionMm, with: (retractionMm) => ({ ...role, retractionMm }) }
    default:
      return null
  }
}
