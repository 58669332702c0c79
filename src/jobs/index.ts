export type { RoiName, RoiSolid } from './compute/calls.js'
export { type Jobs, openJobs } from './jobs.js'
export type { OnProgress, Running } from './protocol.js'
export type { LoadedImage, ScanSummary, SeriesSummary, SourceFile, WriteInput } from './read/calls.js'
