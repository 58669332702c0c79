/** Of macOS and Windows, beside the files that a user packed: never part of a case. */
const SYSTEM_FILE = /(^|\/)(__MACOSX\/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i

/** Characters that would change how a name is shown: controls, marks of writing direction, line separators. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

export const isSystemFile = (name: string): boolean => SYSTEM_FILE.test(name)

/**
 * A name within an archive as it is shown: folders by `/`, without `.`, `..`, a drive or a leading `/`.
 * It is never used as a place to write to.
 */
export const memberName = (name: string): string => {
  const parts = name
    .replace(UNSEEN, '')
    .replace(/\\/g, '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[A-Za-z]:$/.test(part))
  return parts.length === 0 ? 'unnamed' : parts.join('/')
}
