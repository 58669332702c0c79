import type { OutlineStyle } from '../types.js'

/** Line of an outline in CSS px at scale 1. */
export type LineStyle = {
  readonly widthPx: number
  readonly dash: string
  readonly opacity?: number
  /** Without a casing: it would hide a line that is closer than its width. */
  readonly bare?: true
}

/** Dashed means that nobody has approved it. */
export const LINES: Readonly<Record<OutlineStyle, LineStyle>> = {
  target: { widthPx: 2, dash: '' },
  bed: { widthPx: 1.75, dash: '' },
  organ: { widthPx: 1.25, dash: '' },
  plain: { widthPx: 1.25, dash: '' },
  concern: { widthPx: 1.25, dash: '3 3' },
  barrier: { widthPx: 1, dash: '2 3' },
  tissue: { widthPx: 1, dash: '', opacity: 0.8 },
  before: { widthPx: 1, dash: '', opacity: 0.55 },
  twin: { widthPx: 1, dash: '1 2' },
  envelope: { widthPx: 1, dash: '', opacity: 0.9, bare: true },
  ctv: { widthPx: 2.5, dash: '8 4' },
}

/** What is drawn last lies on top. */
const ORDER: readonly OutlineStyle[] = [
  'tissue',
  'plain',
  'barrier',
  'organ',
  'concern',
  'bed',
  'target',
  'before',
  'twin',
  'ctv',
  'envelope',
]

export const drawingOrder = (style: OutlineStyle): number => ORDER.indexOf(style)

/** A selected outline is this much wider. */
export const SELECTED_EXTRA_PX = 1

/** A line that tells a distance by its colour is this much wider. */
export const SHADED_EXTRA_PX = 1

/** Casing on either side of the line, so that every colour stands out on white bone. */
export const CASING_PX = 1
