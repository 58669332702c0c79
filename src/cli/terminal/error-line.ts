import type { ErrorRecord } from '../../core/problem/index.js'

/** A refusal in one line: what, where, its code, and the way out. */
export const errorLine = (e: ErrorRecord): string => {
  const named = e.file === null || e.message.includes(e.file) ? null : e.file
  const where = [e.code, named, e.attribute].filter((x) => x !== null)
  return `postop-ctv: ${e.message} [${where.join(', ')}] ${e.remedy}`
}
