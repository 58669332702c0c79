import { add, setText } from '../dom.js'
import { pageScale } from '../look/layout.js'

export type Edges = Readonly<Record<'left' | 'right' | 'top' | 'bottom', string>>

const EDGES = ['left', 'right', 'top', 'bottom'] as const

const BAR_LENGTHS_MM = [50, 20, 10, 5, 2, 1] as const

/** The bar is the longest length under this share of the view's width that leaves the bottom letter alone. */
const BAR_SHARE = 0.27

/** Half of the bottom letter, the bar's own text and what is between them, in CSS px at scale 1. */
const BESIDE_BAR_PX = 72

/** What every view has round it: its name, four orientation letters and a scale bar. */
export const createFrame = (parent: HTMLElement, name: string) => {
  const title = add(parent, 'div', 'label top-left')
  add(title, 'b', '').textContent = name
  const second = add(title, 'span', 'second')
  const scale = add(parent, 'div', 'label bottom-right')
  const bar = add(scale, 'span', 'bar')
  const length = add(scale, 'span', 'second')
  const letters = EDGES.map((edge) => ({ edge, element: add(parent, 'div', `label letter ${edge}`) }))
  for (const { element, edge } of letters) element.dataset.edge = edge

  return {
    /** What stands beside the name. */
    second: (value: string): void => setText(second, value),
    letters: (edges: Edges): void => {
      for (const { edge, element } of letters) setText(element, edges[edge])
    },
    scaleBar: (mmPerPx: number, widthPx: number): void => {
      const roomPx = Math.min(BAR_SHARE * widthPx, widthPx / 2 - BESIDE_BAR_PX * pageScale())
      const longest = BAR_LENGTHS_MM.find((mm) => mm / mmPerPx < roomPx) ?? 1
      bar.style.width = `${(longest / mmPerPx).toFixed(1)}px`
      setText(length, `${longest} mm`)
    },
  }
}
