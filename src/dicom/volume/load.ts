import { cross, dot, type FrameUid, fromColumns, type Grid, type Sha256, unit } from '../../core/frame/index.js'
import { sha256Hex, sha256OfText } from '../../core/hash/index.js'
import type { Job } from '../../core/job/index.js'
import { type Finding, note, PostopError } from '../../core/problem/index.js'
import type { ArrivingVolume, ImagePlane, Volume } from '../../core/volume/index.js'
import { concurrently } from '../concurrently.js'
import type { ImageHeader, ImageSeries } from '../scan/types.js'
import { type ContentsReader, contentsReader } from './contents.js'
import { volumePadding } from './padding.js'
import { readPixelsInto, type Slab } from './pixels.js'
import { imageName, type Stack, stackOf } from './stack.js'
import type { LoadedVolume } from './types.js'
import type { PlacedHeader } from './usable.js'

const CONCURRENT_FILES = 8

const requireFrame = (series: ImageSeries): FrameUid => {
  if (series.frame !== null) return series.frame
  throw new PostopError('series/no-frame', {
    message: `Series ${series.seriesUid} has no Frame of Reference UID: contours cannot be placed on it.`,
    attribute: 'FrameOfReferenceUID (0020,0052)',
    remedy: 'Export the series again from the scanner or archive, with its frame of reference.',
  })
}

/** SHA-256 by the platform where it offers it (browsers do on secure pages only), else by our own; the same digits. */
const digest = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const subtle = globalThis.crypto?.subtle
  if (subtle === undefined) return sha256Hex(bytes)
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return Array.from(hash, (b) => b.toString(16).padStart(2, '0')).join('')
}

const planeOf = (stack: Stack, h: PlacedHeader): ImagePlane => ({
  originLps: h.positionLps,
  rowDirection: h.orientation.row,
  columnDirection: h.orientation.column,
  normal: stack.normal,
  sopInstanceUid: h.sopInstanceUid,
  sopClassUid: h.sopClassUid,
  ...(h.pixels.frames > 1 ? { frame: { number: h.frame + 1, of: h.pixels.frames } } : {}),
})

const gridOf = (stack: Stack, first: PlacedHeader, frame: FrameUid): Grid => {
  const row = first.orientation.row
  const skew = dot(row, first.orientation.column)
  const column = unit(
    [0, 1, 2].map((i) => (first.orientation.column[i] as number) - skew * (row[i] as number)) as [
      number,
      number,
      number,
    ],
  )
  const span = (stack.wMm.at(-1) as number) - (stack.wMm[0] as number)
  return {
    frame,
    size: [first.columns, first.rows, stack.planes.length],
    originLps: first.positionLps,
    spacingMm: [first.pixelSpacingMm[1], first.pixelSpacingMm[0], span / (stack.planes.length - 1)],
    direction: fromColumns(row, column, cross(row, column)),
  }
}

const differentCopy = (plane: ImageHeader, copy: ImageHeader): PostopError =>
  new PostopError('series/duplicate-slice', {
    message: `${imageName(plane)} and ${imageName(copy)} lie at one position with different pixels.`,
    file: copy.input.name,
    attribute: 'ImagePositionPatient (0020,0032)',
    remedy: 'Keep the images of one acquisition (one phase, one reconstruction) in the folder.',
  })

const sameAsPlane = async (
  copy: ImageHeader,
  plane: ImageHeader,
  pixels: Slab,
  read: ContentsReader,
): Promise<boolean> => {
  const own = pixels.slice()
  await readPixelsInto(copy, own, read)
  const a = copy.pixels
  const b = plane.pixels
  return a.slope === b.slope && a.intercept === b.intercept && own.every((v, i) => v === pixels[i])
}

const paddingText = (range: { readonly low: number; readonly high: number } | null | undefined): string =>
  range === null || range === undefined ? '' : ` padding ${range.low} ${range.high}`

