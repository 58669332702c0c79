import type { Times } from './timing.js'

/** One line of the result: what was measured, the figure, and the aim it has (empty where it is only for comparison). */
export type Row = { readonly what: string; readonly figure: string; readonly aim: string }

export const time = ({ medianMs, bestMs, worstMs, runs }: Times): string =>
  `${seconds(medianMs)} (${seconds(bestMs)} to ${seconds(worstMs)}, ${runs} runs)`

const seconds = (ms: number): string => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`)

/** How many times faster than a peer: its time over ours. */
export const faster = (peer: Times, ours: Times): string => `${(peer.medianMs / ours.medianMs).toFixed(1)} x`

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** A Markdown table under a heading. */
export const section = (title: string, rows: readonly Row[]): string => {
  const cells = [['', 'figure', 'aim'], ...rows.map(({ what, figure, aim }) => [what, figure, aim])]
  const widths = [0, 1, 2].map((c) => Math.max(...cells.map((row) => row[c]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, c) => cell.padEnd(widths[c] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = cells
  return [`## ${title}`, '', line(head), line(widths.map((n) => '-'.repeat(n))), ...body.map(line), ''].join('\n')
}
