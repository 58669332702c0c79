import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mutationOf } from './mutate.js'
import type { Kind } from './subjects.js'

/** A file that was read without a word although something lies elsewhere than in the sound file. */
export type Moved = { readonly index: number; readonly kind: Kind; readonly geometry: string }

/** The same form and texts; numbers may differ by one step of the last digit. */
const alike = (a: unknown, b: unknown): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const keys = Object.keys(a)
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  return keys.length === Object.keys(b).length && keys.every((k) => alike(one[k], other[k]))
}

/**
 * Which of these files say themselves where things lie now: pydicom, another program, reads in them exactly what we read.
 * An image never does: its series says where it should lie.
 */
export const statedIn = (seed: number, moved: readonly Moved[], scratch: string): ReadonlySet<number> => {
  const files = moved.filter((m) => m.kind !== 'image')
  if (files.length === 0) return new Set()
  const folder = join(scratch, 'moved')
  mkdirSync(folder, { recursive: true })
  for (const { index } of files) writeFileSync(join(folder, `${index}.dcm`), mutationOf(seed, index).bytes)
  const script = join(import.meta.dirname, '../python/read_geometry.py')
  const options = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const
  const read = JSON.parse(execFileSync('/usr/bin/python3', [script, folder], options)) as Record<string, unknown>
  rmSync(folder, { recursive: true })
  return new Set(files.filter((m) => alike(JSON.parse(m.geometry), read[m.index])).map((m) => m.index))
}
