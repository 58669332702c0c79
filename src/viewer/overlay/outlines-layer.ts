import type { Field } from '../../core/field/index.js'
import { addSvg, setAttribute } from '../dom.js'
import { pageScale } from '../look/layout.js'
import { offsetOf, type PlaneModel } from '../space/model.js'
import type { Outline, Shade } from '../types.js'
import { createClip } from './clip.js'
import { cutLoops } from './cut.js'
import { createHatch } from './hatch.js'
import { pathOf } from './path.js'
import { createSectionFinder, loopsOf } from './sections.js'
import { shadedPaths } from './shade.js'
import { CASING_PX, drawingOrder, LINES, SELECTED_EXTRA_PX, SHADED_EXTRA_PX } from './styles.js'
import { tickPaths } from './ticks.js'

const scaledDash = (dash: string, scale: number): string =>
  scale === 1 || dash === ''
    ? dash
    : dash
        .split(' ')
        .map((px) => Number(px) * scale)
        .join(' ')

type Shape = Pick<Outline, 'polygonsLps' | 'field' | 'live' | 'inner'>

/** A structure on a slice, in the view's own mm (right, down). */
type Cut = { readonly loops: readonly Float64Array[]; readonly path: string; readonly from: 'contour' | 'cut' | 'none' }

const NO_CUT: Cut = { loops: [], path: '', from: 'none' }

const cutOf = (loops: readonly Float64Array[], from: Cut['from']): Cut => ({ loops, path: pathOf(loops), from })

/** The coloured line, a path a class, and its ticks where they are wanted. */
const pathsOf = ({ loops }: Cut, shade: Shade, plane: PlaneModel): readonly string[] => {
  const line = shadedPaths(loops, plane.axes, offsetOf(plane), shade)
  if (shade.ticks !== true) return line
  const ticks = tickPaths(loops, plane.axes, offsetOf(plane), shade)
  return line.map((path, i) => path + (ticks[i] ?? ''))
}

/** On a line of colours the gaps of the dashes are drawn: `8 4` is 8 of colour and 4 of black. */
const gapsOf = (dash: string): string => (dash === '' ? '' : `0 ${dash} 0`)

type Drawn = {
  readonly group: SVGGElement
  readonly title: SVGTitleElement
  readonly casing: SVGPathElement
  /** A path for each colour of the shade. */
  readonly shades: SVGGElement
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
  const contours = new WeakMap<readonly Float64Array[], Cut>()
  const cuts = new WeakMap<Field, { readonly offsetMm: number; readonly cut: Cut }>()
  const shaded = new WeakMap<Cut, { readonly shade: Shade; readonly paths: readonly string[] }>()
  let order = ''

  const make = (id: string): Drawn => {
    const group = addSvg(root, 'g', { 'data-outline': id })
    const path = (className: string) =>
      addSvg(group, 'path', { class: className, 'vector-effect': 'non-scaling-stroke' })
    return {
      group,
      title: addSvg(group, 'title', {}),
      casing: path('casing'),
      shades: addSvg(group, 'g', { class: 'shades' }),
      line: path('line'),
    }
  }

  const cutFor = (outline: Shape, plane: PlaneModel): Cut => {
    const offsetMm = offsetOf(plane)
    const live = outline.live ?? null
    const own = live === null ? sectionOn(outline.polygonsLps, plane.axes, offsetMm) : null
    if (own !== null) {
      // One section lies in one plane of this view: its path is the same however often it is drawn.
      const cut = contours.get(own) ?? cutOf(loopsOf(own, plane.axes), 'contour')
      contours.set(own, cut)
      return cut
    }
    const field = live ?? outline.field
    if (field === null) return NO_CUT
    const known = cuts.get(field)
    if (known !== undefined && known.offsetMm === offsetMm) return known.cut
    const surfaces = [field, ...(outline.inner ? [outline.inner] : [])]
    const cut = cutOf(
      surfaces.flatMap((surface) => cutLoops(surface, plane.axes, offsetMm)),
      'cut',
    )
    cuts.set(field, { offsetMm, cut })
    return cut
  }

  const drawShade = (item: Drawn, cut: Cut, shade: Shade | null, plane: PlaneModel, widthPx: number): void => {
    if (shade === null) {
      item.shades.replaceChildren()
      return
    }
    const known = shaded.get(cut)
    const paths = known?.shade === shade ? known.paths : pathsOf(cut, shade, plane)
    shaded.set(cut, { shade, paths })
    while (item.shades.childElementCount > paths.length) item.shades.lastElementChild?.remove()
    while (item.shades.childElementCount < paths.length)
      addSvg(item.shades, 'path', { fill: 'none', 'vector-effect': 'non-scaling-stroke' })
    for (const [i, path] of [...item.shades.children].entries()) {
      setAttribute(path, 'd', paths[i] ?? '')
      setAttribute(path, 'stroke', shade.colours[i] ?? '')
      setAttribute(path, 'stroke-width', String(widthPx))
    }
  }

  /** The reference to the shape an outline is cut to. */
  const clipFor = ({ within = null }: Outline, plane: PlaneModel): string => {
    const shape = within === null ? null : cutFor(within, plane)
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
      // Figures of the shape before the edit say nothing about it.
      const shade = outline.live ? null : (outline.shade ?? null)
      const extraPx = (outline.selected ? SELECTED_EXTRA_PX : 0) + (shade === null ? 0 : SHADED_EXTRA_PX)
      const widthPx = scale * (style.widthPx + extraPx)
      const cut = cutFor(outline, plane)
      const { path, from } = cut
      setAttribute(item.group, 'data-name', outline.name)
      if (item.title.textContent !== outline.name) item.title.textContent = outline.name
      setAttribute(item.group, 'data-from', from)
      setAttribute(item.group, 'opacity', String((outline.faded ? 0.5 : 1) * (style.opacity ?? 1)))
      setAttribute(item.group, 'clip-path', clipFor(outline, plane))
      setAttribute(item.casing, 'd', path)
      setAttribute(item.casing, 'stroke-width', String(style.bare === true ? 0 : widthPx + 2 * scale * CASING_PX))
      setAttribute(item.line, 'd', path)
      drawShade(item, cut, shade, plane, widthPx)
      setAttribute(item.line, 'stroke', shade === null ? outline.colour : style.dash === '' ? 'none' : '#000')
      setAttribute(item.line, 'stroke-width', String(widthPx))
      setAttribute(item.line, 'stroke-dasharray', scaledDash(shade === null ? style.dash : gapsOf(style.dash), scale))
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
