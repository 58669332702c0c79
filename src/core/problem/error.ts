import type { ErrorCode } from './codes.js'

/** What an error says besides its code. */
export type ErrorDetails = {
  /** One sentence: what is wrong, with the figures and their units. */
  readonly message: string
  /** The file concerned, as the user named it. */
  readonly file?: string
  /** The DICOM attribute or the command line word concerned, e.g. `ImagePositionPatient (0020,0032)` or `--margin`. */
  readonly attribute?: string
  /** One sentence: what to do about it. */
  readonly remedy: string
  readonly cause?: unknown
}

/** The one error class: a refusal that names what is concerned and the way out (docs/errors.md). */
export class PostopError extends Error {
  readonly code: ErrorCode
  readonly file: string | undefined
  readonly attribute: string | undefined
  readonly remedy: string

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'PostopError'
    this.code = code
    this.file = details.file
    this.attribute = details.attribute
    this.remedy = details.remedy
  }
}

/** An error as plain data, to cross a worker boundary (structured clone drops class and code) or to print as JSON. */
export type ErrorRecord = {
  readonly code: ErrorCode
  readonly message: string
  readonly file: string | null
  readonly attribute: string | null
  readonly remedy: string
}

/** Any thrown value as an {@link ErrorRecord}; what is not ours becomes `internal/unexpected`. */
export const toErrorRecord = (e: unknown): ErrorRecord => {
  if (e instanceof PostopError) {
    return { code: e.code, message: e.message, file: e.file ?? null, attribute: e.attribute ?? null, remedy: e.remedy }
  }
  return {
    code: 'internal/unexpected',
    message: e instanceof Error ? e.message : String(e),
    file: null,
    attribute: null,
    remedy: 'This is a fault of postop-ctv: report it with the command and the kind of data.',
  }
}

/** The inverse of {@link toErrorRecord}. */
export const fromErrorRecord = (r: ErrorRecord): PostopError =>
  new PostopError(r.code, {
    message: r.message,
    remedy: r.remedy,
    ...(r.file === null ? {} : { file: r.file }),
    ...(r.attribute === null ? {} : { attribute: r.attribute }),
  })
