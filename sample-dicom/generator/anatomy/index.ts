import { chewingParts, faceParts } from './face.js'
import { outlineParts } from './outline.js'
import type { Part } from './part.js'
import { brainParts, skullParts } from './skull.js'
import { type Target, targetOf } from './target.js'
import { airwayParts, axisParts, throatParts } from './throat.js'

export type { Part } from './part.js'
export type { Target } from './target.js'

/** The head before or after the operation: parts in the order in which they cover each other. */
export type Anatomy = { readonly target: Target; readonly parts: (when: 'pre' | 'post') => readonly Part[] }

/** The phantom with its target scaled by `targetScale`. */
export const anatomyOf = (targetScale: number): Anatomy => {
  const target = targetOf(targetScale)
  const all = [
    ...outlineParts,
    ...skullParts,
    ...brainParts,
    ...chewingParts,
    ...throatParts,
    ...faceParts,
    ...airwayParts,
    ...target.parts,
    ...axisParts,
  ]
  return { target, parts: (when) => all.filter((p) => p.when === 'always' || p.when === when) }
}
