import type { FindingCode } from './codes.js'

/** How much a finding asks of the user; a refusal is not a finding but a {@link PostopError}. */
export type FindingKind = 'note' | 'decide'

/**
 * Something noticed although the work went on, as data beside the result.
 * A `decide` finding blocks the export on the page until accepted or resolved; the command line goes on.
 */
export type Finding = {
  readonly code: FindingCode
  readonly kind: FindingKind
  /** One sentence with figures and units. */
  readonly message: string
  /** What the user can do, in a sentence. */
  readonly remedy: string
  readonly file?: string
  readonly attribute?: string
  /** Where it is, in LPS mm of the planning image's frame; where it is in many places, the most telling one. */
  readonly atLps?: readonly [number, number, number]
  /** The ROI concerned. */
  readonly roi?: string
  /** True where the recipe lists it as accepted. */
  readonly accepted?: boolean
  /** Initials of who accepted it, where they were asked for. */
  readonly acceptedBy?: string
}

export const note = (code: FindingCode, message: string, rest: Partial<Finding> = {}): Finding => ({
  remedy: 'Nothing need be done.',
  ...rest,
  code,
  kind: 'note',
  message,
})

export const decide = (code: FindingCode, message: string, remedy: string, rest: Partial<Finding> = {}): Finding => ({
  ...rest,
  code,
  kind: 'decide',
  message,
  remedy,
})
