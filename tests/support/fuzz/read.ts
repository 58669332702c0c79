import { pointLps, type Uid } from '../../../src/core/frame/index.js'
import { quietJob } from '../../../src/core/job/index.js'
import { type Finding, PostopError } from '../../../src/core/problem/index.js'
import { type Roi, roiToSolid } from '../../../src/core/structure/index.js'
import type { ImagePlane, Volume } from '../../../src/core/volume/index.js'
import { type DicomScan, type InputFile, loadVolume, parseDose, scanFiles } from '../../../src/dicom/index.js'
import { isImage, type Kind, PLANES_MM, SLICES, type Subject } from './subjects.js'

/** What reading gave: refusals and findings as `code: message`, and where everything lies. */
export type Reading = {
  readonly refusals: readonly string[]
  readonly findings: readonly string[]
  readonly geometry: unknown
}

/** Faults that the scan turns into a problem of the file: nothing that a file may cause. */
const OUR_FAULTS = new Set(['internal/unexpected', 'input/unreadable'])

const inputFile = (name: string, bytes: Uint8Array): InputFile => ({
  name,
  size: bytes.length,
  bytes: () => Promise.resolve(bytes),
  part: (from, length) => Promise.resolve(bytes.slice(from, from + length)),
  readInto: (into, from) => {
    const part = bytes.subarray(from, from + into.length)
    into.set(part)
    return Promise.resolve(part.length)
  },
})

/** Whole micrometres: what is nearer lies at the same place. */
const um = (mm: number): number => Math.round(mm * 1e3)

/** The centres of a plane's corner pixels, micrometres. */
const cornersUm = (p: ImagePlane, { spacingMm, size }: Volume['grid']): number[] =>
  [0, size[0] - 1].flatMap((i) =>
    [0, size[1] - 1].flatMap((j) =>
      ([0, 1, 2] as const).map((a) =>
        um(p.originLps[a] + p.rowDirection[a] * i * spacingMm[0] + p.columnDirection[a] * j * spacingMm[1]),
      ),
    ),
  )

const PLANES = PLANES_MM.map(
  (z, k): ImagePlane => ({
    originLps: pointLps(-100, -90, z),
    rowDirection: [1, 0, 0],
    columnDirection: [0, 1, 0],
    normal: [0, 0, 1],
    sopInstanceUid: `1.2.3.4.${k + 1}` as Uid,
    sopClassUid: '1.2.840.10008.5.1.4.1.1.2' as Uid,
  }),
)

class Notes {
  readonly refusals: string[] = []
  readonly findings: string[] = []

  add(findings: readonly Finding[]): void {
    this.findings.push(...findings.map((f) => `${f.code}: ${f.message}`))
  }

  refuse({ code, message }: { readonly code: string; readonly message: string }): void {
    if (OUR_FAULTS.has(code)) throw new Error(message)
    this.refusals.push(`${code}: ${message}`)
  }

  /** What a step gives; a refusal is noted, all else is a fault. */
  try<T>(step: () => T): T | undefined {
    try {
      return step()
    } catch (e) {
      if (!(e instanceof PostopError)) throw e
      this.refuse(e)
      return undefined
    }
  }

  async tryLater<T>(step: Promise<T>): Promise<T | undefined> {
    try {
      return await step
    } catch (e) {
      if (!(e instanceof PostopError)) throw e
      this.refuse(e)
      return undefined
    }
  }
}

const volumesOf = async (scan: DicomScan, notes: Notes): Promise<unknown> => {
  const volumes: unknown[] = []
  for (const series of scan.series) {
    if (series.refusal !== null) continue
    try {
      const { volume, findings } = await loadVolume(series, quietJob)
      notes.add(findings)
      volumes.push({
        frame: volume.frame,
        size: volume.grid.size,
        planes: volume.planes.map((p) => cornersUm(p, volume.grid)),
      })
    } catch (e) {
      if (!(e instanceof PostopError)) throw e
      notes.refuse(e)
    }
  }
  return volumes
}

const roiGeometry = (roi: Roi, notes: Notes) => {
  const made = notes.try(() => roiToSolid(roi, { planes: PLANES, spacingMm: 2.5, closeBetweenPlanes: false }))
  notes.add(made?.findings ?? [])
  const contours = roi.contours.map((c) => [c.kind, ...Array.from(c.pointsLps, um)])
  return { number: roi.number, frame: roi.frame, contours }
}

const geometryOf = async (kind: Kind, scan: DicomScan, bytes: Uint8Array, notes: Notes): Promise<unknown> => {
  if (isImage(kind)) return volumesOf(scan, notes)
  if (kind === 'structures') return scan.structureSets.map(({ set }) => set.rois.map((roi) => roiGeometry(roi, notes)))
  if (kind === 'registration') {
    return scan.registrations.map(({ rigid }) => [
      rigid.from,
      rigid.to,
      ...rigid.matrix.map((v) => Math.round(v * 1e6)),
    ])
  }
  const doses = scan.doses.map(async ({ file }) => {
    const dose = await notes.tryLater(parseDose(bytes, file))
    if (dose === undefined) return null
    const { grid } = dose
    return {
      frame: grid.frame,
      size: grid.size,
      um: [...grid.originLps, grid.columnSpacingMm, grid.rowSpacingMm, ...grid.heightsMm].map(um),
      directions: [...grid.rowDirection, ...grid.columnDirection].map((v) => Math.round(v * 1e6)),
      unit: dose.unit,
      maxMilli: um(dose.max),
    }
  })
  return Promise.all(doses)
}

/** Reads a file as it would be read among others: an image with the rest of its series, structures with their solids. */
export const readMutated = async (kind: Kind, subject: Subject, bytes: Uint8Array): Promise<Reading> => {
  const rest = isImage(kind) ? SLICES.filter((s) => s.sopInstanceUid !== subject.sopInstanceUid) : []
  const files = [...rest.map((s) => inputFile(`${s.sopInstanceUid}.dcm`, s.bytes)), inputFile('mutated.dcm', bytes)]
  const scan = await scanFiles(files, quietJob)
  const notes = new Notes()
  notes.add(scan.findings)
  for (const problem of scan.problems) notes.refuse(problem)
  for (const series of scan.series) {
    notes.add(series.findings)
    if (series.refusal !== null) notes.refuse(series.refusal)
  }
  // Listed as recognised and not read: no contour, matrix or dose is taken from it.
  if (!isImage(kind)) for (const o of scan.others) notes.refuse({ code: 'not read', message: o.kind })
  const geometry = await geometryOf(kind, scan, bytes, notes)
  return { refusals: notes.refusals, findings: notes.findings, geometry }
}
