import { addSvg, setAttribute } from '../dom.js'

/** Distance of two lines in CSS px at scale 1. */
const PITCH_PX = 6

let patterns = 0

/** Lines at 45 degrees for one view's fills; they keep their width on the screen at any zoom. */
export const createHatch = (svg: SVGSVGElement) => {
  const id = `hatch-${++patterns}`
  const pattern = addSvg(addSvg(svg, 'defs', {}), 'pattern', {
    id,
    patternUnits: 'userSpaceOnUse',
    width: String(PITCH_PX),
    height: String(PITCH_PX),
  })
  const line = addSvg(pattern, 'line', { x1: '0', y1: '0', x2: '0', y2: String(PITCH_PX), 'stroke-width': '2' })
  return {
    fill: `url(#${id})`,
    /** @param unitsPerPx length of a CSS px in the fills' own units */
    show: (colour: string, unitsPerPx: number): void => {
      setAttribute(line, 'stroke', colour)
      setAttribute(pattern, 'patternTransform', `scale(${unitsPerPx}) rotate(45)`)
    },
  }
}
