import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { PostopError } from '../../../core/problem/index.js'

/** A volume that must come out, by its key in the proposal's JSON. */
export type VolumeExpectation = { readonly key: string; readonly cm3: number; readonly toleranceCm3: number }

export type Expectation = {
  /** 0 where nothing else is said. */
  readonly exit: number
  /** The error's code where it is refused; a finding's where it is not. */
  readonly code: string | null
  readonly volumes: readonly VolumeExpectation[]
  readonly reference: {
    readonly file: string
    readonly roi: string
    readonly dscAtLeast: number
    readonly hd95MmAtMost: number | null
  } | null
}

/** One automated contour test; paths are made absolute from the case.json's folder. */
export type CaseFile = {
  readonly file: string
  readonly name: string
  readonly image: string
  readonly structures: readonly string[]
  readonly registrations: readonly string[]
  readonly arguments: readonly string[]
  readonly expectation: Expectation
}

type Json = Readonly<Record<string, unknown>>

const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v)

const CASE_KEYS = ['name', 'description', 'image', 'structures', 'registrations', 'arguments', 'expectation']
const EXPECTATION_KEYS = ['exit', 'code', 'volumes', 'reference']

/** The case in a case.json. @throws check/invalid-case naming the part */
export const readCaseFile = async (file: string): Promise<CaseFile> => {
  const invalid = (what: string) =>
    new PostopError('check/invalid-case', {
      message: `${file}: ${what}.`,
      file,
      remedy: 'See case.json in docs/json.md.',
    })
  const onlyKeys = (o: Json, keys: readonly string[], where: string) => {
    const other = Object.keys(o).find((k) => !keys.includes(k))
    if (other !== undefined) throw invalid(`${where} has a key "${other}", which is none of ${keys.join(', ')}`)
  }
  const text = (v: unknown, what: string): string => {
    if (typeof v === 'string' && v !== '') return v
    throw invalid(`${what} is not a text`)
  }
  const texts = (v: unknown, what: string): readonly string[] => {
    const list = v === undefined ? [] : typeof v === 'string' ? [v] : v
    if (Array.isArray(list) && list.every((x): x is string => typeof x === 'string')) return list
    throw invalid(`${what} is not a list of texts`)
  }
  const number = (v: unknown, what: string): number => {
    if (typeof v === 'number' && Number.isFinite(v)) return v
    throw invalid(`${what} is not a number`)
  }
  const here = (path: string) => resolve(dirname(file), path)
  const volumesOf = (v: unknown): readonly VolumeExpectation[] => {
    if (v === undefined) return []
    if (!isObject(v)) throw invalid('expectation.volumes is not an object')
    return Object.entries(v).map(([key, e]) => {
      if (!isObject(e)) throw invalid(`expectation.volumes.${key} is not an object with cm3 and toleranceCm3`)
      onlyKeys(e, ['cm3', 'toleranceCm3'], `expectation.volumes.${key}`)
      return { key, cm3: number(e.cm3, `${key}.cm3`), toleranceCm3: number(e.toleranceCm3, `${key}.toleranceCm3`) }
    })
  }
  const referenceOf = (v: unknown): Expectation['reference'] => {
    if (v === undefined) return null
    if (!isObject(v)) throw invalid('expectation.reference is not an object')
    onlyKeys(v, ['file', 'roi', 'dscAtLeast', 'hd95MmAtMost'], 'expectation.reference')
    return {
      file: here(text(v.file, 'expectation.reference.file')),
      roi: text(v.roi, 'expectation.reference.roi'),
      dscAtLeast: v.dscAtLeast === undefined ? 0 : number(v.dscAtLeast, 'dscAtLeast'),
      hd95MmAtMost: v.hd95MmAtMost === undefined ? null : number(v.hd95MmAtMost, 'hd95MmAtMost'),
    }
  }
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (e) {
    throw invalid(`it is not JSON (${e instanceof Error ? e.message : String(e)})`)
  }
  if (!isObject(json)) throw invalid('it is not a JSON object')
  onlyKeys(json, CASE_KEYS, 'it')
  const { expectation } = json
  if (!isObject(expectation)) throw invalid('"expectation" is missing')
  onlyKeys(expectation, EXPECTATION_KEYS, 'expectation')
  if (Object.keys(expectation).length === 0) throw invalid('"expectation" expects nothing')
  return {
    file,
    name: json.name === undefined ? dirname(file) : text(json.name, 'name'),
    image: here(text(json.image, 'image')),
    structures: texts(json.structures, 'structures').map(here),
    registrations: texts(json.registrations, 'registrations').map(here),
    arguments: texts(json.arguments, 'arguments'),
    expectation: {
      exit:
        expectation.exit === undefined
          ? expectation.code === undefined
            ? 0
            : 1
          : number(expectation.exit, 'expectation.exit'),
      code: expectation.code === undefined ? null : text(expectation.code, 'expectation.code'),
      volumes: volumesOf(expectation.volumes),
      reference: referenceOf(expectation.reference),
    },
  }
}
