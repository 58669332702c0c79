import { sha256Hex, utf8 } from '../hash/index.js'
import type { Recipe } from './recipe.js'
import type { Proposal } from './types.js'

/** The hash that names a recipe with its inputs: a result of another key is stale. What was accepted changes no result. */
export const recipeKey = (recipe: Recipe): Proposal['key'] =>
  sha256Hex(utf8(JSON.stringify({ ...recipe, accepted: [] })))
