import { Trash2 } from 'lucide-react'
import { editPlace, freshness, type OpenCase } from '../../../../case/index.js'
import type { Edit } from '../../../../core/proposal/index.js'
import { Button, IconButton } from '../../../components/button.js'
import { signedCm3, UNKNOWN } from '../../../format.js'
import { useSession } from '../../../hooks/session-context.js'
import { lookStore } from '../../../hooks/view-store.js'
import { editName, placeWords } from './words.js'

type Props = { readonly open: OpenCase; readonly edit: Edit }

const Row = ({ open, edit }: Props) => {
  const session = useSession()
  const normal = session.shelf.inputs?.image.planes[0]?.normal ?? [0, 0, 1]
  const place = editPlace(edit, normal)
  const name = editName(edit)
  const where = place === null ? 'the whole CTV' : placeWords(place)
  const fresh = freshness(open).is === 'fresh'
  const effect = open.proposal?.edits.find(({ id }) => id === edit.id)?.cm3
  const remove = () => {
    session.act({ do: 'remove-edit', id: edit.id })
    const document = session.store.getState().open?.history.present
    if (document !== undefined) lookStore.setState({ deleted: { words: 'Edit removed', document } })
  }
  return (
    <li className="edit-row" data-edit={edit.id}>
      <input
        type="checkbox"
        checked={edit.on}
        aria-label={`${name}, ${where}: in effect`}
        onChange={(event) => session.act({ do: 'switch-edit', id: edit.id, on: event.target.checked })}
      />
      <button
        type="button"
        className={edit.on ? 'edit-place' : 'edit-place off'}
        title={place === null ? undefined : `Show ${where}`}
        onClick={() => {
          if (place !== null) lookStore.getState().viewer?.focusOn(place.centreLps)
        }}
      >
        <span>{name}</span>
        <span className="third">{where}</span>
      </button>
      <span className={fresh ? 'edit-cm3' : 'edit-cm3 third'} data-effect={edit.id}>
        {!edit.on || effect === undefined ? UNKNOWN : `${signedCm3(effect)} cm³`}
      </span>
      <IconButton label={`Remove ${name}, ${where}`} onClick={remove}>
        <Trash2 size={14} strokeWidth={1.6} />
      </IconButton>
    </li>
  )
}

/** Every edit in its order, with what it added or took. */
export const EditList = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const { edits } = open.history.present
  if (edits.length === 0) return <p className="third">Nothing was changed by hand.</p>
  return (
    <>
      <ol className="edit-list" aria-label="Edits by hand">
        {edits.map((edit) => (
          <Row key={edit.id} open={open} edit={edit} />
        ))}
      </ol>
      <Button kind="quiet" onClick={() => session.act({ do: 'drop-edits' })}>
        Drop all edits
      </Button>
    </>
  )
}
