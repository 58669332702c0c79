/** How large the sample is. */
export type Scale = {
  readonly columns: number
  readonly rows: number
  readonly slices: number
  /** Field of view across and down, mm. */
  readonly fieldMm: readonly [number, number]
  readonly sliceMm: number
}

/** What `generateSample` makes; the same options give the same bytes on every machine. */
export type SampleOptions = {
  /** `small` is the committed case, `standard` a 512 x 512 x 200 planning CT; numbers give the CT's size. */
  readonly scale?:
    | 'small'
    | 'standard'
    | { readonly columns: number; readonly rows: number; readonly slices: number; readonly sliceMm?: number }
  /** Of the noise and the air cells' noise; 1 by default. */
  readonly seed?: number
  /** Enlarges rGTV, bed and concern region about the bed's middle; 1.48 gives a bed of 40 cm3. */
  readonly targetScale?: number
}

export type Settings = { readonly ct: Scale; readonly seed: number; readonly targetScale: number; readonly key: string }

const SMALL: Scale = { columns: 192, rows: 216, slices: 60, fieldMm: [172.8, 216], sliceMm: 2 }
const STANDARD: Scale = { columns: 512, rows: 512, slices: 200, fieldMm: [230, 236], sliceMm: 1.25 }

const scaleOf = (scale: SampleOptions['scale']): Scale => {
  if (scale === undefined || scale === 'small') return SMALL
  if (scale === 'standard') return STANDARD
  return { ...STANDARD, ...scale }
}

/** The options with their defaults, and a text that names them. */
export const settingsOf = ({ scale, seed = 1, targetScale = 1 }: SampleOptions): Settings => {
  const ct = scaleOf(scale)
  return { ct, seed, targetScale, key: `${ct.columns}x${ct.rows}x${ct.slices}x${ct.sliceMm}/${seed}/${targetScale}` }
}
