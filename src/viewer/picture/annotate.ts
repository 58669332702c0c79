import type { Edges } from '../overlay/frame.js'

const INK = '#E8EBEF'
const GROUND = 'rgb(0 0 0 / 65%)'

/** Text height as a share of the picture's side. */
const TEXT_SHARE = 0.045

/** The scale bar is the longest of these under this share of the side. */
const BAR_LENGTHS_MM = [50, 20, 10, 5, 2, 1] as const
const BAR_SHARE = 0.27

type Align = 'left' | 'right' | 'center'

export type Annotations = {
  readonly title: string
  readonly place: string
  readonly edges: Edges
  readonly mmPerPx: number
}

/** What it is, where it is, four orientation letters and a scale bar, each on a dark ground. */
export const annotate = (context: CanvasRenderingContext2D, sizePx: number, what: Annotations): void => {
  const px = Math.round(TEXT_SHARE * sizePx)
  const pad = Math.round(px / 2)
  context.font = `600 ${px}px "Inter Variable", Inter, sans-serif`
  context.textBaseline = 'middle'
  const label = (text: string, x: number, y: number, align: Align): void => {
    if (text === '') return
    const width = context.measureText(text).width + pad
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
    context.fillStyle = GROUND
    context.fillRect(left, y - 0.75 * px, width, 1.5 * px)
    context.fillStyle = INK
    context.textAlign = 'left'
    context.fillText(text, left + pad / 2, y)
  }
  const [near, middle, far] = [pad + px / 2, sizePx / 2, sizePx - pad - px / 2]
  label(what.title, pad, near, 'left')
  label(what.place, pad, far, 'left')
  label(what.edges.top, middle, near, 'center')
  label(what.edges.bottom, middle, far, 'center')
  label(what.edges.left, pad, middle, 'left')
  label(what.edges.right, sizePx - pad, middle, 'right')
  const longest = BAR_LENGTHS_MM.find((mm) => mm / what.mmPerPx < BAR_SHARE * sizePx) ?? 1
  const bar = longest / what.mmPerPx
  label(`${longest} mm`, sizePx - pad, far - 0.9 * px, 'right')
  context.fillStyle = GROUND
  context.fillRect(sizePx - pad - bar - 2, far - 1, bar + 4, 6)
  context.fillStyle = INK
  context.fillRect(sizePx - pad - bar, far + 1, bar, 2)
}
