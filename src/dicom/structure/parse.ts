import type { FrameUid, Sha256, Uid } from '../../core/frame/index.js'
import { Sha256Hasher } from '../../core/hash/index.js'
import { type Finding, note } from '../../core/problem/index.js'
import type { Roi, StructureSet } from '../../core/structure/index.js'
import type { Attributes } from '../element/attributes.js'
import { openFile } from '../element/open.js'
import { oddUidFindings } from '../element/uid.js'
import { RT_STRUCTURE_SET, requireKind } from '../scan/kinds.js'
import { readContour } from './contour.js'
import { joinRois } from './join.js'
import { roiFindings } from './roi-findings.js'
import type { ParsedStructureSet } from './types.js'

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

const colourOf = (item: Attributes | undefined): Roi['colour'] => {
  const [r, g, b] = item?.strings('ROIDisplayColor').map(Number) ?? []
  const fits = (v: number | undefined): v is number => v !== undefined && v >= 0 && v <= 255
  return fits(r) && fits(g) && fits(b) ? [r, g, b] : undefined
}

/** The frame an ROI lies in: its own, or the set's only one. */
const frameOf = (item: Attributes, only: string, name: string, findings: Finding[]): FrameUid => {
  const own = item.uid('ReferencedFrameOfReferenceUID')
  if (own !== '') return own as FrameUid
  if (only === '') throw item.missing('ReferencedFrameOfReferenceUID')
  findings.push(
    note(
      'structure/value-repaired',
      `ROI "${name}" names no frame of reference; the structure set's only one is taken.`,
      {
        file: item.file,
        roi: name,
        attribute: 'ReferencedFrameOfReferenceUID (3006,0024)',
      },
    ),
  )
  return only as FrameUid
}

const hashOf = (rois: readonly Roi[]): Sha256 => {
  const hasher = new Sha256Hasher()
  for (const roi of rois) {
    hasher.updateText(JSON.stringify([roi.number, roi.name, roi.type, roi.frame, roi.contours.length]))
    for (const c of roi.contours) {
      hasher.updateText(`${c.kind} ${c.pointsLps.length} `)
      hasher.update(new Uint8Array(c.pointsLps.buffer, c.pointsLps.byteOffset, c.pointsLps.byteLength))
    }
  }
  return hasher.digest()
}

const readReferences = (
  a: Attributes,
): Pick<StructureSet, 'referencedSeriesUids' | 'referencedImageUids'> & { frames: string[] } => {
  const frameItems = a.items('ReferencedFrameOfReferenceSequence')
  const series = frameItems
    .flatMap((f) => f.items('RTReferencedStudySequence'))
    .flatMap((s) => s.items('RTReferencedSeriesSequence'))
  const images = series.flatMap((s) => s.items('ContourImageSequence')).map((i) => i.string('ReferencedSOPInstanceUID'))
  const named = (uids: readonly string[]) => unique(uids.filter((u) => u !== '')) as Uid[]
  return {
    frames: named(frameItems.map((f) => f.uid('FrameOfReferenceUID'))),
    referencedSeriesUids: named(series.map((s) => s.string('SeriesInstanceUID'))),
    referencedImageUids: named(images),
  }
}

/** The structure set in an opened file; `bytes` are kept for copying. @see parseStructureSet */
export const structureSetOf = (a: Attributes, bytes: Uint8Array): ParsedStructureSet => {
  const file = a.file
  const uid = a.requiredString('SOPInstanceUID') as Uid
  const joined = joinRois(a)
  const findings: Finding[] = [...joined.findings]
  const references = readReferences(a)
  const only =
    references.frames.length === 1
      ? (references.frames[0] as string)
      : references.frames.length === 0
        ? a.string('FrameOfReferenceUID')
        : ''
  const images = new Set<Uid>(references.referencedImageUids)
  const rois = joined.rois.map(({ item, number, drawn, observation }): Roi => {
    const name = item.unicode('ROIName').trim()
    const read = drawn.flatMap((d) => d.items('ContourSequence')).map((c, i) => readContour(c, name, i))
    findings.push(...roiFindings(file, name, read))
    for (const { contour } of read) if (contour.imageUid !== undefined) images.add(contour.imageUid)
    const colour = colourOf(drawn[0])
    return {
      setUid: uid,
      number,
      name,
      type: observation?.string('RTROIInterpretedType') ?? '',
      frame: frameOf(item, only, name, findings),
      contours: read.map((c) => c.contour),
      ...(colour === undefined ? {} : { colour }),
    }
  })
  const frames = [...references.frames, ...rois.map((r) => r.frame)]
  findings.push(...oddUidFindings(file, 'ReferencedFrameOfReferenceUID (3006,0024)', frames))
  const set: StructureSet = {
    uid,
    seriesUid: a.string('SeriesInstanceUID') as Uid,
    studyUid: a.string('StudyInstanceUID') as Uid,
    label: a.unicode('StructureSetLabel'),
    date: a.string('StructureSetDate') || a.string('SeriesDate') || a.string('StudyDate'),
    frame: (references.frames[0] ?? rois[0]?.frame ?? only) as FrameUid,
    rois,
    referencedSeriesUids: references.referencedSeriesUids,
    referencedImageUids: [...images],
    hash: hashOf(rois),
    file,
  }
  return { set, findings, source: { file, bytes } }
}

/**
 * Reads an RT Structure Set (PS3.3 A.19): ROIs joined by number, each in its own frame, contours in LPS mm.
 * Contours that are no part of a solid are kept and reported; ROIs without contours are kept.
 * @throws dicom/not-dicom, dicom/truncated, dicom/unsupported-object where the file is something else
 * @throws dicom/bad-value for coordinates that are not numbers, naming file, ROI and attribute
 * @throws dicom/missing-attribute without SOP Instance UID, ROI number or frame of reference
 */
export const parseStructureSet = (bytes: Uint8Array, file: string): ParsedStructureSet => {
  const { attributes } = openFile(bytes, file)
  requireKind(attributes, RT_STRUCTURE_SET)
  return structureSetOf(attributes, bytes)
}
