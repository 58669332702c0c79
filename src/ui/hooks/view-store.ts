import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Brush, CaseDocument, ComparisonWish, HandTool } from '../../case/index.js'
import type { Probe, Viewer, ViewState } from '../../viewer/index.js'

/** The parts of Review. */
export type ReviewTab = 'why' | 'margin' | 'distances' | 'findings' | 'edit' | 'compare' | 'robustness'

/** View state: what is looked at and how; neither undoable nor part of the case. */
export type LookState = {
  readonly viewer: Viewer | null
  readonly view: ViewState | null
  readonly probe: Probe | null
  /** A point that was clicked: what was asked about it stays in sight. */
  readonly pinned: Probe | null
  /** The grown region is coloured by reason. */
  readonly reasonsShown: boolean
  /** Reasons whose colour is switched off. */
  readonly reasonsHidden: readonly string[]
  /** The target is coloured by its achieved margin. */
  readonly achievedShown: boolean
  readonly graphicsLost: boolean
  readonly selected: string | null
  /** What the user said about an ROI's eye; others follow their role. */
  readonly eyes: Readonly<Record<string, boolean>>
  /** Fill of single ROIs, 0 to 0.4; others have none. */
  readonly fills: Readonly<Record<string, number>>
  /** All structures at once; their eyes stay as they are. */
  readonly structuresShown: boolean
  /** Only the selected structure is drawn. */
  readonly solo: boolean
  /** Fill of the CTV, 0 to 0.4. */
  readonly fill: number
  /** The drawn area of concern that outlines go to; null while none is being drawn. */
  readonly drawing: string | null
  /** What the CTV is edited with by hand; null while it is not. */
  readonly hand: HandTool | null
  readonly brush: Brush
  /** Which part of Review is open. */
  readonly reviewTab: ReviewTab
  /** Air and bone by CT number are shown in the views. */
  readonly tissueShown: boolean
  readonly twinShown: boolean
  /** What was deleted last, and the document without it. */
  readonly deleted: { readonly words: string; readonly document: CaseDocument } | null
  /** Of who accepts findings here; null until asked. */
  readonly initials: string | null
  /** The images have the whole window. */
  readonly panelsHidden: boolean
  /** What the CTV is compared with, kept while another panel is looked at. */
  readonly compareWith: ComparisonWish | null
  /** The comparison is being looked at, and the CTV told by its distance from the other. */
  readonly distanceShown: boolean
  /** The robustness is being looked at, and its envelope shown. */
  readonly envelopeShown: boolean
  /** The key is held that shows the CTV before the change. */
  readonly beforeHeld: boolean
}

const DEFAULT_FILL = 0.1

/** The strongest fill: the image below stays readable. */
export const MOST_FILL = 0.4

/** How every case is looked at first. */
export const FRESH_LOOK = {
  eyes: {},
  fills: {},
  selected: null,
  structuresShown: true,
  solo: false,
  pinned: null,
  reasonsHidden: [],
  compareWith: null,
} as const

export const lookStore = createStore<LookState>(() => ({
  viewer: null,
  view: null,
  probe: null,
  graphicsLost: false,
  reasonsShown: false,
  achievedShown: false,
  ...FRESH_LOOK,
  fill: DEFAULT_FILL,
  drawing: null,
  hand: null,
  brush: { diameterMm: 10, ball: false },
  reviewTab: 'why',
  tissueShown: false,
  twinShown: false,
  distanceShown: false,
  envelopeShown: false,
  beforeHeld: false,
  panelsHidden: false,
  initials: null,
  deleted: null,
}))

export const useLook = <T>(select: (state: LookState) => T): T => useStore(lookStore, select)

export const setEye = (id: string, open: boolean): void =>
  lookStore.setState(({ eyes }) => ({ eyes: { ...eyes, [id]: open } }))

export const setFill = (id: string, fill: number): void =>
  lookStore.setState(({ fills }) => ({ fills: { ...fills, [id]: fill } }))
