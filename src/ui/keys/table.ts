import type { ViewCommand } from '../../viewer/index.js'

/** What keys do to the page and the structures, besides the views. */
export type PageCommand =
  | 'undo'
  | 'redo'
  | 'stop'
  | `step-${1 | 2 | 3 | 4 | 5 | 6}`
  | 'next-region'
  | 'filter'
  | 'keys'
  | 'commands'
  | 'structures'
  | 'structure-eye'
  | 'solo'
  | 'less-fill'
  | 'more-fill'
  | 'previous-structure'
  | 'next-structure'
  | 'before'
  | 'panels'
  | 'reasons'
  | 'next-finding'
  | 'previous-finding'
  | 'next-unseen'
  | 'brush'
  | 'eraser'
  | 'smaller-brush'
  | 'larger-brush'

export type CommandId = ViewCommand | PageCommand

export const KEY_GROUPS = [
  'Slices and views',
  'Looking',
  'Window',
  'Tools',
  'Edit',
  'Structures',
  'Review',
  'Page',
] as const
export type KeyGroup = (typeof KEY_GROUPS)[number]

/** One line of the keyboard map: the dialog lists it, the page obeys it. */
export type KeyRow = {
  readonly id: CommandId
  readonly group: KeyGroup
  readonly words: string
  /** As the product comes; see {@link import('./chord.js').chordOf}. */
  readonly keys: readonly string[]
  /** Acts only while the key is held. */
  readonly held?: true
  /** Esc always stops. */
  readonly fixed?: true
}

