/// <reference path="./vtk-marching-cubes.d.ts" />
import vtkDataArray from '@kitware/vtk.js/Common/Core/DataArray'
import vtkImageData from '@kitware/vtk.js/Common/DataModel/ImageData'
import vtkImageMarchingCubes from '@kitware/vtk.js/Filters/General/ImageMarchingCubes'
import type { Field } from '../../core/field/index.js'
import { column, type Grid, type Vec3 } from '../../core/frame/index.js'

/** A closed surface in LPS mm: triangles as vtk.js holds them (3, a, b, c ...), unit normals to the outside. */
export type Mesh = {
  readonly points: Float32Array
  readonly normals: Float32Array
  readonly triangles: Uint32Array
}

/** Above this a field is meshed on every second voxel (third ...): the screen shows no more. */
const MOST_VOXELS = 400_000

const strideFor = ({ size }: Grid): number => {
  let stride = 1
  while (size.reduce((product, n) => product * Math.ceil(n / stride), 1) > MOST_VOXELS) stride++
  return stride
}

/**
 * Every n-th voxel of a field, with the sign turned: vtk.js' normals point down the values. A layer of outside goes round it,
 * so that a surface is closed where the lattice ends too.
 */
const thinned = ({ grid, mm }: Field, stride: number) => {
  const inner = grid.size.map((n) => Math.ceil(n / stride))
  const size: Vec3 = [(inner[0] ?? 0) + 2, (inner[1] ?? 0) + 2, (inner[2] ?? 0) + 2]
  const outsideMm = -stride * Math.min(...grid.spacingMm)
  const values = new Float32Array(size[0] * size[1] * size[2]).fill(outsideMm)
  for (let k = 0; k < size[2] - 2; k++)
    for (let j = 0; j < size[1] - 2; j++) {
      let to = 1 + size[0] * (j + 1 + size[1] * (k + 1))
      let from = stride * grid.size[0] * (j + grid.size[1] * k)
      for (let i = 0; i < size[0] - 2; i++, from += stride) values[to++] = -(mm[from] ?? -outsideMm)
    }
  return { size, values }
}

/** Vectors along a lattice's axes become patient vectors, in place. */
const turn = (vectors: Float32Array, { direction }: Grid, shift: Vec3): Float32Array => {
  const [i, j, k] = [column(direction, 0), column(direction, 1), column(direction, 2)]
  for (let n = 0; n + 2 < vectors.length; n += 3) {
    const [a, b, c] = [vectors[n] ?? 0, vectors[n + 1] ?? 0, vectors[n + 2] ?? 0]
    for (const at of [0, 1, 2] as const) vectors[n + at] = shift[at] + i[at] * a + j[at] * b + k[at] * c
  }
  return vectors
}

/** The zero surface of a field by marching cubes (vtk.js; Lorensen & Cline 1987, doi:10.1145/37402.37422). */
export const meshOf = (field: Field): Mesh => {
  const { grid } = field
  const stride = strideFor(grid)
  const { size, values } = thinned(field, stride)
  const [dx, dy, dz] = grid.spacingMm
  const image = vtkImageData.newInstance({
    origin: [-stride * dx, -stride * dy, -stride * dz],
    spacing: [stride * dx, stride * dy, stride * dz],
  })
  image.setDimensions(size[0], size[1], size[2])
  image.getPointData().setScalars(vtkDataArray.newInstance({ numberOfComponents: 1, values }))
  const filter = vtkImageMarchingCubes.newInstance({ contourValue: 0, computeNormals: true, mergePoints: true })
  filter.setInputData(image)
  filter.update()
  const surface = filter.getOutputData()
  const points = Float32Array.from(surface.getPoints().getData())
  const normals = Float32Array.from(surface.getPointData().getNormals().getData())
  const triangles = Uint32Array.from(surface.getPolys().getData())
  filter.delete()
  return { points: turn(points, grid, grid.originLps), normals: turn(normals, grid, [0, 0, 0]), triangles }
}
