import type { Job } from '../../../core/job/index.js'
import { type ErrorRecord, PostopError, toErrorRecord } from '../../../core/problem/index.js'
import { parseRecipe, type Recipe } from '../../../core/proposal/index.js'
import { readRecipe, type StoredRecipe } from '../../../dicom/index.js'
import type { Words } from '../../args/spec.js'
import {
  type Case,
  type CasePaths,
  checkWriteOptions,
  exportStructureSet,
  proposeRecipe,
  readCase,
  readStructureSet,
} from '../../library/index.js'
import { errorLine } from '../../terminal/error-line.js'
import type { Run } from '../command.js'
import { changedOriginals, changedRois, conformanceOf } from './geometry.js'

const inputMissing = (message: string, attribute: string): PostopError =>
  new PostopError('verify/input-missing', { message, attribute, remedy: `Give it with ${attribute}.` })

const inputChanged = (what: string, uid: string): PostopError =>
  new PostopError('verify/input-changed', {
    message: `The ${what} ${uid} is not what it was when the output was written: its content has another hash.`,
    remedy: 'Give the original, or propose again.',
  })

/** What is not found is missing; the word that gives it. */
const MISSING: Readonly<Partial<Record<ErrorRecord['code'], string>>> = {
  'input/no-image': '--image',
  'input/unknown-series': '--image',
  'input/no-structure-set': '--structures',
  'input/no-registration': '--registration',
}

/** Where the inputs are: structure sets and registrations that are needed and not named are looked for beside the images. */
const pathsOf = (recipe: Recipe, words: Words): CasePaths => {
  const image = words.many('--image')
  const given = (word: string, needed: number) => (words.flag(word) || needed === 0 ? words.many(word) : image)
  return {
    image,
    structures: given('--structures', recipe.inputs.structureSets.length),
    registrations: given('--registration', recipe.inputs.registrations.length),
  }
}

/** The inputs that the recipe names, each with the content it had. @throws verify/input-missing, verify/input-changed */
const inputsOf = async (recipe: Recipe, words: Words, job: Job): Promise<Case> => {
  const { seriesUid, hash: imageHash } = recipe.inputs.image
  if (!words.flag('--image')) throw inputMissing(`The planning image ${seriesUid} is needed.`, '--image')
  const c = await readCase(pathsOf(recipe, words), { job, seriesUid, imageHash }).catch((e: unknown) => {
    const word = e instanceof PostopError ? MISSING[e.code] : undefined
    throw e instanceof PostopError && word !== undefined ? inputMissing(e.message, word) : e
  })
  if (c.inputs.image.hash !== imageHash) throw inputChanged('image series', recipe.inputs.image.seriesUid)
  const sets = recipe.inputs.structureSets.map(({ uid, hash }) => {
    const set = c.structureSets.find((p) => p.set.uid === uid)
    if (set === undefined) throw inputMissing(`The structure set ${uid} is needed.`, '--structures')
    if (set.set.hash !== hash) throw inputChanged('structure set', uid)
    return set
  })
  const registrations = recipe.inputs.registrations.map(({ uid, hash }) => {
    const found = c.inputs.registrations.filter((r) => r.rigid.sourceUid === uid)
    const same = found.find((r) => r.hash === hash)
    if (found.length === 0) throw inputMissing(`The registration ${uid} is needed.`, '--registration')
    if (same === undefined) throw inputChanged('registration', uid)
    return same
  })
  return { ...c, structureSets: sets, inputs: { ...c.inputs, structureSets: sets.map((p) => p.set), registrations } }
}

/** Our ROIs whose contours the recipe, run again, does not give. */
const notReproduced = async (c: Case, recipe: Recipe, stored: StoredRecipe, job: Job): Promise<readonly string[]> => {
  const proposal = await proposeRecipe(c, recipe, job)
  const { ptvMm } = JSON.parse(stored.recipeJson) as { readonly ptvMm?: number }
  const options = checkWriteOptions({
    holes: stored.holes,
    date: '2000-01-01',
    onlyCtv: true,
    ...(ptvMm === undefined ? {} : { ptvMm }),
  })
  const written = await exportStructureSet(c, proposal, options, job)
  const again = new Map(written.rois.map((r) => [r.type, r.geometryHash]))
  return stored.rois.filter((r) => again.get(r.type) !== r.geometryHash).map((r) => r.name)
}

type Verdict = {
  readonly file: string
  readonly changed: readonly string[]
  readonly changedOriginals: readonly string[]
  /** null where it was changed: then the recipe is not run again. */
  readonly notReproduced: readonly string[] | null
  readonly conformance: readonly string[]
}

/** The first thing that is wrong, as a refusal; null where all is as it was written. */
const refusalOf = (v: Verdict): ErrorRecord | null => {
  const refuse = (
    code: 'verify/contour-changed' | 'verify/not-reproduced' | 'verify/not-conformant',
    message: string,
    remedy: string,
  ) => toErrorRecord(new PostopError(code, { message, file: v.file, remedy }))
  const changed = [...v.changed, ...v.changedOriginals]
  if (changed.length > 0) {
    return refuse(
      'verify/contour-changed',
      `${v.file} was changed since it was written: ${changed.join('; ')}.`,
      'Review the change, or propose again.',
    )
  }
  if (v.conformance.length > 0) {
    return refuse(
      'verify/not-conformant',
      `${v.file} does not lie on its image: ${v.conformance.join('; ')}.`,
      'Export it again.',
    )
  }
  if (v.notReproduced === null || v.notReproduced.length === 0) return null
  return refuse(
    'verify/not-reproduced',
    `The recipe in ${v.file} gives other contours when it is run again: ${v.notReproduced.join(', ')}.`,
    'Use the version of postop-ctv that wrote it.',
  )
}

/** `postop-ctv verify`. @throws verify/no-recipe, verify/input-missing, verify/input-changed, recipe/invalid */
export const verify: Run = async (words, { job }) => {
  const file = words.one('OUT.dcm') ?? ''
  const out = await readStructureSet(file)
  const stored = readRecipe(out.bytes, file)
  const recipe = parseRecipe(stored.recipeJson, file)
  const c = await inputsOf(recipe, words, job)
  const found = {
    file,
    changed: changedRois(out.set, stored),
    changedOriginals: changedOriginals(out.set, stored, c.inputs.structureSets),
    conformance: conformanceOf(out.set, stored, c.inputs.image),
  }
  const asWritten = found.changed.length + found.changedOriginals.length + found.conformance.length === 0
  const verdict: Verdict = { ...found, notReproduced: asWritten ? await notReproduced(c, recipe, stored, job) : null }
  const error = refusalOf(verdict)
  const json = {
    ...(error === null ? {} : { error }),
    command: 'verify',
    ...verdict,
    verified: error === null,
    software: recipe.software,
    rois: stored.rois,
  }
  const names = stored.rois.map((r) => r.name).join(', ')
  if (error !== null) return { json, text: `${file}: not as it was written.`, failure: errorLine(error) }
  return {
    json,
    text: `${file}: as it was written (${names}); ${recipe.software} gives the same contours from the same inputs.`,
  }
}
