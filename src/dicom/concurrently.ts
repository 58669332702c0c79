/** Runs `work` on every item, at most `limit` at a time; the first failure ends it once what runs has ended. */
export const concurrently = async <T>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> => {
  let next = 0
  let failed = false
  const lane = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const index = next++
      try {
        await work(items[index] as T, index)
      } catch (e) {
        failed = true
        throw e
      }
    }
  }
  const lanes = Array.from({ length: Math.min(limit, items.length) }, lane)
  const ends = await Promise.allSettled(lanes)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
