import type { Attributes } from '../element/attributes.js'
import type { FrameAttributes } from './functional-groups.js'

type Reading = { readonly name: string; readonly group?: string; readonly keyword: string; readonly fd?: boolean }

/** Attributes that differ between acquisitions, phases, echoes and reconstructions of a series, the most telling first. */
const READINGS: readonly Reading[] = [
  { name: 'stack', group: 'FrameContentSequence', keyword: 'StackID' },
  { name: 'acquisition', keyword: 'AcquisitionNumber' },
  { name: 'acquisition', group: 'FrameContentSequence', keyword: 'FrameAcquisitionNumber' },
  { name: 'time point', keyword: 'TemporalPositionIdentifier' },
  { name: 'time point', group: 'FrameContentSequence', keyword: 'TemporalPositionIndex' },
  { name: 'cardiac phase', keyword: 'NominalPercentageOfCardiacPhase' },
  { name: 'trigger time', keyword: 'TriggerTime' },
  { name: 'echo', keyword: 'EchoNumbers' },
  { name: 'echo time', keyword: 'EchoTime' },
  { name: 'echo time', group: 'MREchoSequence', keyword: 'EffectiveEchoTime', fd: true },
  { name: 'b-value', keyword: 'DiffusionBValue', fd: true },
  { name: 'b-value', group: 'MRDiffusionSequence', keyword: 'DiffusionBValue', fd: true },
  { name: 'kernel', group: 'CTReconstructionSequence', keyword: 'ConvolutionKernel' },
  { name: 'image type', keyword: 'ImageType' },
  { name: 'image type', group: 'CTImageFrameTypeSequence', keyword: 'FrameType' },
  { name: 'image type', group: 'MRImageFrameTypeSequence', keyword: 'FrameType' },
  { name: 'acquired at', keyword: 'AcquisitionTime' },
  { name: 'acquired at', group: 'FrameContentSequence', keyword: 'FrameAcquisitionDateTime' },
]

const textOf = (a: Attributes, { keyword, fd }: Reading): string => {
  const element = a.element(keyword)
  if (element === undefined || element.length === 0) return ''
  if (fd === true) return String(a.float64(keyword) ?? '')
  if (element.vr === 'US' || keyword === 'FrameAcquisitionNumber') return String(a.uint16(keyword) ?? '')
  if (keyword === 'TemporalPositionIndex') return String(a.uint32(keyword) ?? '')
  return a.strings(keyword).join('\\')
}

/** What each of an image's marks is called, in their order. */
export const MARK_NAMES: readonly string[] = READINGS.map(({ name }) => name)

/** Places of marks: of the stack (PS3.3 C.7.6.16.2.2.4), and of acquisitions. */
export const STACK_MARK = MARK_NAMES.indexOf('stack')
export const ACQUISITION_MARKS: readonly number[] = MARK_NAMES.flatMap((name, i) => (name === 'acquisition' ? [i] : []))

/** What tells a frame's acquisition from others of its series, '' where the file does not say. */
export const readMarks = (frame: FrameAttributes): string[] =>
  READINGS.map((reading) => {
    const { group, keyword } = reading
    return textOf(group === undefined ? frame.file : frame.holding(group, keyword), reading)
  })
