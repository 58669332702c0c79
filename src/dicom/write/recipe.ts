import { utf8 } from '../../core/hash/index.js'
import { PostopError } from '../../core/problem/index.js'
import type { Attributes } from '../element/attributes.js'
import { openFile } from '../element/open.js'
import { type Elements, isSequence } from '../element/tree.js'
import type { StoredRecipe } from './types.js'

/** Private creator of our block in group 3007 (PS3.5 7.8.1). */
export const PRIVATE_CREATOR = 'POSTOP-CTV'
const PRIVATE_GROUP = 0x30070000
const FIRST_BLOCK = 0x10
const LAST_BLOCK = 0xff
/** Elements of the block: the recipe's JSON, and what was written with it. */
const RECIPE_ELEMENT = 0x00
const WRITTEN_ELEMENT = 0x01

const decoder = new TextDecoder()
const trimmed = (bytes: Uint8Array): string => decoder.decode(bytes).replace(/[\0 ]+$/, '')

const blocks = Array.from({ length: LAST_BLOCK - FIRST_BLOCK + 1 }, (_, i) => FIRST_BLOCK + i)

const creatorIn = (set: Elements, block: number): string | undefined => {
  const e = set.get(PRIVATE_GROUP + block)
  return e === undefined || isSequence(e) ? undefined : trimmed(e.value)
}

const elementTag = (block: number, element: number): number => PRIVATE_GROUP + block * 0x100 + element

/** Takes out an earlier block of ours. */
const removeOwn = (set: Elements): void => {
  for (const block of blocks) {
    if (creatorIn(set, block) !== PRIVATE_CREATOR) continue
    set.delete(PRIVATE_GROUP + block)
    for (let e = 0; e <= 0xff; e++) set.delete(elementTag(block, e))
  }
}

/** Puts the recipe and what was written into a private block of the structure set. */
export const storeRecipe = (set: Elements, stored: StoredRecipe): void => {
  removeOwn(set)
  const block = blocks.find((b) => !set.has(PRIVATE_GROUP + b)) ?? LAST_BLOCK
  const put = (tag: number, vr: string, text: string) => set.set(tag, { tag, vr, value: utf8(text) })
  put(PRIVATE_GROUP + block, 'LO', PRIVATE_CREATOR)
  put(elementTag(block, RECIPE_ELEMENT), 'UT', stored.recipeJson)
  put(elementTag(block, WRITTEN_ELEMENT), 'UT', JSON.stringify({ holes: stored.holes, rois: stored.rois }))
}

const noRecipe = (file: string, message: string): PostopError =>
  new PostopError('verify/no-recipe', {
    message,
    file,
    attribute: `private block ${PRIVATE_CREATOR} (3007,xx00)`,
    remedy: 'Give a structure set that postop-ctv wrote and that was not rewritten without its private elements.',
  })

const fromAttributes = (a: Attributes): StoredRecipe => {
  const text = (tag: number): string => trimmed(a.rawTag(tag) ?? new Uint8Array(0))
  const block = blocks.find((b) => text(PRIVATE_GROUP + b) === PRIVATE_CREATOR)
  const recipeJson = block === undefined ? '' : text(elementTag(block, RECIPE_ELEMENT))
  const written = block === undefined ? '' : text(elementTag(block, WRITTEN_ELEMENT))
  if (recipeJson === '' || written === '') throw noRecipe(a.file, `${a.file} holds no recipe of postop-ctv.`)
  try {
    JSON.parse(recipeJson)
    const { holes, rois } = JSON.parse(written) as Pick<StoredRecipe, 'holes' | 'rois'>
    if ((holes !== 'keyhole' && holes !== 'nested') || !Array.isArray(rois)) throw new SyntaxError('unknown form')
    return { recipeJson, holes, rois }
  } catch (cause) {
    if (cause instanceof SyntaxError) throw noRecipe(a.file, `The recipe in ${a.file} is damaged (${cause.message}).`)
    throw cause
  }
}

/**
 * What a structure set of ours says of how it was made.
 * @throws verify/no-recipe where it holds none or a damaged one; dicom/not-dicom, dicom/truncated
 */
export const readRecipe = (bytes: Uint8Array, file: string): StoredRecipe =>
  fromAttributes(openFile(bytes, file).attributes)
