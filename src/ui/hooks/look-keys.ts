import { useMemo } from 'react'
import type { OpenCase } from '../../case/index.js'
import type { DrawnRegion } from '../../core/proposal/index.js'
import type { ViewCommand } from '../../viewer/index.js'
import { type Commands, useCommands } from '../keys/commands.js'
import { KEY_TABLE } from '../keys/table.js'
import { drawnEye } from './extra-outlines.js'
import { CTV_ID } from './outlines.js'
import { GROUPS, groupOf, type RoiRow } from './roi-rows.js'
import { lookStore, MOST_FILL, setEye } from './view-store.js'

/** Groups of the keyboard map that the viewer carries out itself. */
const VIEWER_GROUPS = ['Slices and views', 'Looking', 'Window', 'Tools']

const FILL_STEP = 0.05

const fillBy = (by: number) => (): boolean => {
  lookStore.setState(({ fill }) => ({ fill: Math.min(MOST_FILL, Math.max(0, Math.round((fill + by) * 100) / 100)) }))
  return true
}

type Listed = {
  readonly rows: readonly RoiRow[]
  readonly drawn: readonly DrawnRegion[]
  readonly hasCtv: boolean
}

/** Ids in the order of the list: the CTV, then the groups, drawn regions at the end of theirs. */
const listed = ({ rows, drawn, hasCtv }: Listed): readonly string[] => [
  ...(hasCtv ? [CTV_ID] : []),
  ...GROUPS.flatMap((group) => [
    ...rows.filter((row) => groupOf(row.assignment.role) === group).map((row) => row.id),
    ...(group === 'Concern' ? drawn.map(({ name }) => drawnEye(name)) : []),
  ]),
]

const structureCommands = (list: Listed): Commands => {
  const selectBy = (by: 1 | -1) => (): boolean => {
    const ids = listed(list)
    const at = ids.indexOf(lookStore.getState().selected ?? '')
    const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length
    lookStore.setState({ selected: ids[next] ?? null })
    return ids.length > 0
  }
  const ofSelected = (act: (id: string) => void) => (): boolean => {
    const { selected } = lookStore.getState()
    if (selected !== null) act(selected)
    return selected !== null
  }
  return {
    structures: () => {
      lookStore.setState(({ structuresShown }) => ({ structuresShown: !structuresShown }))
      return true
    },
    'structure-eye': ofSelected((id) => {
      const row = list.rows.find((one) => one.id === id)
      setEye(id, !(row?.visible ?? lookStore.getState().eyes[id] ?? true))
    }),
    solo: () => {
      const { solo, selected } = lookStore.getState()
      if (!solo && selected === null) return false
      lookStore.setState({ solo: !solo })
      return true
    },
    'less-fill': fillBy(-FILL_STEP),
    'more-fill': fillBy(FILL_STEP),
    'previous-structure': selectBy(-1),
    'next-structure': selectBy(1),
    before: () => {
      lookStore.setState({ beforeHeld: true })
      return () => lookStore.setState({ beforeHeld: false })
    },
  }
}

/** The viewer's own commands, handed to whichever viewer is open. */
const VIEW_COMMANDS: Commands = Object.fromEntries(
  KEY_TABLE.filter((row) => VIEWER_GROUPS.includes(row.group)).map(({ id }) => [
    id,
    () => lookStore.getState().viewer?.run(id as ViewCommand) ?? false,
  ]),
)

/** Keys of the views and of the structures in them, while a case is open. */
export const useLookKeys = (rows: readonly RoiRow[], { outline, history }: OpenCase): void => {
  const { drawn } = history.present
  const hasCtv = outline !== null
  useCommands(VIEW_COMMANDS)
  useCommands(useMemo(() => structureCommands({ rows, drawn, hasCtv }), [rows, drawn, hasCtv]))
}
