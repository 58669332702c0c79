import type { Field } from '../../core/field/index.js'
import {
  applyEdit,
  type ExclusionMap,
  entersExclusion,
  exclusionsOn,
  type Flat,
  type LocalEdit,
} from '../../core/proposal/index.js'
import type { Action } from '../document/document.js'
import type { NewEdit } from '../document/edits.js'
import { recipeOf } from '../document/recipe.js'
import { isCancelled } from '../services.js'
import { patchOpen } from '../state/patch.js'
import type { SessionParts } from '../state/session-parts.js'
import { type Brush, type HandTool, type Sweep, sweepOf, sweptShape } from './hand.js'
import { liveField } from './live.js'
import { withRoom } from './room.js'

/** A part of a stroke as the views tell it, with the tool it is drawn with. */
export type StrokeInput = {
  readonly tool: HandTool
  readonly brush: Brush
  readonly at: 'begin' | 'move' | 'end' | 'stop'
  readonly plane: Flat
  /** x, y, z of each new point in LPS mm. */
  readonly pointsLps: readonly number[]
  /** What adds takes, and what takes adds. */
  readonly inverted: boolean
}

/** Edits by hand: a stroke changes the page's own copy of the CTV as the pointer goes, by the core's own operation. */
export interface Editing {
  /** Learns what no edit may enter, so that the strokes to come stop there. */
  prepare(): void
  /** @returns the CTV to be shown now; null: the worker's, as it was */
  stroke(part: StrokeInput): Field | null
  /** Adds an edit that is no stroke. */
  edit(edit: NewEdit): void
  /** Answers whether the last edit may enter the exclusions it came to. */
  answer(letIn: boolean): void
}

type Stroke = { readonly before: Field; readonly sweep: Sweep; readonly path: number[] }

const isLocal = (edit: NewEdit): edit is Exclude<NewEdit, { readonly do: 'smooth' }> => edit.do !== 'smooth'

/** An edit of no log, to be laid over a copy. */
const trial = (edit: Exclude<NewEdit, { readonly do: 'smooth' }>): LocalEdit =>
  ({ ...edit, id: '', on: true }) as LocalEdit

const copyOf = ({ grid, mm }: Field): Field => ({ grid, mm: mm.slice() })

