import type { Edit } from './types.js'

/** What an edit is called: brush, eraser, ... */
export const editName = (edit: Edit): string => {
  switch (edit.do) {
    case 'add':
      return edit.shape.is === 'sweep' ? 'brush' : 'contour added'
    case 'take':
      return edit.shape.is === 'sweep' ? 'eraser' : 'contour cut out'
    case 'between':
      return 'filled between slices'
    case 'smooth':
      return `smoothed by ${edit.mm} mm`
    case 'drop-island':
      return 'part dropped'
  }
}

/** `edit 3 (brush)`: its place in the log counts from 1. */
export const editInWords = (edits: readonly Edit[], id: string): string => {
  const place = edits.findIndex((edit) => edit.id === id)
  const edit = edits[place]
  return edit === undefined ? `edit ${id}` : `edit ${place + 1} (${editName(edit)})`
}
