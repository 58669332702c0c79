import { pointLps } from '../../core/frame/index.js'
import { attachPolygonTool } from '../input/draw-polygon.js'
import type { PlaneModel } from '../space/model.js'
import { PLANES } from '../space/planes.js'
import type { PlaneName } from '../types.js'
import { roundedPoint, strokePlane } from './stroke-plane.js'
import { attachSweepTool } from './sweep-tool.js'
import type { EditTool, StrokePart } from './types.js'

type Hooks = {
  readonly roots: Readonly<Record<PlaneName, HTMLElement>>
  readonly plane: (name: PlaneName) => PlaneModel | null
  readonly activate: (name: PlaneName) => void
  readonly onStroke: (part: StrokePart) => void
}

const roundedLoop = (loop: readonly number[]): readonly number[] =>
  Array.from({ length: loop.length / 3 }, (_, i) =>
    roundedPoint(pointLps(loop[3 * i] ?? 0, loop[3 * i + 1] ?? 0, loop[3 * i + 2] ?? 0)),
  ).flat()

/** Edits by hand in the three slices: at most one tool has the left button. */
export const createEditTools = (viewer: HTMLElement, hooks: Hooks) => {
  let tool: EditTool | null = null

  const tools = PLANES.flatMap((view) => {
    const root = hooks.roots[view]
    const own = { plane: () => hooks.plane(view), activate: () => hooks.activate(view) }
    const onLoop = (loop: readonly number[], { inverted }: { readonly inverted: boolean }): void => {
      const plane = own.plane()
      if (plane === null) return
      own.activate()
      hooks.onStroke({ at: 'end', view, plane: strokePlane(plane), pointsLps: roundedLoop(loop), inverted })
    }
    const loops = attachPolygonTool(root, {
      plane: own.plane,
      onLoop: () => (tool?.is === 'loop' ? onLoop : null),
      look: (inverted) => (tool?.is === 'loop' && tool.takes !== inverted ? 'loop takes' : 'loop'),
    })
    const sweeps = attachSweepTool(root, view, { ...own, tool: () => tool, onStroke: hooks.onStroke })
    return [{ ...loops, changed: (): void => void loops.stop() }, sweeps]
  })

  const stop = (): boolean => tools.map((one) => one.stop()).includes(true)

  return {
    use: (next: EditTool | null): void => {
      if (next?.is !== tool?.is) {
        stop()
        for (const one of tools) one.changed()
      }
      tool = next
      viewer.dataset.edit = next?.is ?? ''
    },
    stop,
    dispose: (): void => {
      for (const one of tools) one.dispose()
    },
  }
}