/** @param act the session's own: an edit is one undo step */
export const createEditing = <File>(parts: SessionParts<File>, act: (action: Action) => void): Editing => {
  const { store, shelf, services } = parts
  let stroke: Stroke | null = null
  let known: { readonly key: string; readonly map: ExclusionMap | null } | null = null
  let onGrid: ExclusionMap | null = null

  const shown = (): Field | null => liveField(shelf) ?? shelf.outline?.field ?? null

  const prepare = (): void => {
    const { open } = store.getState()
    const { inputs } = shelf
    if (open === null || inputs === null) return
    const { roles, registrations, air, bone } = open.history.present
    const key = JSON.stringify([open.opening, roles, registrations, air, bone])
    if (known?.key === key) return
    known = { key, map: null }
    onGrid = null
    services.exclusionMap(recipeOf(open.history.present, inputs)).then(
      (map) => {
        if (known?.key === key) known = { key, map }
      },
      (error: unknown) => {
        // The proposal says what is wrong with its inputs; a worker that was ended is asked again.
        if (isCancelled(error) && known?.key === key) known = null
      },
    )
  }

  /** What no edit may enter, on the field's own grid; null until it is known. */
  const exclusionsFor = ({ grid }: Field): ExclusionMap | null => {
    const map = known?.map ?? null
    if (map === null) return null
    if (onGrid?.grid !== grid) onGrid = exclusionsOn(map, grid)
    return onGrid
  }

  /** Lays an edit over a field that is ours; a new value of the same voxels, so that what is drawn from it is drawn anew. */
  const lay = (field: Field, edit: LocalEdit): Field => {
    const roomy = 'shape' in edit ? withRoom(field, edit.shape) : field
    applyEdit(roomy, edit, exclusionsFor(roomy))
    return { grid: roomy.grid, mm: roomy.mm }
  }

  /** Puts an edit in the log, with what it has made of the CTV; then asks, where it came to an exclusion for the first time. */
  const put = (edit: NewEdit, before: Field | null, after: Field | null): void => {
    const document = store.getState().open?.history.present
    if (document === undefined) return
    const map = known?.map ?? null
    const found = before === null || map === null || !isLocal(edit) ? [] : entersExclusion(trial(edit), before, map)
    const mayEnter = found.length > 0 && found.every(({ reason }) => document.entering[reason] === true)
    const made = { ...edit, mayEnter }
    act({ do: 'add-edit', edit: made })
    const next = store.getState().open?.history.present
    if (next === undefined) return
    if (before !== null && after !== null && isLocal(made))
      shelf.live = { field: mayEnter ? lay(copyOf(before), trial(made)) : after, of: next }
    const asked = found.filter(({ reason }) => document.entering[reason] === undefined)
    const id = next.edits.at(-1)?.id ?? ''
    patchOpen(store, () => ({ entering: asked.length === 0 ? null : { id, found: asked } }))
  }

  const begin = ({ tool, brush, plane, pointsLps, inverted }: StrokeInput): Field | null => {
    const before = shown()
    if (before === null || (tool !== 'brush' && tool !== 'eraser' && tool !== 'push')) return null
    prepare()
    stroke = { before, sweep: sweepOf(tool, brush, plane, pointsLps, inverted, before), path: [...pointsLps] }
    shelf.stroke = copyOf(before)
    return grow(stroke, pointsLps)
  }

  const grow = ({ sweep }: Stroke, pathLps: readonly number[]): Field | null => {
    if (shelf.stroke === null) return null
    const shape = sweptShape(sweep, pathLps)
    shelf.stroke = lay(shelf.stroke, trial({ do: sweep.does, shape, mayEnter: false }))
    return shelf.stroke
  }

  const extend = (now: Stroke, pointsLps: readonly number[]): Field | null => {
    const piece = [...now.path.slice(-3), ...pointsLps]
    now.path.push(...pointsLps)
    return grow(now, piece)
  }

  const end = (now: Stroke, pointsLps: readonly number[]): Field | null => {
    const after = pointsLps.length > 0 ? extend(now, pointsLps) : shelf.stroke
    const { sweep, path, before } = now
    put({ do: sweep.does, shape: sweptShape(sweep, path), mayEnter: false }, before, after)
    return stop()
  }

  /** Back to what was before the stroke, or what it has become. */
  const stop = (): Field | null => {
    stroke = null
    shelf.stroke = null
    return liveField(shelf)
  }

  const edit = (made: NewEdit): void => {
    const before = shown()
    prepare()
    put(made, before, before === null || !isLocal(made) ? null : lay(copyOf(before), trial(made)))
  }

  /** Outlines and places come whole. */
  const whole = ({ tool, plane, pointsLps, inverted }: StrokeInput): Field | null => {
    if (tool === 'island')
      edit({ do: 'drop-island', atLps: [pointsLps[0] ?? 0, pointsLps[1] ?? 0, pointsLps[2] ?? 0], mayEnter: false })
    else if (tool === 'draw' || tool === 'cut')
      edit({
        do: (tool === 'draw') === inverted ? 'take' : 'add',
        shape: { is: 'outline', loopLps: pointsLps, flat: plane },
        mayEnter: false,
      })
    return liveField(shelf)
  }

  return {
    prepare,
    stroke: (part) => {
      if (part.at === 'begin') return begin(part)
      if (part.at === 'stop') return stop()
      if (stroke === null) return part.at === 'end' ? whole(part) : null
      return part.at === 'move' ? extend(stroke, part.pointsLps) : end(stroke, part.pointsLps)
    },
    edit,
    answer: (letIn) => {
      const asked = store.getState().open?.entering ?? null
      if (asked === null) return
      patchOpen(store, () => ({ entering: null }))
      act({ do: 'let-enter', id: asked.id, reasons: asked.found.map(({ reason }) => reason), letIn })
    },
  }
}
