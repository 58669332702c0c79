import type { ImageKind } from './images.js'

export const MR_CLASS = '1.2.840.10008.5.1.4.1.1.4'

const NOISE = 14

type MrTexts = {
  readonly study: 'MR-pre' | 'MR-post'
  readonly title: string
  readonly date: string
  readonly time: string
}

/** Contrast-enhanced T1-weighted MR: MR image module (PS3.3 C.8.3.1); the noise is that of a magnitude image. */
const mrKind = (t: MrTexts, seed: number): ImageKind => ({
  study: t.study,
  texts: { ...t, sopClassUid: MR_CLASS, series: t.study, number: 5, modality: 'MR', model: 'Phantom MR' },
  attributes: {
    ImageType: ['ORIGINAL', 'PRIMARY', 'OTHER'],
    ContrastBolusAgent: 'Gadolinium',
    BodyPartExamined: 'HEADNECK',
    ScanningSequence: 'SE',
    SequenceVariant: 'NONE',
    ScanOptions: '',
    MRAcquisitionType: '2D',
    RepetitionTime: 620,
    EchoTime: 11,
    EchoTrainLength: 1,
    MagneticFieldStrength: 1.5,
    WindowCenter: 500,
    WindowWidth: 1000,
  },
  value: (part) => part.mr,
  background: 4,
  store: (signal, grain) => Math.sqrt((signal + NOISE * grain) * (signal + NOISE * grain) + NOISE * NOISE),
  seed,
})

/** MR before the operation, with the tumour. */
export const preKind = (seed: number): ImageKind =>
  mrKind({ study: 'MR-pre', title: 'T1 with contrast before operation', date: '20260111', time: '104200' }, seed + 1)

/** MR after the operation, with the bed and its cavity. */
export const postKind = (seed: number): ImageKind =>
  mrKind({ study: 'MR-post', title: 'T1 with contrast after operation', date: '20260225', time: '144100' }, seed + 2)
