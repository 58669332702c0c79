import { cropField, type Field, OUTSIDE_MM } from '../field/index.js'
import type { Growth, Growths } from './growth.js'
import type { ReachFields } from './types.js'

/**
 * The distances round a CTV, on its own box.
 * @param target signed distance on the working grid
 * @param ctv signed distance to the CTV's surface
 */
export const reachFields = (target: Field, growths: Growths, ctv: Field): ReachFields => {
  const here = (mm: Float32Array): Field => cropField({ grid: target.grid, mm }, ctv.grid, OUTSIDE_MM)
  const wayOf = ({ free }: Growth) => (growths.blocked === undefined ? null : here(free))
  return {
    target: here(target.mm),
    way: wayOf(growths.base),
    ctv,
    concerns: growths.concerns.map((growth) => ({
      marginMm: growth.marginMm,
      straight: here(growth.straight),
      way: wayOf(growth),
    })),
  }
}
