import { dot } from '../../../core/frame/index.js'
import { type ErrorRecord, type Finding, fromErrorRecord, PostopError } from '../../../core/problem/index.js'
import { describeRole, suggestRoles } from '../../../core/proposal/index.js'
import type { Roi } from '../../../core/structure/index.js'
import type { DicomScan, ImageSeries, ParsedStructureSet } from '../../../dicom/index.js'
import { scanPaths } from '../../library/read-case.js'
import type { Run } from '../command.js'
import { inspectText } from './text.js'
import { doseEntry, planEntry } from './treatment.js'
import { contourCm3Of } from './volumes.js'

/** One ROI as inspect lists it. */
export type RoiEntry = {
  readonly number: number
  readonly name: string
  readonly type: string
  readonly frameUid: string
  readonly contours: number
  readonly points: number
  readonly kinds: readonly string[]
  readonly planes: number
  /** Even-odd area x slice spacing; null where it encloses nothing, or the spacing is not known. */
  readonly contourCm3: number | null
  /** What its name suggests, `plays no part` where it suggests nothing. */
  readonly suggestedRole: string
}

const planesOf = (roi: Roi): number => {
  const first = roi.contours.find((c) => c.pointsLps.length >= 9)
  if (first === undefined) return new Set(roi.contours.map((c) => c.pointsLps[2])).size
  const normal = newellNormal(first.pointsLps)
  const w = roi.contours
    .map((c) => dot([c.pointsLps[0] ?? 0, c.pointsLps[1] ?? 0, c.pointsLps[2] ?? 0], normal))
    .sort((a, b) => a - b)
  return w.filter((x, i) => i === 0 || x - (w[i - 1] ?? 0) > 0.05).length
}

const newellNormal = (p: Float64Array): readonly [number, number, number] => {
  const sum = [0, 0, 0]
  for (let i = 0, j = p.length - 3; i < p.length; j = i, i += 3)
    for (let c = 0; c < 3; c++) {
      const [a, b] = [(c + 1) % 3, (c + 2) % 3]
      sum[c] = (sum[c] ?? 0) + ((p[j + a] ?? 0) - (p[i + a] ?? 0)) * ((p[j + b] ?? 0) + (p[i + b] ?? 0))
    }
  const [x = 0, y = 0, z = 0] = sum
  const length = Math.sqrt(x * x + y * y + z * z)
  return length === 0 ? [0, 0, 1] : [x / length, y / length, z / length]
}

/** Spacing in mm without the digits that subtraction leaves. */
const toMicrometre = (mm: number | undefined): number | null => (mm === undefined ? null : Number(mm.toFixed(3)))

const seriesEntry = (s: ImageSeries) => ({
  /** What `--series` takes: the UID, with `#1`, `#2` ... behind it where the series has several parts. */
  key: s.key,
  part: s.part,
  seriesUid: s.seriesUid,
  studyUid: s.studyUid,
  modality: s.modality,
  description: s.description,
  number: s.number,
  date: s.date,
  patientId: s.patientId,
  patientPosition: s.patientPosition,
  frameUid: s.frame,
  images: s.images.length,
  columns: s.columns,
  rows: s.rows,
  columnSpacingMm: s.spacingMm?.[0] ?? null,
  rowSpacingMm: s.spacingMm?.[1] ?? null,
  sliceSpacingMm: toMicrometre(s.sliceSpacingMm?.median),
  sliceSpacingMinMm: toMicrometre(s.sliceSpacingMm?.min),
  sliceSpacingMaxMm: toMicrometre(s.sliceSpacingMm?.max),
  orientation: orientationOf(s),
  /** Why it cannot be a planning image, or null. */
  refusal: s.refusal,
  findings: s.findings,
})

const orientationOf = (s: ImageSeries): readonly number[] | null => {
  const first = s.images[0]?.orientation
  return first === undefined || first === null ? null : [...first.row, ...first.column]
}

const setEntry = (p: ParsedStructureSet, scan: DicomScan, roles: ReadonlyMap<string, string>) => {
  const { set } = p
  const volumes = contourCm3Of(set, scan.series)
  const onImage = scan.series.filter((s) => s.frame === set.frame).map((s) => s.seriesUid)
  return {
    file: set.file,
    uid: set.uid,
    label: set.label,
    date: set.date,
    frameUid: set.frame,
    referencedSeriesUids: set.referencedSeriesUids,
    referencedImages: set.referencedImageUids.length,
    seriesInItsFrame: [...new Set(onImage)],
    rois: set.rois.map(
      (roi): RoiEntry => ({
        number: roi.number,
        name: roi.name,
        type: roi.type,
        frameUid: roi.frame,
        contours: roi.contours.length,
        points: roi.contours.reduce((n, c) => n + c.pointsLps.length / 3, 0),
        kinds: [...new Set(roi.contours.map((c) => c.kind))],
        planes: planesOf(roi),
        contourCm3: volumes.get(roi) ?? null,
        suggestedRole: roles.get(`${set.uid} ${roi.number}`) ?? 'plays no part',
      }),
    ),
    findings: p.findings,
  }
}

/** What `inspect` reports, as one object. */
export type Inspection = ReturnType<typeof inspection>

const inspection = (scan: DicomScan, problems: readonly ErrorRecord[], files: number) => {
  const planningFrame = scan.series.find((s) => s.modality === 'CT' && s.frame !== null)?.frame
  const roles = new Map<string, string>()
  for (const { set } of scan.structureSets)
    for (const a of suggestRoles([set], planningFrame ?? set.frame, scan.registrations))
      roles.set(`${set.uid} ${a.roi.number}`, describeRole(a.role))
  return {
    command: 'inspect',
    files,
    series: scan.series.map(seriesEntry),
    structureSets: scan.structureSets.map((p) => setEntry(p, scan, roles)),
    registrations: scan.registrations.map((r) => ({
      file: r.file,
      uid: r.rigid.sourceUid,
      fromFrameUid: r.rigid.from,
      toFrameUid: r.rigid.to,
      matrix: r.rigid.matrix,
    })),
    doses: scan.doses.map(doseEntry),
    plans: scan.plans.map(planEntry),
    others: scan.others,
    problems,
    findings: scan.findings as readonly Finding[],
  }
}

const nothing = (paths: readonly string[], files: number, problems: readonly ErrorRecord[]): PostopError => {
  const [only, second] = problems
  if (only !== undefined && second === undefined && files === 1) return fromErrorRecord(only)
  return new PostopError('input/nothing-readable', {
    message:
      `Nothing in ${paths.join(', ')} could be read as DICOM: ${files} files looked at${only === undefined ? '' : `; the first: ${only.message}`}.`.replace(
        '..',
        '.',
      ),
    file: paths.join(', '),
    remedy: 'Give the folder or files that the scanner or planning system exported.',
  })
}

/** `postop-ctv inspect`. @throws input/not-found, input/nothing-readable */
export const inspect: Run = async (words, { job }) => {
  const paths = words.many('PATH')
  const { scan, files, problems } = await scanPaths(paths, job)
  if (scan.series.length + scan.objects.length === 0) throw nothing(paths, files.length, problems)
  const json = inspection(scan, problems, files.length)
  return { json, text: inspectText(json) }
}
