import { type CutPlane, type Field, tracePlane } from '../field/index.js'
import type { Job } from '../job/index.js'
import { signedAreaMm2 } from '../structure/index.js'
import type { SliceFigures } from './types.js'

/** Area where a plane cuts a field; holes turn the other way round. */
const cutAreaCm2 = (field: Field, plane: CutPlane): number =>
  Math.max(0, tracePlane(field, plane).reduce((sum, loop) => sum + signedAreaMm2(loop), 0) * 1e-2)

/** Areas and Dice where planes cut two structures; planes that cut neither are left out. */
export const sliceFigures = async (
  a: Field,
  b: Field,
  both: Field,
  planes: readonly CutPlane[],
  job: Job,
): Promise<readonly SliceFigures[]> => {
  const found: SliceFigures[] = []
  for (const plane of planes) {
    const [areaACm2, areaBCm2] = [cutAreaCm2(a, plane), cutAreaCm2(b, plane)]
    if (areaACm2 + areaBCm2 === 0) continue
    const shared = areaACm2 * areaBCm2 === 0 ? 0 : cutAreaCm2(both, plane)
    found.push({ planeLps: plane.originLps, areaACm2, areaBCm2, dsc: (2 * shared) / (areaACm2 + areaBCm2) })
    await job.yield()
    job.throwIfCancelled()
  }
  return found
}
