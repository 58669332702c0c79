import type { Field } from '../core/field/index.js'
import type { Grid, PointLps, Vec3 } from '../core/frame/index.js'
import type { Volume } from '../core/volume/index.js'
import type { ViewCommand } from './commands.js'
import type { EditTool, StrokePart } from './edit/types.js'
import type { Fusion } from './fusion.js'
import type { SlicePicture } from './picture/slice-picture.js'

/** The three views, by the patient plane their own plane is closest to. */
export type PlaneName = 'axial' | 'sagittal' | 'coronal'

/** Every view: the three slices and the surfaces in 3-D. */
export type ViewName = PlaneName | 'surface'

/** Axial large with the two others beside it, or 2 x 2 with the surfaces. */
export type Layout = 'three' | 'four'

/** `auto`: 2 x 2 where there is room for it. */
export type LayoutChoice = Layout | 'auto'

/** Window in the volume's unit (HU for CT): black at `level - width / 2`, white at `level + width / 2`. */
export type WindowLevel = { readonly width: number; readonly level: number }

/** How an outline is drawn (line, dash, casing); see `overlay/styles.ts`. */
export type OutlineStyle =
  | 'target'
  | 'bed'
  | 'organ'
  | 'barrier'
  | 'concern'
  | 'ctv'
  | 'before'
  | 'twin'
  | 'envelope'
  | 'tissue'
  | 'plain'

/** Tells a signed distance along a line and over a surface by colour, in classes of one width. */
export type Shade = {
  /** What is told, in the image's frame. */
  readonly field: Field
  /** Where the first class begins; what is below is of it too. */
  readonly fromMm: number
  /** Where the last class ends; what is above is of it too. */
  readonly toMm: number
  /** CSS colours of the classes. */
  readonly colours: readonly string[]
  /** On slices, ticks from the line to where the told distance is 0, besides the line's colour. */
  readonly ticks?: true
}

/** One structure on the views: its own polygons on their own planes, elsewhere the cut of its field. */
export type Outline = {
  readonly id: string
  readonly name: string
  /** CSS colour of the line and of the fill. */
  readonly colour: string
  readonly style: OutlineStyle
  readonly selected: boolean
  /** Drawn at half opacity: a newer one is being computed. */
  readonly faded: boolean
  /** Filled with a hatch at 45 degrees: it is not what the recipe says any more. */
  readonly hatched?: boolean
  /** 0 to 1; 0 draws no fill. */
  readonly fillOpacity: number
  /** Closed planar polygons in LPS mm of the image's frame: x, y, z of each point. */
  readonly polygonsLps: readonly Float64Array[]
  /** Signed distance in the image's frame, for every plane without polygons; null until it is computed. */
  readonly field: Field | null
  /** A surface inside the field's: the fill is of what lies between the two. */
  readonly inner?: Field | null
  /** Takes the colour's place on the line and the surface; the fill keeps the colour. */
  readonly shade?: Shade | null
  /** Newer than polygons and field, while it is edited: every slice shows its cut, surfaces follow later. */
  readonly live?: Field | null
  /** Only what lies within this shape is drawn, as soon as it is known. */
  readonly within?: Pick<Outline, 'polygonsLps' | 'field'> | null
}

/** How voxels of one code are painted: a pattern so that colour never speaks alone. */
export type VoxelStyle = {
  /** `#rrggbb` */
  readonly colour: string
  readonly pattern: 'flat' | 'slash' | 'backslash' | 'cross' | 'dots'
  /** Of the flat pattern, 0 to 1. */
  readonly opacity: number
}

/** Voxels over the slices of any plane, by a code each; codes whose style is null are not drawn. */
export type VoxelPaint = {
  readonly grid: Grid
  readonly code: Uint8Array
  readonly styles: readonly (VoxelStyle | null)[]
}

/** What the scroll bar of the axial slices tells of one of the image's planes. */
export type SliceMark = {
  /** A point of the plane. */
  readonly atLps: PointLps
  readonly ctv: boolean
  /** A rule took something of the margin here. */
  readonly cut: boolean
  readonly looked: boolean
  readonly finding: boolean
}

/** What the left mouse button does. */
export type Tool = 'crosshair' | 'window' | 'pan' | 'zoom' | 'ruler' | 'angle'

