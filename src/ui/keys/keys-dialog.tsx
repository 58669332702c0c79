import { RotateCcw, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useEffect, useState } from 'react'
import { Button, IconButton } from '../components/button.js'
import { chordOf, chordText } from './chord.js'
import { commandOf, keyStore, keysOf, openDialog, resetKeys, setKeys, useKeys } from './key-store.js'
import { type CommandId, KEY_GROUPS, KEY_TABLE, type KeyRow, MOUSE_TABLE } from './table.js'
import './keys-dialog.css'

const wordsOf = (id: CommandId): string => KEY_TABLE.find((row) => row.id === id)?.words ?? id

/** Gives a command the pressed key; says why where another has it. */
const tryKey = (id: CommandId, chord: string): string | null => {
  const { own } = keyStore.getState()
  const other = commandOf(chord, own)
  if (other !== null && other !== id) return `${chordText(chord)} is taken: ${wordsOf(other)}.`
  setKeys(id, [chord])
  return null
}

type RowProps = {
  readonly row: KeyRow
  readonly asking: boolean
  readonly onAsk: (asking: boolean) => void
}

const Row = ({ row, asking, onAsk }: RowProps) => {
  const own = useKeys((state) => state.own)
  const [refused, setRefused] = useState<string | null>(null)
  const keys = keysOf(row, own)
  useEffect(() => {
    if (!asking) return
    const onKey = (event: KeyboardEvent) => {
      event.preventDefault()
      event.stopPropagation()
      const chord = chordOf(event)
      if (chord === null) return
      const why = chord === 'Escape' ? null : tryKey(row.id, chord)
      setRefused(why)
      if (why === null) onAsk(false)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [asking, row, onAsk])
  return (
    <li className="keys-row" data-command={row.id}>
      <span>{row.words}</span>
      {refused !== null && (
        <span className="keys-refused" role="alert">
          {refused}
        </span>
      )}
      {row.fixed === true ? (
        <kbd>{keys.map(chordText).join(', ')}</kbd>
      ) : (
        <>
          <button
            type="button"
            className={`keys-key ${asking ? 'asking' : ''}`}
            aria-label={`${row.words}: ${keys.length === 0 ? 'off' : keys.map(chordText).join(', ')}. Change`}
            onClick={() => {
              setRefused(null)
              onAsk(!asking)
            }}
          >
            {asking ? 'Press a key' : keys.length === 0 ? 'off' : keys.map(chordText).join(', ')}
          </button>
          <IconButton
            label={own[row.id] === undefined ? `Turn off: ${row.words}` : `As it was: ${row.words}`}
            onClick={() => {
              setRefused(null)
              setKeys(row.id, own[row.id] === undefined ? [] : null)
            }}
          >
            {own[row.id] === undefined ? <X size={14} /> : <RotateCcw size={14} />}
          </IconButton>
        </>
      )}
    </li>
  )
}

/** Every key by group; each can be changed or turned off, and stays so in this browser. */
export const KeysDialog = () => {
  const open = useKeys((state) => state.dialog === 'keys')
  const changed = useKeys((state) => Object.keys(state.own).length > 0)
  const [asking, setAsking] = useState<CommandId | null>(null)
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        setAsking(null)
        openDialog(next ? 'keys' : null)
      }}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="keys-overlay" />
        <Dialog.Content className="keys-dialog" aria-describedby={undefined}>
          <div className="keys-head">
            <Dialog.Title asChild>
              <h2>Keys</h2>
            </Dialog.Title>
            <span className="third">Click a key to change it. Kept in this browser.</span>
            {changed && <Button onClick={resetKeys}>All as they were</Button>}
            <IconButton label="Close" onClick={() => openDialog(null)}>
              <X size={16} />
            </IconButton>
          </div>
          <div className="keys-groups">
            {KEY_GROUPS.map((group) => (
              <section key={group}>
                <h3>{group}</h3>
                <ul>
                  {KEY_TABLE.filter((row) => row.group === group).map((row) => (
                    <Row
                      key={row.id}
                      row={row}
                      asking={asking === row.id}
                      onAsk={(on) => setAsking(on ? row.id : null)}
                    />
                  ))}
                </ul>
              </section>
            ))}
            <section>
              <h3>Mouse</h3>
              <ul>
                {MOUSE_TABLE.map(({ what, words }) => (
                  <li key={what} className="keys-row">
                    <span>{words}</span>
                    <kbd>{what}</kbd>
                  </li>
                ))}
              </ul>
            </section>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
