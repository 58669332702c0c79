import { readFile } from 'node:fs/promises'
import type { Job } from '../../core/job/index.js'
import { PostopError } from '../../core/problem/index.js'
import type { StructureSet } from '../../core/structure/index.js'
import type { ImagePlane } from '../../core/volume/index.js'
import { loadVolume, type ParsedStructureSet, parseStructureSet } from '../../dicom/index.js'
import { walkFiles } from '../files/index.js'
import { scanPaths } from './read-case.js'

/**
 * One structure set from one file.
 * @throws input/not-found, input/no-structure-set where the path is a folder, and reasons of unreadable files
 */
export const readStructureSet = async (path: string): Promise<ParsedStructureSet & { readonly bytes: Uint8Array }> => {
  const { files } = await walkFiles([path])
  if (files[0] !== path) {
    throw new PostopError('input/no-structure-set', {
      message: `${path} is not an RTSTRUCT file.`,
      file: path,
      remedy: 'Give the file of a structure set.',
    })
  }
  const bytes = await readFile(path)
  return { ...parseStructureSet(bytes, path), bytes }
}

/**
 * Planes of the image a structure set was drawn on: the series it names, else the one in its frame.
 * @throws input/no-image where no series is in its frame
 */
export const readPlanes = async (
  paths: readonly string[],
  set: StructureSet,
  job: Job,
): Promise<readonly ImagePlane[]> => {
  const { scan } = await scanPaths(paths, job)
  const named = scan.series.find((s) => set.referencedSeriesUids.includes(s.seriesUid))
  const series = named ?? scan.series.find((s) => s.frame === set.frame && s.refusal === null)
  if (series === undefined) {
    throw new PostopError('input/no-image', {
      message: `${paths.join(', ')} holds no image in the frame of reference of ${set.file}.`,
      file: paths.join(', '),
      attribute: '--image',
      remedy: 'Give the image that the structure set was drawn on.',
    })
  }
  return (await loadVolume(series, job)).volume.planes
}
