import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type ExportedRoi = {
  readonly number: number
  readonly name: string
  readonly type: string | null
  readonly algorithm: string
  readonly description: string
  readonly frame: string
  readonly kinds: readonly string[]
  readonly contours: number
  readonly images: readonly (string | null)[]
  readonly numbers: readonly (number | null)[]
  readonly declaredPoints: readonly number[]
  /** SHA-256 of each Contour Data value as it stands in the file, without padding. */
  readonly stringHashes: readonly string[]
  readonly longestDecimal: number
  /** x, y, z of each contour in LPS mm. */
  readonly points: readonly (readonly number[])[]
  /** Even-odd area x spacing by numpy on the contours' own planes; null without a closed contour. */
  readonly volume: {
    readonly planes: number
    readonly spacingMm: number
    readonly mm3: number
    /** Of the planes, ascending along the normal. */
    readonly areasMm2: readonly number[]
    readonly loops: readonly number[]
    /** Of area x spacing, LPS mm. */
    readonly centroid: readonly number[]
    readonly zMin: number
    readonly zMax: number
    readonly normal: readonly number[]
  } | null
  readonly dicompyler: {
    readonly name: string | null
    readonly planes: number
    readonly thicknessMm: number
    readonly cm3: number
    /** Even-odd area x plane distance by numpy, with the two planes halved that dicompyler-core halves. */
    readonly itsWayCm3: number
  }
}

/** A structure set as pydicom and dicompyler-core read it. */
export type Exported = {
  readonly file: string
  readonly transferSyntax: string
  readonly sopInstanceUid: string
  readonly seriesUid: string
  readonly studyUid: string
  readonly patientName: string
  readonly label: string
  readonly approval: string
  readonly predecessors: readonly string[]
  readonly equipment: readonly string[]
  readonly referencedImages: readonly string[]
  readonly private: readonly string[]
  readonly rois: readonly ExportedRoi[]
}

/** Reads structure sets in one Python process, in the order given; `scratch` is a folder for its two JSON files. */
export const readExports = (files: readonly string[], scratch: string): Exported[] => {
  const [list, answer] = [join(scratch, 'exports-in.json'), join(scratch, 'exports-out.json')]
  writeFileSync(list, JSON.stringify(files))
  execFileSync('/usr/bin/python3', [join(import.meta.dirname, 'read_exports.py'), list, answer], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return JSON.parse(readFileSync(answer, 'utf8')) as Exported[]
}

/** The ROI of that name. */
export const roiOf = (set: Exported, name: string): ExportedRoi => {
  const roi = set.rois.find((r) => r.name === name)
  if (!roi) throw new Error(`${set.file} has no ROI ${name}, but ${set.rois.map((r) => r.name).join(', ')}`)
  return roi
}
