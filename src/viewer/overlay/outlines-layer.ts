import type { Field } from '../../core/field/index.js'
import { addSvg, setAttribute } from '../dom.js'
import { pageScale } from '../look/layout.js'
import { offsetOf, type PlaneModel } from '../space/model.js'
import type { Outline } from '../types.js'
import { createClip } from './clip.js'
import { cutPath } from './cut.js'
import { createHatch } from './hatch.js'
import { createSectionFinder, pathOf } from './sections.js'
import { CASING_PX, drawingOrder, LINES, SELECTED_EXTRA_PX } from './styles.js'

const scaledDash = (dash: string, scale: number): string =>
  scale === 1 || dash === ''
    ? dash
    : dash
        .split(' ')
        .map((px) => Number(px) * scale)
        .join(' ')

type Shape = Pick<Outline, 'polygonsLps' | 'field'>

type Drawn = {
  readonly group: SVGGElement
  readonly title: SVGTitleElement
  readonly casing: SVGPathElement
  readonly line: SVGPathElement
}

/**
 * The outlines of one view as SVG paths in the view's own millimetres (x to its right, y down);
 * the group's transform carries pan and zoom, so a path changes with the slice alone.
 */
export const createOutlinesLayer = (svg: SVGSVGElement) => {
  const hatch = createHatch(svg)
  const clip = createClip(svg)
  const root = addSvg(svg, 'g', { class: 'outlines' })
  const drawn = new Map<string, Drawn>()
  const sectionOn = createSectionFinder()
  const paths = new WeakMap<readonly Float64Array[], string>()
  const cuts = new WeakMap<Field, { readonly offsetMm: number; readonly path: string }>()
  let order = ''

  const make = (id: string): Drawn => {
    const group = addSvg(root, 'g', { 'data-outline': id })
    const path = (className: string) =>
      addSvg(group, 'path', { class: className, 'vector-effect': 'non-scaling-stroke' })
    return { group, title: addSvg(group, 'title', {}), casing: path('casing'), line: path('line') }
  }

  const pathFor = (outline: Shape, plane: PlaneModel): { readonly path: string; readonly from: string } => {
    const offsetMm = offsetOf(plane)
    const own = sectionOn(outline.polygonsLps, plane.axes, offsetMm)
    if (own !== null) {
      // One section lies in one plane of this view: its path is the same however often it is drawn.
      const path = paths.get(own) ?? pathOf(own, plane.axes)
      paths.set(own, path)
      return { path, from: 'contour' }
    }
    if (outline.field === null) return { path: '', from: 'none' }
    const known = cuts.get(outline.field)
    if (known !== undefined && known.offsetMm === offsetMm) return { path: known.path, from: 'cut' }
    const path = cutPath(outline.field, plane.axes, offsetMm)
    cuts.set(outline.field, { offsetMm, path })
    return { path, from: 'cut' }
  }

  /** The reference to the shape an outline is cut to. */
  const clipFor = ({ within = null }: Outline, plane: PlaneModel): string => {
    const shape = within === null ? null : pathFor(within, plane)
    if (shape === null || shape.from === 'none') return 'none'
    clip.show(shape.path)
    return clip.url
  }

  const draw = (outlines: readonly Outline[], plane: PlaneModel, shown: boolean): void => {
    setAttribute(
      root,
      'transform',
      `translate(${plane.sizePx[0] / 2} ${plane.sizePx[1] / 2}) scale(${1 / plane.mmPerPx}) translate(${-plane.centreMm[0]} ${-plane.centreMm[1]})`,
    )
    const scale = pageScale()
    const sorted = (shown ? [...outlines] : []).sort((a, b) => drawingOrder(a.style) - drawingOrder(b.style))
    const wanted = new Set(sorted.map((o) => o.id))
    for (const [id, old] of drawn)
      if (!wanted.has(id)) {
        old.group.remove()
        drawn.delete(id)
      }
    for (const outline of sorted) {
      const item = drawn.get(outline.id) ?? make(outline.id)
      drawn.set(outline.id, item)
      const style = LINES[outline.style]
      const widthPx = scale * (style.widthPx + (outline.selected ? SELECTED_EXTRA_PX : 0))
      const { path, from } = pathFor(outline, plane)
      setAttribute(item.group, 'data-name', outline.name)
      if (item.title.textContent !== outline.name) item.title.textContent = outline.name
      setAttribute(item.group, 'data-from', from)
      setAttribute(item.group, 'opacity', String((outline.faded ? 0.5 : 1) * (style.opacity ?? 1)))
      setAttribute(item.group, 'clip-path', clipFor(outline, plane))
      setAttribute(item.casing, 'd', path)
      setAttribute(item.casing, 'stroke-width', String(widthPx + 2 * scale * CASING_PX))
      setAttribute(item.line, 'd', path)
      setAttribute(item.line, 'stroke', outline.colour)
      setAttribute(item.line, 'stroke-width', String(widthPx))
      setAttribute(item.line, 'stroke-dasharray', scaledDash(style.dash, scale))
      if (outline.hatched === true) hatch.show(outline.colour, plane.mmPerPx * scale)
      const flat = outline.fillOpacity > 0 ? outline.colour : 'none'
      setAttribute(item.line, 'fill', outline.hatched === true ? hatch.fill : flat)
      setAttribute(item.line, 'fill-opacity', outline.hatched === true ? '0.5' : String(outline.fillOpacity))
    }
    const nextOrder = sorted.map((o) => o.id).join()
    if (nextOrder !== order) for (const outline of sorted) root.append((drawn.get(outline.id) as Drawn).group)
    order = nextOrder
  }

  return { draw }
}
