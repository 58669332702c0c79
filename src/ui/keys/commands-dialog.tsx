import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useState } from 'react'
import { chordText } from './chord.js'
import { runCommand } from './commands.js'
import { keysOf, openDialog, useKeys } from './key-store.js'
import { KEY_TABLE, type KeyRow } from './table.js'
import './commands-dialog.css'

/** What acts only while its key is held cannot be chosen from a list. */
const offered = KEY_TABLE.filter((row) => row.held !== true && row.id !== 'commands')

const matching = (typed: string): readonly KeyRow[] => {
  const parts = typed.toLowerCase().split(/\s+/)
  return offered.filter(({ words, group }) => parts.every((part) => `${words} ${group}`.toLowerCase().includes(part)))
}

const optionId = (row: KeyRow): string => `command-${row.id}`

const List = () => {
  const own = useKeys((state) => state.own)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const rows = matching(typed)
  const now = rows[at]
  const run = (row: KeyRow) => {
    openDialog(null)
    // After the dialog has given the focus back: commands may ask what has it.
    setTimeout(() => runCommand(row.id))
  }
  const onKey = (event: KeyboardEvent) => {
    const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Enter' && now !== undefined) run(now)
    else if (way !== 0 && rows.length > 0) setAt((at + way + rows.length) % rows.length)
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        type="search"
        role="combobox"
        placeholder="What to do"
        aria-label="Command"
        aria-expanded="true"
        aria-controls="command-list"
        aria-activedescendant={now === undefined ? undefined : optionId(now)}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKey}
      />
      <div id="command-list" role="listbox" aria-label="Commands" className="commands-list">
        {rows.map((row, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, as a combobox does.
          <div
            key={row.id}
            id={optionId(row)}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            ref={index === at ? (one) => one?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => run(row)}
          >
            <span>{row.words}</span>
            <span className="third">{row.group}</span>
            <kbd>{keysOf(row, own).map(chordText).join(', ')}</kbd>
          </div>
        ))}
        {rows.length === 0 && <p className="third">No command has these words</p>}
      </div>
    </>
  )
}

/** Every command by its words, for those whose keys one does not know yet. */
export const CommandsDialog = () => {
  const open = useKeys((state) => state.dialog === 'commands')
  return (
    <Dialog.Root open={open} onOpenChange={(next) => openDialog(next ? 'commands' : null)}>
      <Dialog.Portal>
        <Dialog.Overlay className="keys-overlay" />
        <Dialog.Content className="commands-dialog" aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Commands</Dialog.Title>
          <List />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
