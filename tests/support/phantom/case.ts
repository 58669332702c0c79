import type { Rigid, Uid } from '../../../src/core/frame/index.js'
import type {
  Margin,
  ProposalInputs,
  Recipe,
  Registration,
  Role,
  RoleAssignment,
} from '../../../src/core/proposal/index.js'
import { recipeFor } from '../../../src/core/proposal/index.js'
import type { StructureSet } from '../../../src/core/structure/index.js'
import type { Volume } from '../../../src/core/volume/index.js'
import { type Acquisition, hashOf, type Material, uidOf, volumeOf } from './acquisition.js'
import { type Drawn, structureSetOf } from './structures.js'

/** A body, its name and what it does in the proposal. */
export type Part = Drawn & { readonly role: Role }

/** Another series with its own structure set, in a frame that a rigid transform joins to the CT's. */
export type OtherSeries = {
  readonly image: Acquisition
  readonly parts: readonly Part[]
  readonly toCt: Rigid
  readonly materials?: readonly Material[]
}

export type PhantomRequest = {
  readonly name: string
  readonly image: Acquisition
  readonly materials?: readonly Material[]
  readonly parts: readonly Part[]
  readonly others?: readonly OtherSeries[]
  readonly margin?: Margin
  readonly air?: Recipe['air']
  readonly bone?: Recipe['bone']
  readonly tidy?: Recipe['tidy']
}

export type PhantomSet = { readonly image: Acquisition; readonly set: StructureSet }

/** A whole made-up case: what the core takes, and enough to write it as files. */
export type Phantom = {
  readonly name: string
  readonly image: Acquisition
  readonly volumes: readonly { readonly image: Acquisition; readonly volume: Volume }[]
  readonly sets: readonly PhantomSet[]
  readonly inputs: ProposalInputs
  readonly recipe: Recipe
}

export const target: Role = { is: 'target' }
export const barrier: Role = { is: 'barrier', cutsTarget: false }
export const organ = (marginMm = 0, blocks = false): Role => ({ is: 'organ', marginMm, blocks, cutsTarget: false })
export const concern = (marginMm: number): Role => ({ is: 'concern', marginMm })
export const body = (retractionMm = 0): Role => ({ is: 'body', retractionMm })

export const isotropic = (mm: number): Margin => ({ is: 'isotropic', mm })

/** The default air rule (DESIGN section 4). */
export const AIR = { belowHu: -465, minimumCm3: 0.2, blocks: false } as const

const assign = (set: StructureSet, parts: readonly Part[]): RoleAssignment[] =>
  set.rois.map((roi, i) => {
    const part = parts[i]
    if (!part) throw new Error(`no role for ${roi.name}`)
    return { roi: { setUid: set.uid, number: roi.number, name: roi.name }, role: part.role, by: 'user', why: 'phantom' }
  })

/** Draws the parts on the series' planes and makes the pixels and the recipe. */
export const phantomOf = (r: PhantomRequest): Phantom => {
  const others = r.others ?? []
  const own = structureSetOf(r.name, r.image, r.parts)
  const sets: PhantomSet[] = [
    ...(r.parts.length > 0 ? [{ image: r.image, set: own }] : []),
    ...others.map((o) => ({ image: o.image, set: structureSetOf(`${r.name} ${o.image.name}`, o.image, o.parts) })),
  ]
  const registrations: Registration[] = others.map((o) => ({
    rigid: o.toCt,
    hash: hashOf(o.toCt.sourceUid, JSON.stringify(o.toCt.matrix)),
    file: 'REG.dcm',
  }))
  const volume = volumeOf(r.image, 40, r.materials)
  const inputs: ProposalInputs = { image: volume, structureSets: sets.map((s) => s.set), registrations }
  const roles = [
    ...(r.parts.length > 0 ? assign(own, r.parts) : []),
    ...others.flatMap((o, i) => assign((sets[i + (r.parts.length > 0 ? 1 : 0)] as PhantomSet).set, o.parts)),
  ]
  const recipe = recipeFor(inputs, {
    roles,
    margin: r.margin ?? isotropic(5),
    air: r.air === undefined ? AIR : r.air,
    bone: r.bone ?? null,
    ...(r.tidy ? { tidy: r.tidy } : {}),
  })
  return {
    name: r.name,
    image: r.image,
    volumes: [
      { image: r.image, volume },
      ...others.map((o) => ({ image: o.image, volume: volumeOf(o.image, 300, o.materials) })),
    ],
    sets,
    inputs,
    recipe,
  }
}

/** A rigid transform from its rotation (rows) and shift. */
export const rigidOf = (
  name: string,
  from: Acquisition,
  to: Acquisition,
  rows: readonly (readonly number[])[],
  shift: readonly number[],
): Rigid => ({
  from: from.frame,
  to: to.frame,
  sourceUid: uidOf(`${name} registration`) as Uid,
  matrix: [...rows.flatMap((row, i) => [...row, shift[i] as number]), 0, 0, 0, 1] as unknown as Rigid['matrix'],
})
