import { isAccepted, PostopError } from '../../problem/index.js'
import { checkEdits } from '../edits/index.js'
import type { Recipe } from '../recipe.js'

/** A key and what kind of value it holds. */
const SHAPE: Readonly<Record<keyof Recipe, (v: unknown) => boolean>> = {
  schema: (v) => v === 1,
  inputs: (v) => isObject(v) && isObject(v.image) && Array.isArray(v.structureSets) && Array.isArray(v.registrations),
  roles: (v) => Array.isArray(v) && v.every((a) => isObject(a) && isObject(a.roi) && isObject(a.role)),
  margin: isObject,
  path: (v) => v === 'round' || v === 'straight',
  air: (v) => v === null || isObject(v),
  bone: (v) => v === null || isObject(v),
  tidy: isObject,
  gridMm: (v) => typeof v === 'number' && v > 0,
  contours: isObject,
  drawn: (v) => Array.isArray(v) && v.every(isDrawn),
  edits: Array.isArray,
  accepted: (v) => Array.isArray(v) && v.every(isAccepted),
  software: (v) => typeof v === 'string',
}

function isObject(v: unknown): v is Record<string, unknown> {
  return typeof v === 'object' && v !== null && !Array.isArray(v)
}

function isDrawn(v: unknown): boolean {
  return (
    isObject(v) &&
    typeof v.name === 'string' &&
    typeof v.marginMm === 'number' &&
    Array.isArray(v.loops) &&
    v.loops.every(
      (loop) => Array.isArray(loop) && loop.length >= 9 && loop.length % 3 === 0 && loop.every(Number.isFinite),
    )
  )
}

/**
 * A recipe from its JSON text, as a structure set of ours carries it.
 * @throws recipe/invalid naming the part that is not as it must be
 */
export const parseRecipe = (json: string, file?: string): Recipe => {
  const invalid = (message: string) =>
    new PostopError('recipe/invalid', {
      message,
      remedy: 'The recipe was changed or written by another version; propose again.',
      ...(file === undefined ? {} : { file }),
    })
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw invalid('The recipe is not JSON.')
  }
  if (!isObject(value)) throw invalid('The recipe is not a JSON object.')
  for (const [key, fits] of Object.entries(SHAPE))
    if (!fits(value[key])) throw invalid(`The recipe's "${key}" is not as it must be.`)
  const recipe = value as Recipe
  checkEdits(recipe.edits, file)
  return recipe
}
