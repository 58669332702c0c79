import { anatomyOf } from './anatomy/index.js'
import { CT_CLASS, ctKind } from './ct.js'
import { uidsFor } from './identity.js'
import { imageFiles, type SampleFile } from './images.js'
import { MR_CLASS, postKind, preKind } from './mr.js'
import { type SampleOptions, settingsOf } from './options.js'
import { placementsOf } from './placements.js'
import { sampleReadme } from './readme.js'
import { registrationFile } from './registration.js'
import { roisOf } from './rois.js'
import { structureSetFile } from './structures.js'

export { anatomyOf } from './anatomy/index.js'
export { PRE_TO_CT } from './frames.js'
export type { SampleFile } from './images.js'
export type { SampleOptions } from './options.js'
export type { SampleRoi } from './rois.js'
export { roisOf } from './rois.js'

/**
 * The synthetic sample case, file by file: CT/, MR-pre/, MR-post/, RS-CT.dcm, RS-MR.dcm, REG.dcm, README.txt.
 * Closed forms, a seeded hash for noise, and + - * / sqrt only: the same options give the same bytes everywhere.
 */
export function* generateSample(options: SampleOptions = {}): Generator<SampleFile> {
  const settings = settingsOf(options)
  const uid = uidsFor(settings)
  const anatomy = anatomyOf(settings.targetScale)
  const places = placementsOf(uid, settings.ct)
  const rois = roisOf(anatomy)
  yield* imageFiles(ctKind(settings.seed), places.CT, anatomy.parts('post'), uid)
  yield* imageFiles(preKind(settings.seed), places['MR-pre'], anatomy.parts('pre'), uid)
  yield* imageFiles(postKind(settings.seed), places['MR-post'], anatomy.parts('post'), uid)
  yield structureSetFile(
    {
      path: 'RS-CT.dcm',
      study: 'CT',
      imageClass: CT_CLASS,
      label: 'Planning',
      date: '20260304',
      time: '110000',
      place: places.CT,
      rois,
    },
    uid,
  )
  yield structureSetFile(
    {
      path: 'RS-MR.dcm',
      study: 'MR-pre',
      imageClass: MR_CLASS,
      label: 'Before operation',
      date: '20260112',
      time: '160000',
      place: places['MR-pre'],
      rois: rois.filter((roi) => roi.name === 'rGTV'),
    },
    uid,
  )
  yield registrationFile(uid, places)
  yield sampleReadme(settings, places, rois)
}
