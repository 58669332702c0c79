import { PostopError } from '../../core/problem/index.js'
import type { Attributes } from '../element/attributes.js'

/** What a SOP class is to us: read as what it is, or only named (PS3.4 annex B.5). */
export type ObjectKind = {
  readonly name: string
  readonly is: 'image' | 'structures' | 'registration' | 'dose' | 'plan' | 'other'
}

const other = (name: string): ObjectKind => ({ name, is: 'other' })
const STORAGE = '1.2.840.10008.5.1.4.1.1.'

export const RT_STRUCTURE_SET = `${STORAGE}481.3`
export const SPATIAL_REGISTRATION = `${STORAGE}66.1`
export const DEFORMABLE_REGISTRATION = `${STORAGE}66.3`
export const RT_DOSE = `${STORAGE}481.2`
export const RT_PLAN = `${STORAGE}481.5`
export const RT_ION_PLAN = `${STORAGE}481.8`
export const DICOMDIR = '1.2.840.10008.1.3.10'

const KINDS: Readonly<Record<string, ObjectKind>> = {
  [`${STORAGE}2`]: { name: 'CT Image', is: 'image' },
  [`${STORAGE}4`]: { name: 'MR Image', is: 'image' },
  [`${STORAGE}128`]: { name: 'PET Image', is: 'image' },
  [`${STORAGE}2.1`]: { name: 'Enhanced CT Image', is: 'image' },
  [`${STORAGE}4.1`]: { name: 'Enhanced MR Image', is: 'image' },
  [`${STORAGE}2.2`]: { name: 'Legacy Converted Enhanced CT Image', is: 'image' },
  [`${STORAGE}4.4`]: { name: 'Legacy Converted Enhanced MR Image', is: 'image' },
  [RT_STRUCTURE_SET]: { name: 'RT Structure Set', is: 'structures' },
  [SPATIAL_REGISTRATION]: { name: 'Spatial Registration', is: 'registration' },
  [DEFORMABLE_REGISTRATION]: { name: 'Deformable Spatial Registration', is: 'registration' },
  [`${STORAGE}1`]: other('Computed Radiography Image'),
  [`${STORAGE}1.1`]: other('Digital X-Ray Image'),
  [`${STORAGE}7`]: other('Secondary Capture Image'),
  [`${STORAGE}4.2`]: other('MR Spectroscopy'),
  [`${STORAGE}20`]: other('Nuclear Medicine Image'),
  [`${STORAGE}66.2`]: other('Spatial Fiducials'),
  [`${STORAGE}66.4`]: other('Segmentation'),
  [`${STORAGE}66.5`]: other('Surface Segmentation'),
  [`${STORAGE}11.1`]: other('Grayscale Presentation State'),
  [`${STORAGE}88.11`]: other('Basic Text Report'),
  [`${STORAGE}88.22`]: other('Enhanced Report'),
  [`${STORAGE}88.33`]: other('Comprehensive Report'),
  [`${STORAGE}88.67`]: other('X-Ray Radiation Dose Report'),
  [`${STORAGE}104.1`]: other('Encapsulated PDF'),
  [`${STORAGE}130`]: other('Enhanced PET Image'),
  [`${STORAGE}481.1`]: other('RT Image'),
  [RT_DOSE]: { name: 'RT Dose', is: 'dose' },
  [`${STORAGE}481.4`]: other('RT Beams Treatment Record'),
  [RT_PLAN]: { name: 'RT Plan', is: 'plan' },
  [RT_ION_PLAN]: { name: 'RT Ion Plan', is: 'plan' },
  [DICOMDIR]: other('DICOMDIR'),
}

/** The kind of a SOP class; one that is not known is named by its UID. */
export const kindOf = (sopClassUid: string): ObjectKind => KINDS[sopClassUid] ?? other(`SOP class ${sopClassUid}`)

/** Whether a SOP class has a name here. */
export const isKnownKind = (sopClassUid: string): boolean => sopClassUid in KINDS

/** Refuses what is of another SOP class than these, by its kind in words. @throws dicom/unsupported-object */
export const requireKind = (a: Attributes, ...sopClassUids: readonly string[]): void => {
  const stated = a.string('SOPClassUID')
  if (sopClassUids.includes(stated)) return
  const wanted = kindOf(sopClassUids[0] ?? '').name
  throw new PostopError('dicom/unsupported-object', {
    message: `${a.file} is no ${wanted} but ${stated === '' ? 'an object without SOP class' : `of the kind ${kindOf(stated).name}`}.`,
    file: a.file,
    attribute: 'SOPClassUID (0008,0016)',
    remedy: `Give a file of the kind ${wanted}.`,
  })
}
