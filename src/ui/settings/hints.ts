/** What to do at each step, for whoever is here for the first time: two sentences at most. */
export const HINTS = {
  case: 'Look through what was found: which CT is planned on, which structure set belongs to it, and what is to be decided. Then go on to Roles.',
  roles:
    'Amber roles are guesses by name: check that the gross tumour or its bed is the target, and that every organ near it has a role. Then press Propose.',
  proposal:
    'The contour follows the margin and the rules as you change them; Volume by rule says what each one took. Go on to Review when it is up to date.',
  review:
    'Point at the images to see why a place is in or out; look at every slice where something was cut. Corrections by hand are kept as a list that can be undone.',
  export:
    'What is to be decided blocks the download until you accept it. The file is a proposal, UNAPPROVED: compare it with the import card after the import.',
} as const

export type HintId = keyof typeof HINTS

export const isHint = (value: unknown): value is HintId => typeof value === 'string' && Object.hasOwn(HINTS, value)
