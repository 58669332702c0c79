import type { Vec3 } from '../../frame/index.js'

/**
 * A plane's unit normal, and how far beside its plane an edit in two dimensions reaches to either side (half a slice on
 * the image's own planes).
 */
export type Flat = { readonly normalLps: Vec3; readonly halfThicknessMm: number }

export type EditShape =
  /** What a ball (`flat` null) or a disc swept along a path covers; one point is a ball or a disc. */
  | {
      readonly is: 'sweep'
      /** x, y, z of every point in LPS mm; of a disc they lie in one plane. */
      readonly pathLps: readonly number[]
      readonly radiusMm: number
      readonly flat: Flat | null
    }
  /** A prism on a closed polygon (even-odd), half its thickness to either side of the polygon's plane. */
  | {
      readonly is: 'outline'
      /** x, y, z of every point in LPS mm, in one plane; the first is not repeated. */
      readonly loopLps: readonly number[]
      readonly flat: Flat
    }

type Common = {
  /** Counted by whoever makes it; no two of a recipe are the same. */
  readonly id: string
  /** Switched off it has no effect and stays in the log. */
  readonly on: boolean
  /** Whether what it adds may lie in air, an organ with its margin, a barrier or outside the body. */
  readonly mayEnter: boolean
}

/** Brush, freehand contour, push outwards; with `take` eraser and push inwards. */
export type StrokeEdit = Common & { readonly do: 'add' | 'take'; readonly shape: EditShape }

/** Between two parallel planes the CTV becomes the interpolation of its sections on them; without a section on one it stays. */
export type BetweenEdit = Common & {
  readonly do: 'between'
  /** A point of the one plane and one of the other. */
  readonly fromLps: Vec3
  readonly toLps: Vec3
  readonly normalLps: Vec3
}

/** Smooths the whole CTV; its surface moves by no more than `mm`. */
export type SmoothEdit = Common & { readonly do: 'smooth'; readonly mm: number }

/** The connected part at the point goes. */
export type DropEdit = Common & { readonly do: 'drop-island'; readonly atLps: Vec3 }

/** Edits that are computed at once, where they are. */
export type LocalEdit = StrokeEdit | BetweenEdit | DropEdit

/** One operation by hand on the automatic CTV, in LPS mm of the planning image's frame. */
export type Edit = LocalEdit | SmoothEdit
