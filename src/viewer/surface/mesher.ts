import type { Field } from '../../core/field/index.js'
import type { Mesh } from './mesh.js'

/** Meshes of fields, made in a worker one at a time; the worker starts with the first. */
export type Mesher = {
  /** The field's mesh where it is there. */
  readonly meshOf: (field: Field) => Mesh | null
  /** What is wanted now, most wanted first; what waited and is wanted no more is forgotten. */
  readonly want: (fields: readonly Field[]) => void
  /** Whether all that is wanted is there. */
  readonly done: () => boolean
  readonly dispose: () => void
}

/** While more are wanted, new meshes are told of at most this often: each is a picture to draw. */
const TELL_EVERY_MS = 400

/** @param onMesh called when more meshes are there */
export const createMesher = (onMesh: () => void): Mesher => {
  const made = new WeakMap<Field, Mesh>()
  let worker: Worker | null = null
  let wanted: readonly Field[] = []
  let busyWith: Field | null = null
  let turn = 0
  let toldAt = 0

  const next = (): void => {
    if (busyWith !== null) return
    const field = wanted.find((one) => !made.has(one))
    if (field === undefined) return
    busyWith = field
    worker ??= start()
    worker.postMessage({ id: ++turn, field })
  }

  const start = (): Worker => {
    const started = new Worker(new URL('./mesh.worker.ts', import.meta.url), { type: 'module' })
    started.onmessage = (event: MessageEvent<{ readonly id: number; readonly mesh: Mesh }>) => {
      const field = busyWith
      busyWith = null
      if (field !== null && event.data.id === turn) made.set(field, event.data.mesh)
      next()
      const now = performance.now()
      if (busyWith !== null && now - toldAt < TELL_EVERY_MS) return
      toldAt = now
      onMesh()
    }
    return started
  }

  return {
    meshOf: (field) => made.get(field) ?? null,
    want: (fields) => {
      wanted = fields
      next()
    },
    done: () => wanted.every((field) => made.has(field)),
    dispose: () => worker?.terminate(),
  }
}
