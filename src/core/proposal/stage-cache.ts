/**
 * Results of the stages by key, least recently used first out, bounded by bytes. A key states everything that its value
 * depends on, so a new margin finds the solids, the air and the distances of the run before.
 */
export class StageCache {
  readonly #entries = new Map<string, { readonly value: unknown; readonly bytes: number }>()
  readonly #limitBytes: number
  #bytes = 0

  constructor(limitBytes = 768 * 2 ** 20) {
    this.#limitBytes = limitBytes
  }

  /** The value under a key, computed where it is not there yet. */
  async remember<T>(key: string, bytesOf: (value: T) => number, compute: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key)
    if (known !== undefined) {
      this.#entries.delete(key)
      this.#entries.set(key, known)
      return known.value as T
    }
    const value = await compute()
    const bytes = bytesOf(value)
    // A run at the same time may have put it there meanwhile.
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0
    this.#entries.delete(key)
    this.#entries.set(key, { value, bytes })
    this.#bytes += bytes
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#limitBytes || oldest === key) break
      this.#entries.delete(oldest)
      this.#bytes -= entry.bytes
    }
    return value
  }
}
