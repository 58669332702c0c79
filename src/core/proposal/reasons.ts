import type { Field } from '../field/index.js'
import { voxelMm3 } from '../frame/index.js'
import { type Carved, Grown } from './carve.js'
import type { Exclusion } from './exclusions.js'
import type { ProposalVolumes, Reason, ReasonMap } from './types.js'

/**
 * One reason for each voxel of the Euclidean grown region, by precedence: target (kept), air, barrier, organ in the
 * recipe's order, body, reach, tidying.
 * @param ctv the tidied field on the carved grid
 */
export const reasonMap = (carved: Carved, rules: readonly Exclusion[], ctv: Field): ReasonMap => {
  const legend: (Reason | '')[] = [
    '',
    'target',
    'margin',
    'concern',
    'beyond-margin',
    'unreachable',
    ...rules.map((r) => r.reason),
    'island',
    'smoothed',
  ]
  const island = legend.length - 2
  const smoothed = legend.length - 1
  const code = new Uint8Array(ctv.mm.length)
  const reached = carved.reached()
  const removed: number[] = []
  for (let n = 0; n < code.length; n++) {
    const how = reached.grown[n] as number
    if (how === Grown.no) continue
    const rule = reached.rule[n] as number
    code[n] = how === Grown.target || rule === 0 ? how : Grown.unreachable + rule
    if ((code[n] as number) <= Grown.concern && (ctv.mm[n] as number) >= 0) removed.push(n)
  }
  for (const n of islandsOf(removed, ctv)) code[n] = island
  for (const n of removed) if (code[n] !== island) code[n] = smoothed
  return { grid: ctv.grid, code, legend }
}

/** Of the voxels that tidying took: those whose 6-connected group touches nothing that stayed. */
const islandsOf = (removed: readonly number[], ctv: Field): number[] => {
  const [nx, ny, nz] = ctv.grid.size
  const open = new Set(removed)
  const islands: number[] = []
  for (const start of removed) {
    if (!open.delete(start)) continue
    const group = [start]
    let touches = false
    for (let g = 0; g < group.length; g++) {
      const n = group[g] as number
      const x = n % nx
      const y = Math.floor(n / nx) % ny
      const z = Math.floor(n / (nx * ny))
      const beside = [
        x > 0 ? n - 1 : -1,
        x + 1 < nx ? n + 1 : -1,
        y > 0 ? n - nx : -1,
        y + 1 < ny ? n + nx : -1,
        z > 0 ? n - nx * ny : -1,
        z + 1 < nz ? n + nx * ny : -1,
      ]
      for (const b of beside) {
        if (b < 0) continue
        if ((ctv.mm[b] as number) < 0) touches = true
        else if (open.delete(b)) group.push(b)
      }
    }
    if (!touches) for (const n of group) islands.push(n)
  }
  return islands
}

/** cm3 of each reason in the legend's order, and their sum: the Euclidean grown region. */
export const volumesByReason = (map: ReasonMap): Pick<ProposalVolumes, 'byReason' | 'regionCm3'> => {
  const counts = new Array<number>(map.legend.length).fill(0)
  for (const c of map.code) counts[c] = (counts[c] as number) + 1
  const cm3 = voxelMm3(map.grid) / 1000
  const byReason = map.legend.flatMap((reason, c) => {
    const n = counts[c] as number
    return reason === '' || n === 0 ? [] : [{ reason, cm3: n * cm3 }]
  })
  return { byReason, regionCm3: (map.code.length - (counts[0] as number)) * cm3 }
}
