/** Red, green, blue, 0 to 1, gamma-coded. */
export type Rgb = readonly [number, number, number]

export const fromHex = (hex: string): Rgb => {
  const digits = /^#([0-9a-f]{6})$/i.exec(
    hex.length === 4 ? `#${[...hex.slice(1)].map((d) => d + d).join('')}` : hex,
  )?.[1]
  if (digits === undefined) throw new Error(`${hex} is no colour.`)
  const part = (i: number) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16) / 255
  return [part(0), part(1), part(2)]
}

const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
const coded = (c: number): number => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)

const luminance = (rgb: Rgb): number => {
  const [r, g, b] = rgb.map(linear) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export const contrast = (a: Rgb, b: Rgb): number => {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** Machado, Oliveira & Fernandes 2009 (doi 10.1109/TVCG.2009.113), severity 1, on linear light. */
const SIMULATIONS = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
} as const

export type Sight = keyof typeof SIMULATIONS
export const SIGHTS: readonly Sight[] = ['normal', 'protan', 'deutan']

export const seen = (rgb: Rgb, sight: Sight): Rgb => {
  const m = SIMULATIONS[sight]
  const [r, g, b] = rgb.map(linear) as unknown as Rgb
  const row = (i: 0 | 3 | 6) =>
    coded(Math.min(1, Math.max(0, m[i] * r + (m[i + 1] as number) * g + (m[i + 2] as number) * b)))
  return [row(0), row(3), row(6)]
}

const lab = (rgb: Rgb): Rgb => {
  const [r, g, b] = rgb.map(linear) as unknown as Rgb
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const degrees = (y: number, x: number): number => {
  const angle = (Math.atan2(y, x) * 180) / Math.PI
  return angle < 0 ? angle + 360 : angle
}
const cosine = (angle: number): number => Math.cos((angle * Math.PI) / 180)

/** CIEDE2000 colour difference (Sharma, Wu & Dalal 2005, doi 10.1002/col.20070). */
export const ciede2000 = (a: Rgb, b: Rgb): number => {
  const [l1, a1, b1] = lab(a)
  const [l2, a2, b2] = lab(b)
  const meanChroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(meanChroma ** 7 / (meanChroma ** 7 + 25 ** 7)))
  const [x1, x2] = [a1 * (1 + g), a2 * (1 + g)]
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)]
  const [h1, h2] = [degrees(b1, x1), degrees(b2, x2)]
  const turn = h2 - h1
  const dh = c1 * c2 === 0 ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
  const dL = l2 - l1
  const dC = c2 - c1
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((dh * Math.PI) / 360)
  const meanL = (l1 + l2) / 2
  const meanC = (c1 + c2) / 2
  const sum = h1 + h2
  const meanH = c1 * c2 === 0 ? sum : Math.abs(turn) <= 180 ? sum / 2 : sum < 360 ? sum / 2 + 180 : sum / 2 - 180
  const t =
    1 -
    0.17 * cosine(meanH - 30) +
    0.24 * cosine(2 * meanH) +
    0.32 * cosine(3 * meanH + 6) -
    0.2 * cosine(4 * meanH - 63)
  const sL = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2)
  const sC = 1 + 0.045 * meanC
  const sH = 1 + 0.015 * meanC * t
  const rT =
    -2 *
    Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)) *
    Math.sin((60 * Math.exp(-(((meanH - 275) / 25) ** 2)) * Math.PI) / 180)
  return Math.sqrt((dL / sL) ** 2 + (dC / sC) ** 2 + (dH / sH) ** 2 + rT * (dC / sC) * (dH / sH))
}