/** What the views look at; not part of the case and not undoable. */
export type ViewState = {
  /** The crosshair, at a voxel centre. */
  readonly focusLps: PointLps
  readonly window: WindowLevel
  /** The series over the image; opacity 0 to 1. */
  readonly fusion: { readonly label: string; readonly opacity: number; readonly window: WindowLevel } | null
  /** Whose window keys, presets and drags change. */
  readonly windowOf: 'image' | 'fusion'
  readonly tool: Tool
  readonly active: ViewName
  /** The one view that fills the place, or null for all. */
  readonly enlarged: ViewName | null
  readonly layout: Layout
  readonly overlaysShown: boolean
  readonly crosshairShown: boolean
  /** Index of the shown slice of each view, from 0. */
  readonly slice: Readonly<Record<PlaneName, number>>
  readonly sliceCount: Readonly<Record<PlaneName, number>>
  /** Unit normal of each view's slices. */
  readonly normalLps: Readonly<Record<PlaneName, Vec3>>
}

/** What lies under the cursor. */
export type Probe = {
  readonly pointLps: PointLps
  /** In the volume's unit; null outside the image. */
  readonly value: number | null
  /** Names of the outlines that hold the point, the smallest last. */
  readonly inside: readonly string[]
}

/** What the viewer tells whoever opened it. */
export type ViewerEvents = {
  readonly onView: (state: ViewState) => void
  readonly onProbe: (probe: Probe | null) => void
  /** A point was clicked with the crosshair: pressed and let go where it was. */
  readonly onPick: (probe: Probe) => void
  /** While {@link Viewer.edit} has a tool: what is drawn with it. */
  readonly onStroke: (part: StrokePart) => void
  /** The graphics context was lost (true) or the images are shown again (false). */
  readonly onGraphicsLost: (lost: boolean) => void
}

/** What a picture shows: a slice closest to a point, or the surfaces as the view of surfaces has them. */
export type PictureOf =
  | ({ readonly is: 'slice'; readonly outlines: readonly Outline[] } & SlicePicture)
  | { readonly is: 'surfaces' }

/** Three linked slices of one volume with outlines over them, and the outlines' surfaces in 3-D. */
export interface Viewer {
  /** Shows a volume without copying it where its slices are evenly spaced; null empties the views. */
  show(volume: Volume | null, label: string): void
  setOutlines(outlines: readonly Outline[]): void
  /** Paints voxels over the image, under the outlines; null takes them away. */
  setVoxels(paint: VoxelPaint | null): void
  /** Marks slices on the axial scroll bar; only planes of the image that the axial view shows can be told. */
  setSliceMarks(marks: readonly SliceMark[]): void
  /** Lays a second series over the image; null takes it away. @throws frame/mismatch */
  setFusion(fusion: Fusion | null): void
  setFusionOpacity(opacity: number): void
  setWindowOf(which: 'image' | 'fusion'): void
  setWindow(window: WindowLevel): void
  setTool(tool: Tool): void
  /** What lies at a point. */
  probeAt(point: PointLps): Probe | null
  /** Moves the crosshair to the voxel closest to the point. */
  focusOn(point: PointLps): void
  setLayout(choice: LayoutChoice): void
  /** Carries out what a key or a button asks; false where it means nothing now. */
  run(command: ViewCommand): boolean
  /** Ends a measurement, an outline or a stroke that is being drawn, without effect; false where there is none. */
  stop(): boolean
  /**
   * While a taker is given the left button draws closed outlines on the image's own planes; each goes to it as x, y, z of
   * its points in LPS mm. null gives the button back.
   */
  drawOutlines(take: ((loopLps: readonly number[]) => void) | null): void
  /**
   * Draws a square picture for a report into the canvas; of slices apart from the views, which stay as they are.
   * False where there is nothing to show, or the surfaces did not come in time.
   */
  picture(canvas: HTMLCanvasElement, of: PictureOf): Promise<boolean>
  /** Gives the left button to an edit by hand on every plane; null gives it back. */
  edit(tool: EditTool | null): void
  /** Shows an outline as the cut of a newer field until {@link Viewer.setOutlines} is called; the images are not drawn again. */
  preview(id: string, live: Field | null): void
  /** Builds the graphics anew after their context was lost. */
  showAgain(): void
  dispose(): void
}
