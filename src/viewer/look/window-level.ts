import type { Volume } from '../../core/volume/index.js'
import type { WindowLevel } from '../types.js'

export type WindowPreset = { readonly key: string; readonly name: string; readonly window: WindowLevel }

/** Windows for CT in HU, by their key. */
export const CT_PRESETS: readonly WindowPreset[] = [
  { key: '1', name: 'Soft', window: { width: 400, level: 40 } },
  { key: '2', name: 'Bone', window: { width: 1800, level: 400 } },
  { key: '3', name: 'Brain', window: { width: 80, level: 40 } },
  { key: '4', name: 'Air', window: { width: 1500, level: -600 } },
]

/** Shares of the sampled values that lie below black and above white, for images without a unit. */
const DARK_SHARE = 0.02
const BRIGHT_SHARE = 0.995
const SAMPLES = 20_000

/** Soft tissue for CT; for other images the window from the darkest to the brightest values, outliers left out. */
export const startWindow = (volume: Volume): WindowLevel => {
  const soft = CT_PRESETS[0]
  if (volume.unit === 'HU' && soft !== undefined) return soft.window
  const perPlane = volume.grid.size[0] * volume.grid.size[1]
  const step = Math.max(1, Math.floor(volume.data.length / SAMPLES))
  const values: number[] = []
  for (let i = 0; i < volume.data.length; i += step) {
    const k = Math.floor(i / perPlane)
    values.push((volume.data[i] ?? 0) * (volume.slope[k] ?? 1) + (volume.intercept[k] ?? 0))
  }
  values.sort((a, b) => a - b)
  const at = (share: number) => values[Math.floor(share * (values.length - 1))] ?? 0
  const dark = at(DARK_SHARE)
  const bright = at(BRIGHT_SHARE)
  return { width: Math.max(1, bright - dark), level: (bright + dark) / 2 }
}
