import { addSvg, setAttribute } from '../dom.js'

/** The brush in its true size at the pointer; dashed where it takes. */
export const createBrushCircle = (svg: SVGSVGElement) => {
  const group = addSvg(svg, 'g', { visibility: 'hidden' })
  const casing = addSvg(group, 'circle', { class: 'brush-casing' })
  const line = addSvg(group, 'circle', { class: 'brush-line' })
  const middle = addSvg(group, 'circle', { class: 'brush-middle', r: '1' })

  return {
    /** Centre and radius in CSS px. */
    show: (x: number, y: number, radiusPx: number, takes: boolean): void => {
      for (const circle of [casing, line, middle]) {
        setAttribute(circle, 'cx', x.toFixed(1))
        setAttribute(circle, 'cy', y.toFixed(1))
      }
      for (const circle of [casing, line]) setAttribute(circle, 'r', radiusPx.toFixed(2))
      line.classList.toggle('takes', takes)
      setAttribute(group, 'visibility', 'visible')
    },
    hide: (): void => setAttribute(group, 'visibility', 'hidden'),
  }
}
