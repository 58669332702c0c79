import type { FrameUid } from '../../core/frame/index.js'
import { type ErrorRecord, PostopError, toErrorRecord } from '../../core/problem/index.js'
import { distances, median } from '../volume/spacing.js'
import { type Stack, stackOf } from '../volume/stack.js'
import { type Part, partsOf } from './parts.js'
import type { ImageHeader, ImageSeries } from './types.js'

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const inOrder = (images: readonly ImageHeader[]): ImageHeader[] =>
  [...images].sort(
    (a, b) => byText(a.sopInstanceUid, b.sopInstanceUid) || byText(a.input.name, b.input.name) || a.frame - b.frame,
  )

const stackOrRefusal = (images: readonly ImageHeader[]): { stack: Stack | null; refusal: ErrorRecord | null } => {
  try {
    return { stack: stackOf(images), refusal: null }
  } catch (e) {
    if (e instanceof PostopError) return { stack: null, refusal: toErrorRecord(e) }
    throw e
  }
}

const noFrame = (first: ImageHeader): ErrorRecord => ({
  code: 'series/no-frame',
  message: `Series ${first.reference.seriesInstanceUid} has no Frame of Reference UID: contours cannot be placed on it.`,
  file: null,
  attribute: 'FrameOfReferenceUID (0020,0052)',
  remedy: 'Export the series again from the scanner or archive, with its frame of reference.',
})

const sliceSpacing = (stack: Stack): ImageSeries['sliceSpacingMm'] => {
  const steps = distances(stack.wMm)
  return {
    min: steps.reduce((a, b) => Math.min(a, b)),
    median: median(steps),
    max: steps.reduce((a, b) => Math.max(a, b)),
  }
}

const seriesOf = (unsorted: readonly ImageHeader[], key: string, part: string): ImageSeries => {
  const images = inOrder(unsorted)
  const { stack, refusal } = stackOrRefusal(images)
  const first = stack?.planes[0] ?? (images[0] as ImageHeader)
  const r = first.reference
  const inStack = new Set<ImageHeader>(stack?.planes)
  const ordered = stack === null ? images : [...stack.planes, ...images.filter((h) => !inStack.has(h))]
  return {
    key,
    part,
    seriesUid: r.seriesInstanceUid,
    studyUid: r.studyInstanceUid,
    frame: r.frame === '' ? null : (r.frame as FrameUid),
    modality: r.modality,
    sopClassUid: first.sopClassUid,
    description: r.seriesDescription,
    number: r.seriesNumber,
    date: r.seriesDate || r.studyDate,
    studyDate: r.studyDate,
    studyDescription: r.studyDescription,
    patientName: r.patientName,
    patientId: r.patientId,
    patientPosition: r.patientPosition,
    columns: first.columns,
    rows: first.rows,
    spacingMm: first.pixelSpacingMm === null ? null : [first.pixelSpacingMm[1], first.pixelSpacingMm[0]],
    sliceSpacingMm: stack === null ? null : sliceSpacing(stack),
    images: ordered,
    refusal: refusal ?? (r.frame === '' ? noFrame(first) : null),
    findings: stack?.findings ?? [],
  }
}

/**
 * Image files as volumes: one for each series UID, SOP class and frame of reference, several where a series holds several
 * acquisitions; in an order that files do not change.
 */
export const groupSeries = (headers: readonly ImageHeader[]): ImageSeries[] => {
  const groups = new Map<string, ImageHeader[]>()
  for (const h of headers) {
    const key = [h.reference.modality, h.reference.seriesInstanceUid, h.sopClassUid, h.reference.frame].join(' ')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [h])
    else group.push(h)
  }
  const sorted = [...groups].sort(([a], [b]) => byText(a, b))
  const parts = sorted.flatMap(([, images]) => partsOf(inOrder(images)))
  const uidOf = (part: Part): string => part.images[0]?.reference.seriesInstanceUid ?? ''
  const seen = new Map<string, number>()
  return parts.map((part) => {
    const uid = uidOf(part)
    const number = (seen.get(uid) ?? 0) + 1
    seen.set(uid, number)
    const alone = parts.filter((other) => uidOf(other) === uid).length === 1
    return seriesOf(part.images, alone ? uid : `${uid}#${number}`, part.words)
  })
}
