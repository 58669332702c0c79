import { JSON_WORD } from '../../args/common.js'
import type { CommandSpec } from '../../args/spec.js'

export const COMPARE: CommandSpec = {
  name: 'compare',
  summary: 'Compares a ROI of two structure sets: Dice, surface Dice, HD95, distances, volumes.',
  about:
    'Compares two structures of one frame of reference as solids and as contours; B is the reference. ' +
    'HD95 is the larger of the two directed 95th percentiles of the distance between the surfaces; ' +
    "added path length is the length of B's contours that lie farther than the tolerance from A's on the same plane.",
  positionals: [
    { name: 'A.dcm', takes: 'one', help: 'a structure set' },
    { name: 'B.dcm', takes: 'one', help: 'the reference' },
  ],
  options: [
    { word: '--roi', takes: 'one', value: 'NAME', help: 'The ROI in A, and in B unless --roi-b says otherwise.' },
    { word: '--roi-b', takes: 'one', value: 'NAME', help: 'The ROI in B.' },
    {
      word: '--image',
      takes: 'many',
      value: 'DIR',
      help: 'The image both were drawn on: its slice spacing counts, not that of the contours.',
    },
    { word: '--tolerance', takes: 'one', value: 'MM', help: 'Surfaces this near agree; 1.' },
    JSON_WORD,
  ],
  examples: ['postop-ctv compare proposal.dcm reviewed.dcm --roi CTV_PROPOSED --roi-b CTV --image CT'],
}
