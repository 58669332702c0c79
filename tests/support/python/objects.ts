import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { python } from '../cli.js'

/** An object as pydicom is to write it: attributes by keyword, sequences as lists. */
export type WrittenObject = {
  readonly name: string
  readonly uid: string
  readonly sopClassUid: string
  readonly modality: string
  readonly syntax?: 'explicit' | 'implicit' | 'big' | 'deflated'
  readonly attributes: Readonly<Record<string, unknown>>
}

/** Writes objects with pydicom as `NAME.dcm` in a folder; `doses` as write_objects.py says. */
export const writeObjects = (
  folder: string,
  wanted: { readonly doses?: readonly object[]; readonly objects?: readonly WrittenObject[] },
): void => {
  mkdirSync(folder, { recursive: true })
  const list = join(folder, '..', 'objects.json')
  writeFileSync(list, JSON.stringify(wanted))
  python('write_objects.py', list, folder)
}
