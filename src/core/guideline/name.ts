/** The name without case, blanks and punctuation: `Spinal-Cord` and `SPINAL CORD` are one; '' where nothing else is left. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const SIDES = new Set(['l', 'r', 'lt', 'rt', 'left', 'right'])

/** The words of a name, lower case: cut at blanks, punctuation and where a capital follows a small letter (`OpticNrv_L`). */
export const nameWords = (name: string): readonly string[] =>
  name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => w !== '')

/** The folded name without its side: `Parotid_L`, `Lt Parotid` and `parotid right` all give `parotid`. */
export const nameWithoutSide = (words: readonly string[]): string => words.filter((w) => !SIDES.has(w)).join('')