/** The one table of keys (UI.md section 5). */
export const KEY_TABLE: readonly KeyRow[] = [
  { id: 'slice-up', group: 'Slices and views', words: 'Next slice up', keys: ['ArrowUp'] },
  { id: 'slice-down', group: 'Slices and views', words: 'Next slice down', keys: ['ArrowDown'] },
  { id: 'page-up', group: 'Slices and views', words: '10 slices up', keys: ['PageUp'] },
  { id: 'page-down', group: 'Slices and views', words: '10 slices down', keys: ['PageDown'] },
  { id: 'first-slice', group: 'Slices and views', words: 'First slice of the CTV', keys: ['Home'] },
  { id: 'last-slice', group: 'Slices and views', words: 'Last slice of the CTV', keys: ['End'] },
  { id: 'previous-view', group: 'Slices and views', words: 'Previous view', keys: ['ArrowLeft'] },
  { id: 'next-view', group: 'Slices and views', words: 'Next view', keys: ['ArrowRight'] },
  { id: 'enlarge', group: 'Slices and views', words: 'Active view alone, and back', keys: ['Shift+G'] },
  { id: 'layout', group: 'Slices and views', words: 'With or without the 3-D view', keys: ['G'] },
  { id: 'fit', group: 'Looking', words: 'Fit the image', keys: ['='] },
  { id: 'centre', group: 'Looking', words: 'Centre on the crosshair', keys: ['C'] },
  { id: 'overlays', group: 'Looking', words: 'Hide and show all overlays', keys: ['X'] },
  { id: 'crosshair', group: 'Looking', words: 'Hide and show the crosshair', keys: ['Shift+X'] },
  { id: 'window-1', group: 'Window', words: 'Soft tissue, W 400 L 40', keys: ['1'] },
  { id: 'window-2', group: 'Window', words: 'Bone, W 1800 L 400', keys: ['2'] },
  { id: 'window-3', group: 'Window', words: 'Brain, W 80 L 40', keys: ['3'] },
  { id: 'window-4', group: 'Window', words: 'Air, W 1500 L −600', keys: ['4'] },
  { id: 'window-5', group: 'Window', words: 'As the file says', keys: ['5'] },
  { id: 'tool-window', group: 'Tools', words: 'Window and level', keys: ['L'] },
  { id: 'tool-pan', group: 'Tools', words: 'Pan', keys: ['N'] },
  { id: 'tool-zoom', group: 'Tools', words: 'Zoom', keys: ['Z'] },
  { id: 'tool-ruler', group: 'Tools', words: 'Measure a distance', keys: ['M'] },
  { id: 'tool-angle', group: 'Tools', words: 'Measure an angle', keys: ['Shift+M'] },
  { id: 'delete-measurement', group: 'Tools', words: 'Delete the selected measurement', keys: ['Delete', 'Backspace'] },
  { id: 'brush', group: 'Edit', words: 'Brush', keys: ['P'] },
  { id: 'eraser', group: 'Edit', words: 'Eraser', keys: ['E'] },
  { id: 'smaller-brush', group: 'Edit', words: 'Smaller brush', keys: ['['] },
  { id: 'larger-brush', group: 'Edit', words: 'Larger brush', keys: [']'] },
  { id: 'structures', group: 'Structures', words: 'Hide and show all structures', keys: ['S'] },
  { id: 'structure-eye', group: 'Structures', words: 'Hide and show the selected structure', keys: ['V'] },
  { id: 'solo', group: 'Structures', words: 'Only the selected structure', keys: ['O'] },
  { id: 'less-fill', group: 'Structures', words: 'Less fill', keys: ['A'] },
  { id: 'more-fill', group: 'Structures', words: 'More fill', keys: ['D'] },
  { id: 'previous-structure', group: 'Structures', words: 'Previous structure', keys: ['Q'] },
  { id: 'next-structure', group: 'Structures', words: 'Next structure', keys: ['W'] },
  { id: 'before', group: 'Structures', words: 'The CTV before the change, while held', keys: ['B'], held: true },
  { id: 'reasons', group: 'Review', words: 'Colour the region by reason', keys: ['R'] },
  { id: 'next-finding', group: 'Review', words: 'Next slice with a finding', keys: ['F'] },
  { id: 'previous-finding', group: 'Review', words: 'Previous slice with a finding', keys: ['Shift+F'] },
  { id: 'next-unseen', group: 'Review', words: 'Next slice that was not looked at', keys: ['U'] },
  { id: 'undo', group: 'Page', words: 'Undo', keys: ['Ctrl+Z'] },
  { id: 'redo', group: 'Page', words: 'Redo', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'] },
  {
    id: 'stop',
    group: 'Page',
    words: 'Stop the drag, then the tool, then the selection',
    keys: ['Escape'],
    fixed: true,
  },
  { id: 'step-1', group: 'Page', words: 'Step 1', keys: ['Shift+1'] },
  { id: 'step-2', group: 'Page', words: 'Step 2', keys: ['Shift+2'] },
  { id: 'step-3', group: 'Page', words: 'Step 3', keys: ['Shift+3'] },
  { id: 'step-4', group: 'Page', words: 'Step 4', keys: ['Shift+4'] },
  { id: 'step-5', group: 'Page', words: 'Step 5', keys: ['Shift+5'] },
  { id: 'step-6', group: 'Page', words: 'Step 6', keys: ['Shift+6'] },
  { id: 'panels', group: 'Page', words: 'Hide and show both panels', keys: ['Ctrl+\\'] },
  { id: 'next-region', group: 'Page', words: 'Next part of the page', keys: ['F6'] },
  { id: 'filter', group: 'Page', words: 'Filter structures', keys: ['/'] },
  { id: 'commands', group: 'Page', words: 'Find a command by its words', keys: ['Ctrl+K'] },
  { id: 'keys', group: 'Page', words: 'All keys', keys: ['?'] },
]

/** What the mouse does, listed beside the keys. */
export const MOUSE_TABLE: readonly { readonly what: string; readonly words: string }[] = [
  { what: 'Wheel', words: 'Slice' },
  { what: 'Ctrl wheel', words: 'Zoom at the pointer' },
  { what: 'Middle drag', words: 'Pan' },
  { what: 'Right drag', words: 'Zoom' },
  { what: 'Shift move', words: 'Crosshair follows the pointer' },
  { what: 'Ctrl drag', words: 'The brush takes, the eraser adds' },
  { what: 'Double click', words: 'View alone, and back' },
]
