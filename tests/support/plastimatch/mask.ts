import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'

/** Volume in mm3 of the voxels that are not zero in an MHA file of bytes. */
export const maskMm3 = (file: string): number => {
  const bytes = readFileSync(file)
  const end = bytes.indexOf('ElementDataFile')
  const start = bytes.indexOf('\n', end) + 1
  const head = bytes.subarray(0, start).toString('latin1')
  const field = (name: string) => new RegExp(`^${name} = (.*)$`, 'm').exec(head)?.[1]?.trim() ?? ''
  const spacing = field('ElementSpacing').split(/\s+/).map(Number)
  if (field('ElementType') !== 'MET_UCHAR' || spacing.length !== 3) throw new Error(`${file} is no mask of bytes`)
  const raw = bytes.subarray(start)
  const voxels = field('CompressedData') === 'True' ? inflateSync(raw) : raw
  let inside = 0
  for (const v of voxels) if (v !== 0) inside++
  return inside * (spacing[0] ?? 0) * (spacing[1] ?? 0) * (spacing[2] ?? 0)
}
