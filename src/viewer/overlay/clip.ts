import { addSvg, setAttribute } from '../dom.js'

let clips = 0

/** A shape in one view's own mm that outlines are cut to. */
export const createClip = (svg: SVGSVGElement) => {
  const id = `clip-${++clips}`
  const path = addSvg(addSvg(addSvg(svg, 'defs', {}), 'clipPath', { id }), 'path', { 'clip-rule': 'evenodd' })
  return {
    url: `url(#${id})`,
    show: (d: string): void => setAttribute(path, 'd', d),
  }
}
