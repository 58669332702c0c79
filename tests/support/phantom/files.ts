import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Acquisition, planeOrigin, uidOf } from './acquisition.js'
import type { Phantom } from './case.js'

const WRITER = join(import.meta.dirname, '../python/write_cases.py')

/** `HFS` and the like, as far as the directions say. */
const patientPosition = (a: Acquisition): string => {
  const [x, y, z] = [a.rowDirection[0] >= 0, a.columnDirection[1] >= 0, a.normal[2] >= 0]
  if (z) return y || x ? 'HFS' : 'HFP'
  return y ? 'FFS' : 'FFP'
}

const imageJson = (a: Acquisition, folder: string, raw: string) => ({
  ...a,
  folder,
  raw,
  studyUid: uidOf(`${a.frame} study`),
  seriesUid: uidOf(`${a.name} series`),
  patientPosition: patientPosition(a),
  imageUids: Array.from({ length: a.slices }, (_, k) => uidOf(`${a.name} image ${k}`)),
  origins: Array.from({ length: a.slices }, (_, k) => planeOrigin(a, k)),
})

/** Where a phantom's files are. */
export type PhantomFiles = {
  readonly folder: string
  readonly imageFolder: string
  readonly structureFiles: readonly string[]
  readonly registrationFiles: readonly string[]
}

/** Writes phantoms as DICOM by pydicom, all in one Python process: CT/, MR-1/ ..., RS-0.dcm ..., REG-0.dcm ... in a folder each. */
export const writePhantoms = (into: string, phantoms: readonly Phantom[]): PhantomFiles[] => {
  mkdirSync(into, { recursive: true })
  const jobs = phantoms.map((p, n) => {
    const folder = join(into, `case-${String(n).padStart(2, '0')}`)
    mkdirSync(folder, { recursive: true })
    const images = p.volumes.map(({ image, volume }, i) => {
      const raw = join(folder, `pixels-${i}.raw`)
      writeFileSync(raw, new Uint8Array(volume.data.buffer, volume.data.byteOffset, volume.data.byteLength))
      return imageJson(image, i === 0 ? 'CT' : `${image.modality}-${i}`, raw)
    })
    return {
      folder,
      images,
      structures: p.sets.map(({ image, set }, i) => ({
        file: `RS-${i}.dcm`,
        uid: set.uid,
        seriesUid: set.seriesUid,
        image: imageJson(image, '', ''),
        rois: set.rois.map((r) => ({
          number: r.number,
          name: r.name,
          type: r.type,
          contours: r.contours.map((c) => ({ imageUid: c.imageUid, points: Array.from(c.pointsLps) })),
        })),
      })),
      registrations: p.inputs.registrations.map(({ rigid }, i) => ({
        file: `REG-${i}.dcm`,
        uid: rigid.sourceUid,
        seriesUid: uidOf(`${rigid.sourceUid} series`),
        studyUid: uidOf(`${rigid.to} study`),
        from: rigid.from,
        to: rigid.to,
        matrix: rigid.matrix,
      })),
    }
  })
  const list = join(into, 'cases.json')
  writeFileSync(list, JSON.stringify(jobs))
  execFileSync('/usr/bin/python3', [WRITER, list], { stdio: ['ignore', 'inherit', 'inherit'] })
  return jobs.map((j) => ({
    folder: j.folder,
    imageFolder: join(j.folder, 'CT'),
    structureFiles: j.structures.map((s) => join(j.folder, s.file)),
    registrationFiles: j.registrations.map((r) => join(j.folder, r.file)),
  }))
}
