import type { Uid } from '../../core/frame/index.js'
import { sha256Hex, sha256OfText } from '../../core/hash/index.js'
import { type Finding, note, PostopError } from '../../core/problem/index.js'
import type { StructureSet } from '../../core/structure/index.js'
import { treeOf } from '../element/copy.js'
import { openFile } from '../element/open.js'
import type { Elements } from '../element/tree.js'
import { IMPLICIT_LITTLE_ENDIAN, writePart10 } from '../element/write.js'
import { RT_STRUCTURE_SET } from '../scan/kinds.js'
import { parseStructureSet } from '../structure/parse.js'
import { requireSameOnReading } from './compare.js'
import { geometryHash, writtenContours } from './contours.js'
import { writeHead } from './document.js'
import { storeRecipe } from './recipe.js'
import { completeReferences } from './references.js'
import { repair, shortenValues } from './repair.js'
import { addRoi, freeName, nextRoiNumber } from './roi.js'
import type { NewRoi, WriteRequest, WrittenRoi, WrittenStructureSet } from './types.js'
import { derivedUid } from './uid.js'

/** Longest ROIDescription (ST). */
const DESCRIPTION_LENGTH = 1024
/** Longest ROI name and label that planning systems show. */
const NAME_LENGTH = 16

const requireShort = (text: string, what: string, attribute: string): void => {
  if (text.length >= 1 && text.length <= NAME_LENGTH) return
  throw new PostopError('output/name-too-long', {
    message: `The ${what} "${text}" has ${text.length} characters; planning systems take 1 to ${NAME_LENGTH}.`,
    attribute,
    remedy: 'Choose another name.',
  })
}

const descriptionOf = (roi: NewRoi, recipeHash: string, geometry: string): string => {
  const hashes = `recipe sha256 ${recipeHash}; geometry sha256 ${geometry}`
  return `${roi.description.slice(0, DESCRIPTION_LENGTH - hashes.length - 2)}${roi.description === '' ? '' : '; '}${hashes}`
}

type Base = { readonly tree: Elements; readonly set: StructureSet; readonly hash: string }

const readBase = (request: WriteRequest): Base | null => {
  if (request.base === undefined) return null
  const { bytes, file } = request.base
  const { attributes, transferSyntaxUid } = openFile(bytes, file)
  return {
    tree: treeOf(attributes, transferSyntaxUid),
    set: parseStructureSet(bytes, file).set,
    hash: sha256Hex(bytes),
  }
}

/**
 * Writes a structure set with new ROIs: the originals of `base` beside them with their contour strings verbatim.
 * A new SOP instance and series in the planning images' study; implicit VR little endian; the same request gives the same bytes.
 * The bytes are parsed again and compared before they are handed out.
 * @throws output/name-too-long, output/changed-on-reading, value/out-of-range for the date
 */
export const writeStructureSet = (request: WriteRequest): WrittenStructureSet => {
  requireShort(request.label, 'structure set label', 'StructureSetLabel (3006,0002)')
  for (const roi of request.rois) requireShort(roi.name, 'ROI name', '--name')
  const base = readBase(request)
  const findings: Finding[] = []
  const keep = base !== null && !request.onlyCtv
  const tree: Elements = keep ? base.tree : new Map()
  if (keep) findings.push(...repair(tree, request.reference.frame, base.set.file))
  completeReferences(tree, request.reference, request.planes)
  const recipeHash = sha256OfText(request.recipeJson)
  const added: (WrittenRoi & { contours: ReturnType<typeof writtenContours>['contours'] })[] = []
  for (const roi of request.rois) {
    const { contours, dropped } = writtenContours(roi.contours, request.planes, request.holes)
    if (dropped > 0)
      findings.push(
        note(
          'contour/sliver-dropped',
          `${dropped} of the contours of ${roi.name} have no area when rounded to 0.0001 mm and are dropped.`,
          { roi: roi.name },
        ),
      )
    const number = nextRoiNumber(tree)
    const name = freeName(tree, roi.name)
    if (name !== roi.name)
      findings.push(
        note('structure/value-repaired', `An ROI named ${roi.name} is there already; the new one is named ${name}.`, {
          roi: name,
        }),
      )
    const geometry = geometryHash(contours)
    const description = descriptionOf(roi, recipeHash, geometry)
    addRoi(tree, { roi, number, name, description }, contours, request.planes, request.reference)
    added.push({ number, name, type: roi.type, contourCount: contours.length, geometryHash: geometry, contours })
  }
  const rois: WrittenRoi[] = added.map(({ contours: _, ...written }) => written)
  storeRecipe(tree, { recipeJson: request.recipeJson, holes: request.holes, rois })
  const identity = [
    request.reference.seriesInstanceUid,
    base?.hash ?? '',
    String(keep),
    recipeHash,
    request.date,
    request.version,
    request.label,
    request.holes,
    JSON.stringify(rois),
    JSON.stringify(request.rois.map((r) => [r.colour, r.description])),
  ]
  const sopInstanceUid = derivedUid('sop', ...identity)
  const seriesInstanceUid = derivedUid('series', ...identity)
  const predecessor: Uid | undefined = base === null ? request.predecessorUids?.[0] : base.set.uid
  writeHead(tree, request, { sop: sopInstanceUid, series: seriesInstanceUid }, predecessor, keep)
  findings.push(...shortenValues(tree))
  const bytes = writePart10(tree, RT_STRUCTURE_SET, sopInstanceUid, IMPLICIT_LITTLE_ENDIAN)
  const read = requireSameOnReading(bytes, keep ? base.set : null, added)
  return { bytes, sopInstanceUid, seriesInstanceUid, rois, read, findings }
}
