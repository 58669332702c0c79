import { damaged } from './damaged.js'
import { randomOf } from './random.js'
import { KINDS, type Kind, type Subject, subjectsOf } from './subjects.js'
import { wellFormed } from './well-formed.js'

/** One case: a sound file and what became of it. */
export type Mutation = {
  readonly index: number
  readonly kind: Kind
  readonly subject: Subject
  readonly bytes: Uint8Array
}

/** The case of a number: kinds in turn, damaged and well-formed ones half and half. */
export const mutationOf = (seed: number, index: number): Mutation => {
  const random = randomOf(seed, index)
  const kind = KINDS[index % KINDS.length] as Kind
  const subject = random.pick(subjectsOf(kind))
  const { elements } = subject
  const bytes =
    elements === null || random.chance(0.5) ? damaged(subject, random) : wellFormed(subject, elements, random)
  return { index, kind, subject, bytes: Uint8Array.from(bytes) }
}