/** Of pixels, rescale, geometry and what counts as padding, plane by plane. */
const volumeHash = (stack: Stack, planeHashes: readonly string[]): Sha256 => {
  const { padding } = volumePadding(stack.planes)
  return sha256OfText(
    stack.planes
      .map((h, k) => {
        const numbers = [...h.positionLps, ...h.orientation.row, ...h.orientation.column, ...h.pixelSpacingMm]
        return (
          [h.columns, h.rows, ...numbers, h.pixels.slope, h.pixels.intercept, h.reference.frame, planeHashes[k]].join(
            ' ',
          ) + paddingText(padding?.[k])
        )
      })
      .join('\n'),
  )
}

/**
 * Reads a series into one slab, planes in order of position; files are read several at a time.
 * Stored values are left as they are, padding too; slope and intercept stand beside each plane.
 * @param onPlane told of every plane as soon as its pixels are in the slab of the volume that is to come
 * @throws series/no-frame, series/mixed-geometry, series/duplicate-slice, series/single-slice
 * @throws dicom/unsupported-object, dicom/transfer-syntax, dicom/missing-attribute, dicom/truncated, dicom/damaged-frame
 * @throws run/cancelled
 */
export const loadVolume = async (
  series: ImageSeries,
  job: Job,
  onPlane: (arriving: ArrivingVolume, plane: number) => void = () => {},
): Promise<LoadedVolume> => {
  const frame = requireFrame(series)
  const stack = stackOf(series.images)
  const first = stack.planes[0] as PlacedHeader
  const perPlane = first.columns * first.rows
  const anySigned = [...stack.planes, ...stack.copies.map((c) => c.image)].some((h) => h.pixels.signed)
  const data: Slab = new (anySigned ? Int16Array : Uint16Array)(perPlane * stack.planes.length)
  const planeHashes: string[] = []
  const part = (k: number): Slab => data.subarray(k * perPlane, (k + 1) * perPlane)
  const read = contentsReader([...stack.planes, ...stack.copies.map((c) => c.image)])
  const { window } = stack.planes[stack.planes.length >> 1] ?? first
  const arriving: ArrivingVolume = {
    seriesUid: series.seriesUid,
    studyUid: series.studyUid,
    frame,
    modality: series.modality,
    description: series.description,
    date: series.date,
    grid: gridOf(stack, first, frame),
    planes: stack.planes.map((h) => planeOf(stack, h)),
    evenlySpaced: stack.evenlySpaced,
    data,
    slope: stack.planes.map((h) => h.pixels.slope),
    intercept: stack.planes.map((h) => h.pixels.intercept),
    ...volumePadding(stack.planes),
    unit: series.modality === 'CT' ? 'HU' : 'none',
    ...(window === null ? {} : { window }),
  }
  let done = 0
  await concurrently(stack.planes, CONCURRENT_FILES, async (h, k) => {
    job.throwIfCancelled()
    const plane = part(k)
    await readPixelsInto(h, plane, read)
    planeHashes[k] = await digest(new Uint8Array(data.buffer, plane.byteOffset, plane.byteLength))
    onPlane(arriving, k)
    job.progress('reading', ++done / (stack.planes.length + stack.copies.length))
  })
  const findings: Finding[] = [...stack.findings]
  for (const { plane, image } of stack.copies) {
    job.throwIfCancelled()
    const original = stack.planes[plane] as PlacedHeader
    if (!(await sameAsPlane(image, original, part(plane), read))) throw differentCopy(original, image)
    findings.push(
      note('file/duplicate', `${imageName(image)} repeats ${imageName(original)}; one is used.`, {
        file: image.input.name,
      }),
    )
    job.progress('reading', ++done / (stack.planes.length + stack.copies.length))
  }
  const volume: Volume = { ...arriving, hash: volumeHash(stack, planeHashes) }
  return { volume, findings, gaps: stack.gaps, reference: first.reference }
}
