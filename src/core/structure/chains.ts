import { type Region, regionsMeet } from './regions.js'
import type { SectionRun } from './types.js'

/** One plane's pieces; `ordinal` counts the planes on which the ROI could be drawn. */
export type Layer = { readonly wMm: number; readonly ordinal: number; readonly regions: readonly Region[] }

/** How far a leaning wall may shift between two planes, as a multiple of their distance. */
const LEAN_PER_GAP = 2

type Node = { readonly layer: number; readonly region: Region; readonly below: number[]; readonly above: number[] }

/**
 * Follows connected pieces from plane to plane: each connected body is a run of its own, so that it ends by its own
 * slope. A branch that ends while its body goes on gets a run of its own for its last planes, without caps, so that it is
 * followed apart from what it parts from.
 * @param stepMm distance from a layer to the next plane below (-1) or above (1)
 */
export const chainsOf = (
  layers: readonly Layer[],
  lean: boolean,
  stepMm: (layer: number, way: -1 | 1) => number,
): { readonly runs: readonly SectionRun[]; readonly bridged: number; readonly gaps: number } => {
  const nodes: Node[] = []
  const byLayer = layers.map((l, layer) =>
    l.regions.map((region) => nodes.push({ layer, region, below: [], above: [] }) - 1),
  )
  let bridged = 0
  let gaps = 0
  for (let k = 0; k + 1 < layers.length; k++) {
    const [a, b] = [layers[k] as Layer, layers[k + 1] as Layer]
    const planes = b.ordinal - a.ordinal
    if (planes > 2) {
      gaps++
      continue
    }
    const reachMm = lean ? LEAN_PER_GAP * (b.wMm - a.wMm) : 0
    let met = false
    for (const i of byLayer[k] as number[])
      for (const j of byLayer[k + 1] as number[]) {
        if (!regionsMeet((nodes[i] as Node).region, (nodes[j] as Node).region, reachMm)) continue
        met = true
        nodes[i]?.above.push(j)
        nodes[j]?.below.push(i)
      }
    if (planes === 2) met ? bridged++ : gaps++
  }
  const runs: SectionRun[] = []
  const add = (members: readonly number[], capBelow: boolean, capAbove: boolean): void => {
    const used = [...new Set(members.map((m) => (nodes[m] as Node).layer))].sort((a, b) => a - b)
    const sections = used.map((layer) => ({
      wMm: (layers[layer] as Layer).wMm,
      loopsMm: members
        .filter((m) => (nodes[m] as Node).layer === layer)
        .flatMap((m) => (nodes[m] as Node).region.loops),
    }))
    runs.push({
      sections,
      capBelowMm: capBelow ? stepMm(used[0] as number, -1) : 0,
      capAboveMm: capAbove ? stepMm(used.at(-1) as number, 1) : 0,
    })
  }
  for (const body of bodiesOf(nodes)) {
    add(body, true, true)
    const first = Math.min(...body.map((m) => (nodes[m] as Node).layer))
    const last = Math.max(...body.map((m) => (nodes[m] as Node).layer))
    for (const m of body) {
      const node = nodes[m] as Node
      if (node.above.length === 0 && node.below.length > 0 && node.layer < last)
        add(tail(nodes, m, 'below'), false, false)
      if (node.below.length === 0 && node.above.length > 0 && node.layer > first)
        add(tail(nodes, m, 'above'), false, false)
    }
  }
  return { runs, bridged, gaps }
}

/** Connected components of the pieces, each in order of appearance. */
const bodiesOf = (nodes: readonly Node[]): number[][] => {
  const seen = new Set<number>()
  const bodies: number[][] = []
  nodes.forEach((_, start) => {
    if (seen.has(start)) return
    const body: number[] = []
    const open = [start]
    seen.add(start)
    for (let m = open.pop(); m !== undefined; m = open.pop()) {
      body.push(m)
      const node = nodes[m] as Node
      for (const n of [...node.below, ...node.above])
        if (!seen.has(n)) {
          seen.add(n)
          open.push(n)
        }
    }
    bodies.push(body.sort((a, b) => a - b))
  })
  return bodies
}

/** A piece and what it continues on the two planes before it. */
const tail = (nodes: readonly Node[], end: number, way: 'below' | 'above'): number[] => {
  const before = (nodes[end] as Node)[way]
  return [end, ...new Set([...before, ...before.flatMap((m) => (nodes[m] as Node)[way])])]
}
