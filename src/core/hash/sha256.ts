import type { Sha256 } from '../frame/index.js'

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const K = Uint32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
)

const BLOCK = 64

/** SHA-256 (FIPS 180-4) over bytes that come in pieces; synchronous, so that a stage's key can be made anywhere. */
export class Sha256Hasher {
  readonly #state = Uint32Array.of(
    0x6a09e667,
    0xbb67ae85,
    0x3c6ef372,
    0xa54ff53a,
    0x510e527f,
    0x9b05688c,
    0x1f83d9ab,
    0x5be0cd19,
  )
  readonly #words = new Uint32Array(BLOCK)
  readonly #pending = new Uint8Array(BLOCK)
  #pendingLength = 0
  #totalBytes = 0

  /** Adds bytes; how they are cut into calls makes no difference. */
  update(bytes: Uint8Array): this {
    this.#totalBytes += bytes.length
    let at = 0
    if (this.#pendingLength > 0) {
      at = Math.min(BLOCK - this.#pendingLength, bytes.length)
      this.#pending.set(bytes.subarray(0, at), this.#pendingLength)
      this.#pendingLength += at
      if (this.#pendingLength < BLOCK) return this
      this.#compress(this.#pending, 0)
      this.#pendingLength = 0
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.#compress(bytes, at)
    this.#pending.set(bytes.subarray(at), 0)
    this.#pendingLength = bytes.length - at
    return this
  }

  /** Adds a text as UTF-8. */
  updateText(text: string): this {
    return this.update(utf8(text))
  }

  /** The digest of everything added; the hasher is used up by it. */
  digest(): Sha256 {
    const bits = this.#totalBytes * 8
    const padding = new Uint8Array(this.#pendingLength < 56 ? 64 - this.#pendingLength : 128 - this.#pendingLength)
    padding[0] = 0x80
    const view = new DataView(padding.buffer)
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32))
    view.setUint32(padding.length - 4, bits >>> 0)
    this.update(padding)
    return Array.from(this.#state, (word) => word.toString(16).padStart(8, '0')).join('') as Sha256
  }

  #compress(bytes: Uint8Array, offset: number): void {
    const w = this.#words
    for (let i = 0, at = offset; i < 16; i++, at += 4) {
      w[i] =
        ((bytes[at] as number) << 24) |
        ((bytes[at + 1] as number) << 16) |
        ((bytes[at + 2] as number) << 8) |
        (bytes[at + 3] as number)
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15] as number
      const y = w[i - 2] as number
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
      w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0
    }
    const state = this.#state
    let a = (state[0] as number) | 0
    let b = (state[1] as number) | 0
    let c = (state[2] as number) | 0
    let d = (state[3] as number) | 0
    let e = (state[4] as number) | 0
    let f = (state[5] as number) | 0
    let g = (state[6] as number) | 0
    let h = (state[7] as number) | 0
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] as number) + (w[i] as number)) | 0
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    state[0] = (state[0] as number) + a
    state[1] = (state[1] as number) + b
    state[2] = (state[2] as number) + c
    state[3] = (state[3] as number) + d
    state[4] = (state[4] as number) + e
    state[5] = (state[5] as number) + f
    state[6] = (state[6] as number) + g
    state[7] = (state[7] as number) + h
  }
}

/** A text as UTF-8 bytes; lone surrogates become U+FFFD, as in TextEncoder. */
export const utf8 = (text: string): Uint8Array => {
  const out: number[] = []
  for (const char of text) {
    const point = char.codePointAt(0) as number
    const c = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (c < 0x80) out.push(c)
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63))
    else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63))
    else out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63))
  }
  return Uint8Array.from(out)
}

/** SHA-256 of bytes in lower-case hexadecimal. */
export const sha256Hex = (bytes: Uint8Array): Sha256 => new Sha256Hasher().update(bytes).digest()

/** SHA-256 of a text's UTF-8 bytes. */
export const sha256OfText = (text: string): Sha256 => new Sha256Hasher().updateText(text).digest()
