import type { Role } from '../proposal/index.js'
import { nameWithoutSide, nameWords } from './name.js'

/** The role that a name suggests, and why in words. */
export type SuggestedRole = { readonly role: Role; readonly why: string }

const blocking = (what: string): SuggestedRole => ({
  role: { is: 'organ', marginMm: 0, blocks: true, cutsTarget: false },
  why: `its name says ${what}: subtracted, nothing grows through it`,
})
const organ = (what: string): SuggestedRole => ({
  role: { is: 'organ', marginMm: 0, blocks: false, cutsTarget: false },
  why: `its name says ${what}: subtracted`,
})
const barrier = (what: string): SuggestedRole => ({
  role: { is: 'barrier', cutsTarget: false },
  why: `its name says ${what}: a natural barrier`,
})
const body: SuggestedRole = { role: { is: 'body', retractionMm: 0 }, why: 'its name says body outline' }
const target: SuggestedRole = { role: { is: 'target' }, why: 'its name says gross tumour or tumour bed' }
const carotid: SuggestedRole = {
  role: { is: 'keep-and-warn' },
  why: 'its name says carotid artery: kept, and reported where near',
}

/** Folded names without side, by TG-263 (doi 10.1016/j.ijrobp.2017.12.013) and as planning systems' templates write them. */
const TABLE: readonly (readonly [SuggestedRole, string])[] = [
  [target, 'rgtv gtv gtvp rgtvp gtvt gtvprimary tumorbed tumourbed tbed bed resectionbed surgicalbed'],
  [blocking('brainstem'), 'brainstem stem brainstemcore'],
  [blocking('spinal cord'), 'spinalcord cord myelon spinalcordcerv'],
  [blocking('optic nerve'), 'opticnrv opticnerve nervusopticus onerve opticn'],
  [blocking('optic chiasm'), 'opticchiasm chiasm chiasma opticchiasma opticnrvchiasm'],
  [blocking('optic tract'), 'optictract optictrct'],
  [blocking('brain'), 'brain cerebrum cerebellum wholebrain hippocampus'],
  [blocking('temporal lobe'), 'lobetemporal temporallobe templobe temporallobes lobestemporal'],
  [
    carotid,
    'acarotid carotid carotids carotidartery acarotidint acarotidinternal ica internalcarotid internalcarotidartery carotidint',
  ],
  [organ('parotid gland'), 'parotid parotids parotidgland glndparotid'],
  [organ('submandibular gland'), 'glndsubmand glndsubmandibular submandibular submandibulargland submand glndsubmands'],
  [organ('lacrimal gland'), 'glndlacrimal lacrimal lacrimalgland'],
  [organ('pituitary'), 'pituitary hypophysis pituitarygland'],
  [organ('eye'), 'eye eyes globe eyeball retina lens lenses cornea'],
  [organ('cochlea'), 'cochlea cochleae innerear earinternal middleear earmiddle'],
  [organ('mandible'), 'mandible bonemandible mandibula'],
  [organ('temporomandibular joint'), 'jointtm tmj tmjoint'],
  [barrier('dura'), 'dura duramater'],
  [barrier('bone'), 'bone bones clivus skullbase skull sphenoid maxilla hardpalate petrousapex'],
  [barrier('cartilage'), 'cartilage cartilages toruscartilage'],
  [body, 'body external bodyoutline externalcontour outercontour outline skin patient'],
]

const BY_NAME = new Map(TABLE.flatMap(([s, names]) => names.split(' ').map((n) => [n, s] as const)))

/** First words that decide for names of several words: `Bone_Clivus`, `Cartilage_Thyroid`, `Dura_Clivus`. */
const BY_FIRST_WORD = new Map<string, SuggestedRole>([
  ['bone', barrier('bone')],
  ['cartilage', barrier('cartilage')],
  ['dura', barrier('dura')],
])

/** Words that make a structure a helper of planning, not anatomy. */
const HELPER =
  /^(prv\d*|opt\d*|avoid|avoidance|ring|block|exp|expand|marrow|margin|minus|sub|eval|ptv\d*|ctv\d*|dose|old|temp|test|o?edema)$/

/** Gross tumour of the primary's place by its first word: `GTV-1`, `GTVp2`, `rGTV_MR`; nodes (`GTVn`) are not. */
const GROSS_TUMOUR = /^(r|rec)?gtv(p|t)?\d*$/

/**
 * The role a ROI's name suggests by the whitelist, or null: everything else is ignored, whatever its interpreted type.
 * Helper structures (`zBrain`, `_Ring`, `SpinalCord_PRV05`, `Brain-PTV`) are never suggested.
 */
export const suggestRole = (name: string): SuggestedRole | null => {
  if (/^(_|z[_A-Z-])/.test(name)) return null
  const words = nameWords(name.replace(/^(r|rec)[ _-]?gtv/i, 'rgtv'))
  if (words.some((w) => HELPER.test(w))) return null
  const known = BY_NAME.get(nameWithoutSide(words))
  if (known !== undefined) return known
  const first = words[0] ?? ''
  if (GROSS_TUMOUR.test(first)) return target
  return BY_FIRST_WORD.get(first) ?? null
}
