import type { Uid } from '../../core/frame/index.js'
import { sha256OfText } from '../../core/hash/index.js'

/**
 * A UID under 2.25 (PS3.5 B.2) from what it is to stand for: a UUID of version 8 (RFC 9562) whose bits are a SHA-256,
 * so that the same inputs give the same UID and other inputs another.
 */
export const derivedUid = (...parts: readonly string[]): Uid => {
  const hex = sha256OfText(parts.map((p) => `${p.length}:${p}`).join('')).slice(0, 32)
  const variant = ((Number.parseInt(hex[16] as string, 16) & 3) | 8).toString(16)
  const uuid = `${hex.slice(0, 12)}8${hex.slice(13, 16)}${variant}${hex.slice(17)}`
  return `2.25.${BigInt(`0x${uuid}`)}` as Uid
}
