/** Times of several runs in ms. */
export type Times = {
  readonly medianMs: number
  readonly bestMs: number
  readonly worstMs: number
  readonly runs: number
}

export const timesOf = (samplesMs: readonly number[]): Times => {
  const sorted = [...samplesMs].sort((a, b) => a - b)
  return { medianMs: quantile(sorted, 0.5), bestMs: sorted[0] ?? 0, worstMs: sorted.at(-1) ?? 0, runs: sorted.length }
}

/** The value under which a share of sorted samples lies (nearest rank). */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0

const timed = async (task: () => unknown): Promise<number> => {
  globalThis.gc?.()
  const start = performance.now()
  await task()
  return performance.now() - start
}

/** Runs tasks in turn, several rounds, so that a busy machine is busy for all of them. */
export const inTurn = async <Name extends string>(
  rounds: number,
  tasks: Readonly<Record<Name, () => unknown>>,
): Promise<Record<Name, Times>> => {
  const names = Object.keys(tasks) as Name[]
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round < rounds; round++) for (const name of names) samples[name].push(await timed(tasks[name]))
  return Object.fromEntries(names.map((name) => [name, timesOf(samples[name])])) as Record<Name, Times>
}
