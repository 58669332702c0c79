import type { Vec3 } from '../../core/frame/index.js'
import type { PlaneName } from '../types.js'

/** What the left button captures for an edit by hand; `takes` only draws it so. */
export type EditTool =
  /** A way of a disc or ball, with a circle of its true size at the pointer. */
  | { readonly is: 'sweep'; readonly radiusMm: number; readonly takes: boolean }
  /** A closed outline. */
  | { readonly is: 'loop'; readonly takes: boolean }
  /** A place. */
  | { readonly is: 'point' }

/** The plane that a stroke is drawn on: its unit normal, and half of the distance to the next slice (never under 0.5 mm). */
export type StrokePlane = { readonly normalLps: Vec3; readonly halfThicknessMm: number }

/**
 * A part of a stroke as the pointer goes: a sweep begins, moves and ends; an outline and a place only end; `stop` takes all
 * of it back.
 */
export type StrokePart = {
  readonly at: 'begin' | 'move' | 'end' | 'stop'
  readonly view: PlaneName
  readonly plane: StrokePlane
  /** What is new: x, y, z of each point in LPS mm, to the micrometre. */
  readonly pointsLps: readonly number[]
  /** Ctrl was held when it began. */
  readonly inverted: boolean
}
