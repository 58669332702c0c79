import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sameGeometry } from './geometry.js'
import { mutationOf } from './mutate.js'
import { isImage, type Kind } from './subjects.js'

/** A file that was read without a word although something lies elsewhere than in the sound file. */
export type Moved = { readonly index: number; readonly kind: Kind; readonly geometry: string }

/** What two programs may differ by in the last digits: rounding, of a registration also hundreds of products. */
const DIGITS: Readonly<Record<Kind, number>> = { image: 0, compressed: 0, structures: 1, registration: 100, dose: 1 }

/**
 * Which of these files say themselves where things lie now: pydicom, another program, reads in them exactly what we read.
 * An image never does: its series says where it should lie.
 */
export const statedIn = (seed: number, moved: readonly Moved[], scratch: string): ReadonlySet<number> => {
  const files = moved.filter((m) => !isImage(m.kind))
  if (files.length === 0) return new Set()
  const folder = join(scratch, 'moved')
  mkdirSync(folder, { recursive: true })
  for (const { index } of files) writeFileSync(join(folder, `${index}.dcm`), mutationOf(seed, index).bytes)
  const script = join(import.meta.dirname, '../python/read_geometry.py')
  const options = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const
  const read = JSON.parse(execFileSync('/usr/bin/python3', [script, folder], options)) as Record<string, unknown>
  rmSync(folder, { recursive: true })
  return new Set(
    files.filter((m) => sameGeometry(JSON.parse(m.geometry), read[m.index], DIGITS[m.kind])).map((m) => m.index),
  )
}
