import type { Role, RoleAssignment } from '../../core/proposal/index.js'
import type { Roi } from '../../core/structure/index.js'
import type { OutlineStyle } from '../../viewer/index.js'

/** Fixed colours of the proposal's own things. */
export const FIXED = {
  target: '#F5402F',
  bed: '#4FB58F',
  ctv: '#FFE45C',
  air: '#62B0F5',
  barrier: '#F3EFE6',
  concern: '#FFB1A8',
  organ: '#6953C5',
  unreachable: '#897C83',
} as const

/** ROIs without a colour of their own, in turn. */
export const ROI_COLOURS = [
  '#B245E8',
  '#95F4F9',
  '#E31D92',
  '#619347',
  '#72C9DF',
  '#E2B42C',
  '#248996',
  '#A1DFB1',
  '#CD6EB8',
  '#A9AE6A',
  '#72CEC1',
  '#3B8B70',
] as const

/** The band of a proposal's envelope: it lies over the CTV's own line. */
export const ENVELOPE_COLOUR = '#8FB4FF'

/** From inside (blue) to outside (orange), pale where the two agree; in classes of one width. */
export const DISTANCE_COLOURS = [
  '#2166F3',
  '#4C86F5',
  '#7BA7F7',
  '#A9C7F9',
  '#DCE9FB',
  '#FBE6D6',
  '#F8C49C',
  '#F5A263',
  '#F17F2E',
  '#E65C00',
] as const

const looksLikeBed = (name: string): boolean => /bed/i.test(name)

/** How an ROI is drawn, by its role; a tumour bed is told by its name. */
export const outlineStyle = (role: Role, name: string): OutlineStyle => {
  switch (role.is) {
    case 'target':
      return looksLikeBed(name) ? 'bed' : 'target'
    case 'concern':
      return 'concern'
    case 'barrier':
      return 'barrier'
    case 'organ':
    case 'keep-and-warn':
      return 'organ'
    case 'body':
    case 'ignore':
      return 'plain'
  }
}

const fromFile = ([r, g, b]: readonly [number, number, number]): string => `rgb(${r} ${g} ${b})`

/** Colour of an ROI: fixed for what the proposal knows by role, the file's own elsewhere, else the next of the palette. */
export const roiColour = (roi: Roi, assignment: RoleAssignment | undefined, turn: number): string => {
  const style = outlineStyle(assignment?.role ?? { is: 'ignore' }, roi.name)
  if (style === 'target' || style === 'bed' || style === 'concern') return FIXED[style]
  if (roi.colour !== undefined) return fromFile(roi.colour)
  if (style === 'barrier') return FIXED.barrier
  return ROI_COLOURS[turn % ROI_COLOURS.length] ?? FIXED.organ
}
