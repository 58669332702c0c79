import type { Field } from '../../core/field/index.js'
import { meshOf } from './mesh.js'

/** A worker's own scope, as far as it is used; the viewer compiles against the page's. */
declare const self: {
  onmessage: ((event: MessageEvent<{ readonly id: number; readonly field: Field }>) => void) | null
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void
}

// The marching cubes of vtk.js time themselves on the console, mesh by mesh.
console.time = () => undefined
console.timeEnd = () => undefined

self.onmessage = (event) => {
  const mesh = meshOf(event.data.field)
  self.postMessage({ id: event.data.id, mesh }, [
    mesh.points.buffer as ArrayBuffer,
    mesh.normals.buffer as ArrayBuffer,
    mesh.triangles.buffer as ArrayBuffer,
  ])
}
