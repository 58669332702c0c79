import { cross, dot, unit, type Vec3 } from '../../core/frame/index.js'
import { type Finding, note, PostopError } from '../../core/problem/index.js'
import type { ImageHeader } from '../scan/types.js'
import { paddingFindings } from './padding.js'
import { rescaleFindings } from './rescale.js'
import { spacingFindings } from './spacing.js'
import { turnedFindings } from './turned.js'
import type { SliceGap } from './types.js'
import { type PlacedHeader, requireUsable } from './usable.js'

/** Positions nearer than this are one position: what planning systems round to. */
export const SAME_POSITION_MM = 0.01
/** Largest difference of a direction cosine within a stack. */
const SAME_DIRECTION = 1e-3
const SAME_SPACING_MM = 1e-4

/** The planes of a volume in order of position, before their pixels are read. */
export type Stack = {
  readonly normal: Vec3
  readonly planes: readonly PlacedHeader[]
  /** Position of each plane along the normal, mm. */
  readonly wMm: readonly number[]
  /** Images at the same position as a plane: to be compared pixel by pixel. */
  readonly copies: readonly { readonly plane: number; readonly image: PlacedHeader }[]
  readonly evenlySpaced: boolean
  readonly gaps: readonly SliceGap[]
  readonly findings: readonly Finding[]
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A scout, by what it says of itself. */
export const isLocalizer = (h: ImageHeader): boolean => h.imageType.includes('LOCALIZER')

const sameDirections = (a: PlacedHeader, b: PlacedHeader): boolean =>
  [0, 1, 2].every(
    (i) =>
      Math.abs((a.orientation.row[i] as number) - (b.orientation.row[i] as number)) <= SAME_DIRECTION &&
      Math.abs((a.orientation.column[i] as number) - (b.orientation.column[i] as number)) <= SAME_DIRECTION,
  )

/** Images grouped by orientation, the largest group first. */
export const byOrientation = (images: readonly PlacedHeader[]): PlacedHeader[][] => {
  const groups: PlacedHeader[][] = []
  for (const image of images) {
    const group = groups.find((g) => sameDirections(g[0] as PlacedHeader, image))
    if (group === undefined) groups.push([image])
    else group.push(image)
  }
  return groups.sort((a, b) => b.length - a.length)
}

/** The file, and of several frames which. */
export const imageName = (h: ImageHeader): string =>
  h.pixels.frames > 1 ? `${h.input.name} frame ${h.frame + 1}` : h.input.name

const names = (images: readonly ImageHeader[]): string => {
  const all = images.map(imageName)
  return all.length <= 3 ? all.join(', ') : `${all.slice(0, 3).join(', ')} and ${all.length - 3} more`
}

const mixed = (what: string, attribute: string, odd: readonly ImageHeader[]): PostopError =>
  new PostopError('series/mixed-geometry', {
    message: `The series mixes ${what}: ${names(odd)} ${odd.length === 1 ? 'differs' : 'differ'} from the others.`,
    attribute,
    remedy: 'Give a series of one size, spacing and orientation; move the other images elsewhere.',
    ...(odd[0] === undefined ? {} : { file: odd[0].input.name }),
  })

/** Leaves out localizers: by image type, or a few images across the stack's planes. */
const withoutLocalizers = (images: readonly ImageHeader[], findings: Finding[]): PlacedHeader[] => {
  const named = images.filter(isLocalizer)
  const rest = (named.length === images.length ? images : images.filter((h) => !isLocalizer(h))).map(requireUsable)
  const skipped = named.length === images.length ? [] : [...named]
  const [stack = [], ...others] = byOrientation(rest)
  for (const group of others) {
    const across = Math.abs(dot(normalOf(group[0] as PlacedHeader), normalOf(stack[0] as PlacedHeader))) < 0.5
    if (!across || group.length * 10 > stack.length)
      throw mixed('orientations', 'ImageOrientationPatient (0020,0037)', others.flat())
    skipped.push(...group)
  }
  if (skipped.length > 0) {
    findings.push(
      note(
        'image/localizer-skipped',
        `${skipped.length === 1 ? 'A localizer is' : `${skipped.length} localizers are`} left out: ${names(skipped)}.`,
      ),
    )
  }
  return stack
}

const normalOf = (h: PlacedHeader): Vec3 => unit(cross(h.orientation.row, h.orientation.column))

const requireOneForm = (stack: readonly PlacedHeader[], first: PlacedHeader): void => {
  const size = stack.filter((h) => h.columns !== first.columns || h.rows !== first.rows)
  if (size.length > 0) throw mixed('image sizes', 'Rows (0028,0010)', size)
  const spacing = stack.filter((h) =>
    h.pixelSpacingMm.some((v, i) => Math.abs(v - (first.pixelSpacingMm[i] as number)) > SAME_SPACING_MM),
  )
  if (spacing.length > 0) throw mixed('pixel spacings', 'PixelSpacing (0028,0030)', spacing)
}

const duplicateUid = (a: PlacedHeader, b: PlacedHeader): PostopError =>
  new PostopError('series/duplicate-slice', {
    message: `${imageName(a)} and ${imageName(b)} carry the same SOP Instance UID at two positions.`,
    file: b.input.name,
    attribute: 'SOPInstanceUID (0008,0018)',
    remedy: 'Keep the one that belongs to the series, or export it again.',
  })

const invertedFinding = (planes: readonly ImageHeader[]): Finding[] => {
  if (planes.every((h) => h.pixels.photometric !== 'MONOCHROME1')) return []
  const message =
    'The slices ask to be shown inverted (MONOCHROME1): their values are used as they are, high ones bright.'
  return [note('image/inverted', message, { attribute: 'PhotometricInterpretation (0028,0004)' })]
}

/** What was lost cannot be seen, only said. */
const lossyFinding = (planes: readonly ImageHeader[]): Finding[] => {
  const lossy = planes.filter((h) => h.pixels.lossy)
  if (lossy.length === 0) return []
  const message = `${lossy.length} of ${planes.length} slices were once compressed with loss: values may be off.`
  return [note('image/lossy', message, { attribute: 'LossyImageCompression (0028,2110)' })]
}

/**
 * Orders a series by position and says what is odd about it; nothing depends on the order of files or on InstanceNumber.
 * @throws series/mixed-geometry, series/duplicate-slice, series/single-slice, and what {@link requireUsable} throws
 */
export const stackOf = (images: readonly ImageHeader[]): Stack => {
  const findings: Finding[] = []
  const sorted = [...images].sort(
    (a, b) => byText(a.sopInstanceUid, b.sopInstanceUid) || byText(a.input.name, b.input.name) || a.frame - b.frame,
  )
  const stack = withoutLocalizers(sorted, findings)
  const first = stack[0]
  if (first === undefined)
    throw new PostopError('input/no-image', { message: 'The series has no image.', remedy: 'Give another folder.' })
  requireOneForm(stack, first)
  const normal = normalOf(first)
  const placed = stack.map((image) => ({ image, w: dot(image.positionLps, normal) })).sort((a, b) => a.w - b.w)
  const planes: PlacedHeader[] = []
  const wMm: number[] = []
  const copies: { plane: number; image: PlacedHeader }[] = []
  const seen = new Map<string, PlacedHeader>()
  for (const { image, w } of placed) {
    const last = planes.at(-1)
    if (last !== undefined && w - (wMm.at(-1) as number) < SAME_POSITION_MM) {
      if (image.positionLps.some((v, i) => Math.abs(v - (last.positionLps[i] as number)) >= SAME_POSITION_MM)) {
        throw mixed('positions within one plane', 'ImagePositionPatient (0020,0032)', [image])
      }
      copies.push({ plane: planes.length - 1, image })
      continue
    }
    const instance = `${image.sopInstanceUid} ${image.frame}`
    const twin = seen.get(instance)
    if (twin !== undefined) throw duplicateUid(twin, image)
    seen.set(instance, image)
    planes.push(image)
    wMm.push(w)
  }
  if (planes.length < 2) {
    throw new PostopError('series/single-slice', {
      message: `The series has one slice only (${imageName(first)}): it is no volume.`,
      file: first.input.name,
      remedy: 'Give the folder with all slices of the series.',
    })
  }
  const values = [
    ...rescaleFindings(planes),
    ...lossyFinding(planes),
    ...paddingFindings(planes),
    ...invertedFinding(planes),
  ]
  const spacing = spacingFindings(planes, wMm, normal)
  return {
    normal,
    planes,
    wMm,
    copies,
    ...spacing,
    findings: [...findings, ...values, ...turnedFindings(planes), ...spacing.findings],
  }
}
