import type { Phase } from '../core/job/index.js'
import type { ErrorRecord } from '../core/problem/index.js'

/** What a worker can be asked for: by name, what goes in, what comes out and what is told meanwhile; all survive structured clone. */
export type Calls = {
  readonly [name: string]: { readonly input: unknown; readonly output: unknown; readonly news?: unknown }
}

/** What a call tells while it runs; most tell nothing. */
export type NewsOf<C> = C extends { readonly news: infer News } ? News : never

/** From the page to a worker. */
export type Request<C extends Calls> =
  | { readonly id: number; readonly call: keyof C & string; readonly input: unknown }
  | { readonly id: number; readonly cancel: true }

/** From a worker to the page; the last one for an id holds `output` or `error`. */
export type Reply =
  | { readonly id: number; readonly phase: Phase; readonly done: number }
  | { readonly id: number; readonly news: unknown }
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: ErrorRecord }

/** @param done share of the phase that is done, 0 to 1 */
export type OnProgress = (phase: Phase, done: number) => void

/** Work under way; `cancel` makes `result` fail with `run/cancelled`. */
export type Running<T> = { readonly result: Promise<T>; readonly cancel: () => void }
