import { describeExport } from '../../core/export/index.js'
import { fromErrorRecord, PostopError } from '../../core/problem/index.js'
import { type ArrivingImage, type ArrivingVolume, createArrival, type Planes } from '../../core/volume/index.js'
import {
  type DicomScan,
  type ImageReference,
  type ImageSeries,
  loadVolume,
  scanFiles,
  writeStructureSet,
  zipArchive,
} from '../../dicom/index.js'
import type { Handlers } from '../serve.js'
import type { ReadCalls, ScanSummary, SeriesSummary } from './calls.js'
import { inputFile } from './input-file.js'

const summaryOf = (s: ImageSeries): SeriesSummary => ({
  key: s.key,
  part: s.part,
  seriesUid: s.seriesUid,
  studyUid: s.studyUid,
  frame: s.frame,
  modality: s.modality,
  description: s.description,
  date: s.date,
  studyDate: s.studyDate,
  studyDescription: s.studyDescription,
  patientName: s.patientName,
  patientId: s.patientId,
  imageCount: s.images.length,
  columns: s.columns,
  rows: s.rows,
  sliceSpacingMm: s.sliceSpacingMm?.median ?? null,
  refusal: s.refusal,
  findings: s.findings,
})

const scanSummary = (scan: DicomScan): ScanSummary => ({
  fileCount: scan.fileCount,
  series: scan.series.map(summaryOf),
  structureSets: scan.structureSets.map(({ set }) => set),
  registrations: scan.registrations,
  patients: scan.patients,
  objects: scan.objects,
  problems: scan.problems,
  findings: scan.findings,
})

const gone = (what: string): PostopError =>
  new PostopError('input/unknown-series', {
    message: `The ${what} is not among the files that were opened.`,
    remedy: 'Open the case again.',
  })

const noStructures = (names: readonly string[]): PostopError =>
  new PostopError('input/no-structure-set', {
    message:
      names.length === 1 ? `${names[0]} is no structure set.` : `None of ${names.length} files is a structure set.`,
    remedy: 'Give an RTSTRUCT file.',
  })

/** Sections are told this often, in ms: they are to be looked at, and cost the page some drawing. */
const IMAGES_EVERY_MS = 150

/** Tells the sections of a volume as its planes come. */
const arrivals = (tell: (image: ArrivingImage) => void) => {
  let arrival: ReturnType<typeof createArrival> | null = null
  let toldAt = Number.NEGATIVE_INFINITY
  return (arriving: ArrivingVolume, plane: number): void => {
    arrival ??= createArrival(arriving)
    arrival.take(plane)
    if (performance.now() - toldAt < IMAGES_EVERY_MS) return
    toldAt = performance.now()
    const image = arrival.now()
    if (image !== null) tell(image)
  }
}

/** What the read worker does; it keeps the headers of the last scan and the reference of every loaded image. */
export const readHandlers = (): Handlers<ReadCalls> => {
  let scan: DicomScan | null = null
  const loaded = new Map<string, Planes & { readonly reference: ImageReference }>()
  return {
    scan: async ({ files }, job) => {
      scan = await scanFiles(files.map(inputFile), job)
      return { output: scanSummary(scan) }
    },
    structures: async ({ files }, job) => {
      const found = scanSummary(await scanFiles(files.map(inputFile), job))
      const [problem] = found.problems
      if (found.structureSets.length === 0)
        throw problem === undefined ? noStructures(files.map((f) => f.name)) : fromErrorRecord(problem)
      const patients = found.patients.filter((entry) => entry.is === 'structures')
      return { output: { structureSets: found.structureSets, patients, findings: found.findings } }
    },
    load: async ({ key }, job, tell) => {
      const series = scan?.series.find((s) => s.key === key)
      if (series === undefined) throw gone('image series')
      const { volume, findings, gaps, reference } = await loadVolume(series, job, arrivals(tell))
      loaded.set(key, { reference, planes: volume.planes, grid: volume.grid })
      return { output: { volume, findings, gaps }, transfer: [volume.data.buffer as ArrayBuffer] }
    },
    write: async ({ key, plan, date, version }) => {
      const image = loaded.get(key)
      if (image === undefined) throw gone('planning image')
      const base = scan?.structureSets.find(({ set }) => set.uid === plan.baseUid)
      if (plan.baseUid !== null && base === undefined) throw gone('structure set')
      const { read, ...written } = writeStructureSet({
        reference: image.reference,
        planes: image.planes,
        ...plan,
        rois: plan.structures,
        date,
        version,
        ...(base === undefined ? {} : { base: base.source }),
      })
      const described = describeExport({
        plan,
        read,
        numbers: written.rois.map((roi) => roi.number),
        copied: plan.onlyCtv ? null : (base?.set ?? null),
        image,
        patient: image.reference,
      })
      return { output: { ...written, ...described }, transfer: [] }
    },
    zip: async ({ files, date }) => {
      const output = await zipArchive(files, date)
      return { output, transfer: [output.buffer as ArrayBuffer] }
    },
  }
}
