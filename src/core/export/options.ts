import { LIMITS } from '../guideline/index.js'
import { PostopError } from '../problem/index.js'
import { inRange } from '../proposal/index.js'

/** How holes are written: joined to their outer loop by a bridge, or as contours of their own (even-odd). */
export type HoleStyle = 'keyhole' | 'nested'

/** What a user decides about the structure set that is written. */
export type ExportOptions = {
  /** Name of the CTV, at most 16 characters. */
  readonly name: string
  /** StructureSetLabel (3006,0002), at most 16 characters. */
  readonly label: string
  readonly holes: HoleStyle
  /** Without the planning structure set's own ROIs. */
  readonly onlyCtv: boolean
  /** Adds a PTV: the CTV grown by this margin; null: none. */
  readonly ptvMm: number | null
}

/** What is written where nobody says otherwise. */
export const EXPORT_DEFAULTS: ExportOptions = {
  name: 'CTV_PROPOSED',
  label: 'CTV proposal',
  holes: 'keyhole',
  onlyCtv: false,
  ptvMm: null,
}

/** Longest ROI name and label that every planning system shows. */
export const NAME_LIMIT = 16

/** Characters as a reader counts them. */
export const nameLength = (name: string): number => [...name].length

const checkName = (name: string, what: string, attribute: string): void => {
  if (nameLength(name) > NAME_LIMIT) {
    throw new PostopError('output/name-too-long', {
      message: `The ${what} "${name}" has ${nameLength(name)} characters; planning systems show at most ${NAME_LIMIT}.`,
      attribute,
      remedy: `Give a ${what} of at most ${NAME_LIMIT} characters.`,
    })
  }
  if (name.trim() !== name || name === '' || /[\\\p{Cc}]/u.test(name)) {
    throw new PostopError('value/out-of-range', {
      message: `The ${what} is empty, has a blank at an end, or holds a backslash or a control character.`,
      attribute,
      remedy: `Give a ${what} of letters, digits, blanks, _ and -.`,
    })
  }
}

/**
 * Refuses what cannot be written or would be cut on import.
 * @throws output/name-too-long, value/out-of-range
 */
export const checkExportOptions = (o: ExportOptions): void => {
  checkName(o.name, 'name', '--name')
  checkName(o.label, 'label', 'StructureSetLabel (3006,0002)')
  if (o.holes !== 'keyhole' && o.holes !== 'nested') {
    throw new PostopError('value/out-of-range', {
      message: `Holes are written as keyhole or nested, not "${String(o.holes)}".`,
      attribute: '--holes',
      remedy: 'Say --holes keyhole or --holes nested.',
    })
  }
  if (o.ptvMm !== null) inRange(o.ptvMm, LIMITS.ptvMm, 'mm', 'The PTV margin', '--ptv')
}
