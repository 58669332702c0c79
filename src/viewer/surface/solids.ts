import '@kitware/vtk.js/Rendering/Profiles/Geometry'
import vtkDataArray from '@kitware/vtk.js/Common/Core/DataArray'
import vtkPolyData from '@kitware/vtk.js/Common/DataModel/PolyData'
import vtkActor from '@kitware/vtk.js/Rendering/Core/Actor'
import vtkMapper from '@kitware/vtk.js/Rendering/Core/Mapper'
import type vtkRenderer from '@kitware/vtk.js/Rendering/Core/Renderer'
import { type SurfaceCamera, towardsEye } from './camera.js'
import type { Mesh } from './mesh.js'

/** A surface with its paint. */
export type Solid = {
  readonly id: string
  readonly mesh: Mesh
  /** 0 to 1 each. */
  readonly rgb: readonly [number, number, number]
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

type Shown = { readonly mesh: Mesh; readonly actor: vtkActor; readonly mapper: vtkMapper }

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
    mapper.setInputData(polyData(mesh))
    mapper.setScalarVisibility(false)
    const actor = vtkActor.newInstance()
    actor.setMapper(mapper)
    actor.getProperty().setAmbient(0.2)
    actor.getProperty().setDiffuse(0.8)
    actor.getProperty().setSpecular(0.1)
    renderer.addActor(actor)
    const made = { mesh, actor, mapper }
    shown.set(id, made)
    return made
  }

  return {
    set: (solids: readonly Solid[]): void => {
      for (const [id, old] of [...shown]) if (solids.find((s) => s.id === id)?.mesh !== old.mesh) drop(id, old)
      for (const solid of solids) {
        const { actor } = shown.get(solid.id) ?? make(solid)
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
