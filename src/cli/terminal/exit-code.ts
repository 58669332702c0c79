import type { ErrorCode } from '../../core/problem/index.js'

/** 0 done, 1 refused or failed, 2 unknown or malformed words, 130 cancelled. */
export type ExitCode = 0 | 1 | 2 | 130

export const exitCodeOf = (code: ErrorCode): ExitCode =>
  code.startsWith('usage/') ? 2 : code === 'run/cancelled' ? 130 : 1
