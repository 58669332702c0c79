import { grown } from '../combine.js'
import type { Shape } from '../shapes.js'

/** When a part is there: before the operation, after it, or both. */
export type When = 'pre' | 'post' | 'always'

/** One piece of the phantom; a later part covers an earlier one. */
export type Part = {
  readonly name: string
  readonly shape: Shape
  /** CT number in HU. */
  readonly hu: number
  /** Signal in contrast-enhanced T1-weighted MR, arbitrary units. */
  readonly mr: number
  readonly when: When
  /** How much of the part's value covers what is below, 0 to 1. */
  readonly cover: number
}

/** CT number and MR signal of what parts are made of. */
export const MATTER = {
  air: { hu: -1000, mr: 8 },
  skin: { hu: 25, mr: 420 },
  fat: { hu: -95, mr: 930 },
  muscle: { hu: 58, mr: 330 },
  softTissue: { hu: 38, mr: 400 },
  mucosa: { hu: 42, mr: 690 },
  gland: { hu: 4, mr: 620 },
  cortex: { hu: 1050, mr: 45 },
  spongiosa: { hu: 420, mr: 560 },
  thinBone: { hu: 620, mr: 90 },
  cartilage: { hu: 110, mr: 240 },
  tooth: { hu: 1900, mr: 30 },
  csf: { hu: 8, mr: 110 },
  brain: { hu: 36, mr: 430 },
  whiteMatter: { hu: 29, mr: 500 },
  cord: { hu: 34, mr: 450 },
  nerve: { hu: 32, mr: 440 },
  vitreous: { hu: 9, mr: 95 },
  lens: { hu: 95, mr: 260 },
  artery: { hu: 265, mr: 60 },
  vein: { hu: 185, mr: 790 },
  sinus: { hu: 110, mr: 720 },
  tumour: { hu: 66, mr: 780 },
  bed: { hu: 46, mr: 560 },
  rim: { hu: 72, mr: 860 },
} as const

export type Matter = keyof typeof MATTER

/** A part made of one matter. */
export const part = (name: string, matter: Matter, shape: Shape, when: When = 'always', cover = 1): Part => ({
  name,
  shape,
  ...MATTER[matter],
  when,
  cover,
})

/** A muscle in its sheath of fat, which keeps it apart from its neighbours. */
export const sheathed = (name: string, shape: Shape): readonly Part[] => [
  part(`fat round ${name}`, 'fat', grown(shape, 1.5), 'always', 0.9),
  part(name, 'muscle', shape),
]
