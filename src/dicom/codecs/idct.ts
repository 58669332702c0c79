/**
 * The inverse cosine transform of one 8 x 8 block in fixed point, by Loeffler, Ligtenberg and Moschytz (ICASSP 1989,
 * doi:10.1109/ICASSP.1989.266596), with the scaling of libjpeg's accurate integer method for samples of 12 bits: 13 bits of
 * constant and one bit kept between the passes, so that its rounding is that of the decoders we are compared with.
 */
const CONSTANT_BITS = 13
const PASS_BITS = 1

const fixed = (x: number): number => Math.round(x * (1 << CONSTANT_BITS))

const C_0_298 = fixed(0.298631336)
const C_0_390 = fixed(0.390180644)
const C_0_541 = fixed(0.5411961)
const C_0_765 = fixed(0.765366865)
const C_0_899 = fixed(0.899976223)
const C_1_175 = fixed(1.175875602)
const C_1_501 = fixed(1.50132111)
const C_1_847 = fixed(1.847759065)
const C_1_961 = fixed(1.96157056)
const C_2_053 = fixed(2.053119869)
const C_2_562 = fixed(2.562915447)
const C_3_072 = fixed(3.072711026)

/** Eight values at `at`, `step` apart, in place; each result loses `bits` bits, rounded. */
const transform = (b: Int32Array, at: number, step: number, bits: number): void => {
  const v = (i: number): number => b[at + i * step] as number
  const half = 1 << (bits - 1)
  const store = (i: number, x: number): void => {
    b[at + i * step] = (x + half) >> bits
  }
  const even = (v(2) + v(6)) * C_0_541
  const e2 = even - v(6) * C_1_847
  const e3 = even + v(2) * C_0_765
  const e0 = (v(0) + v(4)) * (1 << CONSTANT_BITS)
  const e1 = (v(0) - v(4)) * (1 << CONSTANT_BITS)
  const [a0, a3, a1, a2] = [e0 + e3, e0 - e3, e1 + e2, e1 - e2]
  const z5 = (v(7) + v(3) + v(5) + v(1)) * C_1_175
  const z1 = -(v(7) + v(1)) * C_0_899
  const z2 = -(v(5) + v(3)) * C_2_562
  const z3 = z5 - (v(7) + v(3)) * C_1_961
  const z4 = z5 - (v(5) + v(1)) * C_0_390
  const o0 = v(7) * C_0_298 + z1 + z3
  const o1 = v(5) * C_2_053 + z2 + z4
  const o2 = v(3) * C_3_072 + z2 + z3
  const o3 = v(1) * C_1_501 + z1 + z4
  store(0, a0 + o3)
  store(7, a0 - o3)
  store(1, a1 + o2)
  store(6, a1 - o2)
  store(2, a2 + o1)
  store(5, a2 - o1)
  store(3, a3 + o0)
  store(4, a3 - o0)
}

/** Dequantised coefficients, row by row, to samples round 0, in place. */
export const inverseCosine = (block: Int32Array): void => {
  for (let c = 0; c < 8; c++) transform(block, c, 8, CONSTANT_BITS - PASS_BITS)
  for (let r = 0; r < 8; r++) transform(block, 8 * r, 1, CONSTANT_BITS + PASS_BITS + 3)
}
