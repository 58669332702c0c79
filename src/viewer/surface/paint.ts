import type { Outline, OutlineStyle } from '../types.js'
import type { Mesher } from './mesher.js'
import type { Rgb, Solid } from './solids.js'

/** How far one sees into a surface, by role: the target through everything round it. */
const OPACITY: Readonly<Record<OutlineStyle, number>> = {
  target: 1,
  bed: 0.4,
  ctv: 0.25,
  organ: 0.5,
  barrier: 0.35,
  concern: 0.3,
  plain: 0.12,
  // Lines beside the CTV, and what is only previewed, have no surface.
  before: 0,
  twin: 0,
  envelope: 0,
  tissue: 0,
}

/** Meshed in this order: what matters most is there first. */
const FIRST: readonly OutlineStyle[] = ['ctv', 'target', 'bed', 'concern', 'organ', 'barrier', 'plain']

const SELECTED_OPACITY = 0.85

/** Colours that tell something are not blended with what lies behind. */
const SHADED_OPACITY = 1

const probe = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d')

const colours = new Map<string, Rgb>()

/** A CSS colour's parts, 0 to 1; the browser reads it. */
const rgbOf = (css: string): Rgb => {
  const known = colours.get(css)
  if (known !== undefined || probe === null) return known ?? [1, 1, 1]
  probe.fillStyle = '#fff'
  probe.fillStyle = css
  const hex = Number.parseInt(String(probe.fillStyle).slice(1, 7), 16)
  const rgb = [((hex >> 16) & 255) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255] as const
  colours.set(css, rgb)
  return rgb
}

/** The outlines' surfaces as far as they are meshed; asks for the others. */
export const solidsOf = (outlines: readonly Outline[], mesher: Mesher, before: readonly Solid[]): readonly Solid[] => {
  const drawn = outlines.flatMap((outline) =>
    outline.field === null || OPACITY[outline.style] === 0 ? [] : [{ outline, field: outline.field }],
  )
  mesher.want(
    [...drawn]
      .sort((a, b) => FIRST.indexOf(a.outline.style) - FIRST.indexOf(b.outline.style))
      .map(({ field }) => field),
  )
  return drawn.flatMap(({ outline, field }) => {
    // Until a changed one is meshed its last surface stays, as its last outline does.
    const mesh = mesher.meshOf(field) ?? before.find((solid) => solid.id === outline.id)?.mesh
    if (mesh === undefined || mesh.triangles.length === 0) return []
    const of = outline.shade ?? null
    const least = of !== null ? SHADED_OPACITY : outline.selected ? SELECTED_OPACITY : 0
    const opacity = Math.max(least, OPACITY[outline.style])
    return [
      {
        id: outline.id,
        mesh,
        rgb: rgbOf(outline.colour),
        shade: of === null ? null : { of, rgb: of.colours.map(rgbOf) },
        opacity: outline.faded ? opacity / 2 : opacity,
        fits: outline.style !== 'plain',
      },
    ]
  })
}
