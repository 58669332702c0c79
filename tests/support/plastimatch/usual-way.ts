import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PhantomFiles } from '../phantom/index.js'
import { maskMm3 } from './mask.js'
import { plastimatch } from './run.js'

export type UsualRequest = {
  readonly target: string
  readonly marginMm: number
  /** Structures taken away, each grown by its own margin. */
  readonly minus?: readonly { readonly name: string; readonly marginMm: number }[]
  /** CT numbers below this are taken away. */
  readonly airBelowHu?: number
}

export type UsualResult = { readonly targetMm3: number; readonly grownMm3: number; readonly structureFile: string }

const file = (folder: string, name: string) => join(folder, `${name}.mha`)

const grow = async (folder: string, name: string, marginMm: number, out: string): Promise<string> => {
  await plastimatch(
    'dmap',
    '--algorithm',
    'maurer',
    '--input',
    file(join(folder, 'masks'), name),
    '--output',
    file(folder, `${out}-distance`),
  )
  await plastimatch(
    'threshold',
    '--input',
    file(folder, `${out}-distance`),
    '--below',
    String(marginMm),
    '--output',
    file(folder, out),
  )
  return file(folder, out)
}

/**
 * The usual way, by plastimatch: structures to masks on the CT's voxels, distance map, threshold at the margin, masks taken away,
 * the rest back to contours.
 */
export const usualWay = async (files: PhantomFiles, r: UsualRequest): Promise<UsualResult> => {
  const folder = join(files.folder, 'plastimatch')
  mkdirSync(join(folder, 'result'), { recursive: true })
  const ct = file(folder, 'ct')
  await plastimatch('convert', '--input', files.imageFolder, '--output-img', ct)
  await plastimatch(
    'convert',
    '--input',
    files.structureFiles[0] ?? '',
    '--referenced-ct',
    files.imageFolder,
    '--fixed',
    ct,
    '--output-prefix',
    join(folder, 'masks'),
    '--prefix-format',
    'mha',
  )
  const grown = await grow(folder, r.target, r.marginMm, 'grown')
  const away: string[] = []
  for (const [i, m] of (r.minus ?? []).entries())
    away.push(
      m.marginMm > 0 ? await grow(folder, m.name, m.marginMm, `minus-${i}`) : file(join(folder, 'masks'), m.name),
    )
  if (r.airBelowHu !== undefined) {
    await plastimatch('threshold', '--input', ct, '--below', String(r.airBelowHu), '--output', file(folder, 'air'))
    away.push(file(folder, 'air'))
  }
  let rest = grown
  for (const [i, mask] of away.entries()) {
    const next = file(folder, `rest-${i}`)
    await plastimatch('fill', '--input', rest, '--mask', mask, '--mask-value', '0', '--output', next)
    rest = next
  }
  const result = file(join(folder, 'result'), 'CTV')
  await plastimatch('convert', '--input', rest, '--output-img', result, '--output-type', 'uchar')
  await plastimatch(
    'convert',
    '--input-prefix',
    join(folder, 'result'),
    '--output-dicom',
    join(folder, 'dicom'),
    '--referenced-ct',
    files.imageFolder,
    '--filenames-without-uids',
  )
  const written = readdirSync(join(folder, 'dicom')).find((f) => f.startsWith('rtss'))
  if (written === undefined) throw new Error('plastimatch wrote no structure set')
  return {
    targetMm3: maskMm3(file(join(folder, 'masks'), r.target)),
    grownMm3: maskMm3(result),
    structureFile: join(folder, 'dicom', written),
  }
}
