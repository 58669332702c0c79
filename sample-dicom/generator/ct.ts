import type { ImageKind } from './images.js'

export const CT_CLASS = '1.2.840.10008.5.1.4.1.1.2'

/** Stored value 0 is -1024 HU. */
const INTERCEPT = -1024
const NOISE_HU = 11

/** Planning CT with contrast: CT image module (PS3.3 C.8.2.1). */
export const ctKind = (seed: number): ImageKind => ({
  study: 'CT',
  texts: {
    sopClassUid: CT_CLASS,
    study: 'CT',
    series: 'CT',
    number: 2,
    modality: 'CT',
    title: 'Head and neck with contrast',
    date: '20260302',
    time: '091800',
    model: 'Phantom CT',
  },
  attributes: {
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    ContrastBolusAgent: 'Iodine',
    BodyPartExamined: 'HEADNECK',
    KVP: 120,
    ExposureTime: 1000,
    XRayTubeCurrent: 250,
    Exposure: 250,
    ConvolutionKernel: 'SOFT',
    RescaleIntercept: INTERCEPT,
    RescaleSlope: 1,
    RescaleType: 'HU',
    WindowCenter: 40,
    WindowWidth: 400,
  },
  value: (part) => part.hu,
  background: -1000,
  store: (hu, grain) => hu + NOISE_HU * grain - INTERCEPT,
  seed,
})
