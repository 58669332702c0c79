import type { FrameUid } from '../../frame/index.js'
import { foldName } from '../../guideline/index.js'
import { type Finding, note, PostopError } from '../../problem/index.js'
import type { Roi, StructureSet } from '../../structure/index.js'
import { nearest } from '../../words/index.js'

/** One ROI with the set it belongs to. */
export type FoundRoi = { readonly set: StructureSet; readonly roi: Roi }

/** All ROIs, sets on the planning image first, then by UID and ROI number: independent of the order of the files. */
export const allRois = (sets: readonly StructureSet[], imageFrame: FrameUid): readonly FoundRoi[] => {
  const rank = (s: StructureSet) => (s.rois.some((r) => r.frame === imageFrame) ? 0 : 1)
  return [...sets]
    .sort((a, b) => rank(a) - rank(b) || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0))
    .flatMap((set) => [...set.rois].sort((a, b) => a.number - b.number).map((roi) => ({ set, roi })))
}

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path
const label = (f: FoundRoi): string => `${baseName(f.set.file)}::${f.roi.name} (#${f.roi.number})`

/** Candidates a word names outright: `FILE::NAME`, `FILE::#NUMBER`, `#NUMBER`, or the whole name. */
const exactMatches = (word: string, rois: readonly FoundRoi[]): readonly FoundRoi[] => {
  const whole = rois.filter((f) => f.roi.name === word)
  if (whole.length > 0) return whole
  const byNumber = (text: string, among: readonly FoundRoi[]) =>
    /^#\d+$/.test(text) ? among.filter((f) => f.roi.number === Number(text.slice(1))) : []
  const cut = word.indexOf('::')
  if (cut > 0) {
    const file = word.slice(0, cut)
    const name = word.slice(cut + 2)
    const inFile = rois.filter((f) => f.set.file === file || baseName(f.set.file) === baseName(file))
    const named = inFile.filter((f) => f.roi.name === name)
    return named.length > 0 ? named : byNumber(name, inFile)
  }
  return byNumber(word, rois)
}

const unknown = (word: string, option: string, rois: readonly FoundRoi[]): PostopError => {
  const close = nearest(
    word,
    rois.map((f) => f.roi.name),
    foldName,
  )
  const files = [...new Set(rois.map((f) => baseName(f.set.file)))].join(', ')
  return new PostopError('roi/unknown', {
    message: `No ROI is called "${word}"${files === '' ? '' : ` in ${files}`}${close.length > 0 ? `; the nearest are ${close.map((c) => `"${c}"`).join(', ')}` : ''}.`,
    attribute: option,
    remedy: 'Give a name as "postop-ctv inspect" lists it, or #NUMBER.',
  })
}

const ambiguous = (word: string, option: string, found: readonly FoundRoi[]): PostopError =>
  new PostopError('roi/ambiguous', {
    message: `"${word}" could be ${found.length} ROIs: ${found.map(label).join(', ')}.`,
    attribute: option,
    remedy: 'Say which by FILE::NAME or #NUMBER.',
  })

/** Whether the word is a ROI as it stands, so that a colon in it is part of the name. */
export const isExactRoi = (word: string, rois: readonly FoundRoi[]): boolean => exactMatches(word, rois).length > 0

/**
 * The ROI a word names: exactly first, then without case, blanks and punctuation; of several sets the one in the image's frame.
 * @throws roi/unknown with the nearest names, roi/ambiguous with the candidates
 */
export const findRoi = (
  word: string,
  option: string,
  rois: readonly FoundRoi[],
  imageFrame: FrameUid,
): { readonly found: FoundRoi; readonly findings: readonly Finding[] } => {
  const findings: Finding[] = []
  let matches = exactMatches(word, rois)
  if (matches.length === 0 && foldName(word) !== '') {
    matches = rois.filter((f) => foldName(f.roi.name) === foldName(word))
    const only = matches[0]
    if (only !== undefined)
      findings.push(note('roi/name-folded', `"${word}" was taken as "${only.roi.name}".`, { roi: only.roi.name }))
  }
  const first = matches[0]
  if (first === undefined) throw unknown(word, option, rois)
  if (matches.length === 1) return { found: first, findings }
  const onImage = matches.filter((f) => f.roi.frame === imageFrame)
  const chosen = onImage[0]
  if (chosen === undefined || onImage.length > 1) throw ambiguous(word, option, matches)
  const others = matches.filter((f) => f !== chosen).map(label)
  findings.push(
    note(
      'roi/several-sets',
      `"${word}" is in several structure sets; ${label(chosen)} lies in the image's frame and is used, not ${others.join(', ')}.`,
      {
        roi: chosen.roi.name,
        remedy: 'Say FILE::NAME to use another.',
      },
    ),
  )
  return { found: chosen, findings }
}
