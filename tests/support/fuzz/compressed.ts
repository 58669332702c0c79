import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Subject } from './subjects.js'

const FOLDER = join(import.meta.dirname, '../../../dist/fuzz/compressed')

/** Programs that compress a slice: RLE, JPEG lossless, JPEG-LS, JPEG 2000. */
const WRITERS = [
  ['dcmcrle', []],
  ['dcmcjpeg', ['+e1']],
  ['dcmcjpls', []],
  ['gdcmconv', ['--j2k']],
] as const
/** The first slice and one within. */
const CHOSEN = [0, 3]

/** Writes slices compressed by dcmtk and GDCM, for this process and those it starts. */
export const writeCompressed = (slices: readonly Subject[]): void => {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const k of CHOSEN) {
    const plain = join(FOLDER, 'plain')
    writeFileSync(plain, slices[k]?.bytes ?? new Uint8Array(0))
    for (const [program, options] of WRITERS)
      execFileSync(program, [...options, plain, join(FOLDER, `${program}-${k}.dcm`)])
    rmSync(plain)
  }
}

let read: readonly Subject[] | undefined

/** The slices that {@link writeCompressed} wrote. */
export const compressedSubjects = (slices: readonly Subject[]): readonly Subject[] => {
  read ??= readdirSync(FOLDER)
    .sort()
    .map((name): Subject => {
      const slice = slices[Number(/-(\d+)\./.exec(name)?.[1])]
      if (slice === undefined) throw new Error(`${name} is no slice`)
      return { ...slice, elements: null, bytes: new Uint8Array(readFileSync(join(FOLDER, name))) }
    })
  return read
}
