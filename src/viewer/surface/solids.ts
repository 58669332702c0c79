import '@kitware/vtk.js/Rendering/Profiles/Geometry'
import vtkDataArray from '@kitware/vtk.js/Common/Core/DataArray'
import vtkPolyData from '@kitware/vtk.js/Common/DataModel/PolyData'
import vtkActor from '@kitware/vtk.js/Rendering/Core/Actor'
import vtkMapper from '@kitware/vtk.js/Rendering/Core/Mapper'
import type vtkRenderer from '@kitware/vtk.js/Rendering/Core/Renderer'
import { pointLps } from '../../core/frame/index.js'
import { shadeClass } from '../overlay/shade.js'
import type { Shade } from '../types.js'
import { type SurfaceCamera, towardsEye } from './camera.js'
import type { Mesh } from './mesh.js'

/** Red, green, blue. */
export type Rgb = readonly [number, number, number]

/** A surface with its paint. */
export type Solid = {
  readonly id: string
  readonly mesh: Mesh
  /** 0 to 1 each. */
  readonly rgb: Rgb
  /** Colours by place instead. */
  readonly shade: { readonly of: Shade; readonly rgb: readonly Rgb[] } | null
  readonly opacity: number
  /** Whether the view is fitted to it: not to the whole body. */
  readonly fits: boolean
}

/** Far enough for any patient, in mm. */
const DISTANCE_MM = 2000

const polyData = ({ points, normals, triangles }: Mesh): vtkPolyData => {
  const data = vtkPolyData.newInstance()
  data.getPoints().setData(points, 3)
  data.getPolys().setData(triangles)
  data.getPointData().setNormals(vtkDataArray.newInstance({ numberOfComponents: 3, values: normals, name: 'Normals' }))
  return data
}

/** A colour for every point of a mesh. */
const pointColours = ({ points }: Mesh, { of, rgb }: NonNullable<Solid['shade']>): vtkDataArray => {
  const values = new Uint8Array(points.length)
  for (let i = 0; i < points.length; i += 3) {
    const colour = rgb[shadeClass(of, pointLps(points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0))] ?? [1, 1, 1]
    for (const c of [0, 1, 2] as const) values[i + c] = Math.round(255 * colour[c])
  }
  return vtkDataArray.newInstance({ numberOfComponents: 3, values, name: 'Colours' })
}

type Shown = {
  readonly mesh: Mesh
  readonly data: vtkPolyData
  readonly actor: vtkActor
  readonly mapper: vtkMapper
  shade: Shade | null
}

/** The surfaces in one renderer: told what there is, it adds, paints and removes. */
export const createSolids = (renderer: vtkRenderer) => {
  const shown = new Map<string, Shown>()

  const drop = (id: string, { actor, mapper }: Shown): void => {
    renderer.removeActor(actor)
    actor.delete()
    mapper.delete()
    shown.delete(id)
  }

  const make = ({ id, mesh }: Solid): Shown => {
    const mapper = vtkMapper.newInstance()
    const data = polyData(mesh)
    mapper.setInputData(data)
    mapper.setColorModeToDirectScalars()
    mapper.setScalarVisibility(false)
    const actor = vtkActor.newInstance()
    actor.setMapper(mapper)
    actor.getProperty().setAmbient(0.2)
    actor.getProperty().setDiffuse(0.8)
    actor.getProperty().setSpecular(0.1)
    renderer.addActor(actor)
    const made: Shown = { mesh, data, actor, mapper, shade: null }
    shown.set(id, made)
    return made
  }

  return {
    set: (solids: readonly Solid[]): void => {
      for (const [id, old] of [...shown]) if (solids.find((s) => s.id === id)?.mesh !== old.mesh) drop(id, old)
      for (const solid of solids) {
        const one = shown.get(solid.id) ?? make(solid)
        const { actor } = one
        if (one.shade !== (solid.shade?.of ?? null)) {
          one.shade = solid.shade?.of ?? null
          if (solid.shade !== null) one.data.getPointData().setScalars(pointColours(one.mesh, solid.shade))
          one.mapper.setScalarVisibility(solid.shade !== null)
        }
        actor.getProperty().setColor(...solid.rgb)
        actor.getProperty().setOpacity(solid.opacity)
      }
    },
    look: (camera: SurfaceCamera, heightPx: number): void => {
      const [eye, { focusLps }] = [towardsEye(camera), camera]
      const at = (i: 0 | 1 | 2) => focusLps[i] + DISTANCE_MM * eye[i]
      const active = renderer.getActiveCamera()
      active.setParallelProjection(true)
      active.setFocalPoint(focusLps[0], focusLps[1], focusLps[2])
      active.setPosition(at(0), at(1), at(2))
      active.setViewUp(camera.up[0], camera.up[1], camera.up[2])
      active.setParallelScale((camera.mmPerPx * heightPx) / 2)
      renderer.resetCameraClippingRange()
    },
    dispose: (): void => {
      for (const [id, old] of [...shown]) drop(id, old)
    },
  }
}
