import {
  Check,
  CircleDashed,
  CircleX,
  Keyboard,
  LoaderCircle,
  Pencil,
  Redo2,
  RotateCw,
  ScanSearch,
  Undo2,
} from 'lucide-react'
import { Fragment } from 'react'
import { freshness, joinedMr, type OpenCase } from '../../../case/index.js'
import { IconButton } from '../../components/button.js'
import { dicomDate, figure, personName } from '../../format.js'
import { useOpenCase, useSession } from '../../hooks/session-context.js'
import { useShortOfRoom } from '../../hooks/short-of-room.js'
import { openDialog, useKeyLabel } from '../../keys/key-store.js'
import { SettingsMenu } from '../../settings/settings-menu.js'
import { editedWords } from '../review/edit/words.js'
import './banner.css'

/** How many of a frame's digits tell two apart at a glance. */
const FRAME_DIGITS = 4

/** What the banner leaves out where it is short of room: nothing, the size, the dates too. */
const SHORTEST = 2

const Patient = ({ open }: { readonly open: OpenCase }) => {
  const { series, size, spacingMm } = open.image
  const [image, short] = useShortOfRoom<HTMLSpanElement>(SHORTEST)
  return (
    <>
      <span className="banner-patient">
        <b>{personName(series.patientName)}</b>
        <span className="second">{series.patientId}</span>
      </span>
      <span className="banner-image" ref={image} data-short={short}>
        <span className="banner-chip">{series.modality}</span>
        <span className="banner-date">{dicomDate(series.date)}</span>
        <span className="third banner-size">
          {size.map((n) => figure(n, 0)).join(' × ')}, {figure(spacingMm[2], 2)} mm
        </span>
        <span className="third">FoR {series.frame?.slice(-FRAME_DIGITS)}</span>
        {joinedMr(open).map(({ key, date, by }) => (
          <Fragment key={key}>
            <span className="banner-chip">MR</span>
            <span className="banner-date">{dicomDate(date)}</span>
            <span className="third">{by}</span>
          </Fragment>
        ))}
      </span>
    </>
  )
}

const State = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const state = freshness(open)
  switch (state.is) {
    case 'none':
      return <span className="banner-state third">No proposal yet</span>
    case 'updating':
      return (
        <span className="banner-state updating">
          <LoaderCircle size={14} className="turning" aria-hidden="true" />
          Updating
        </span>
      )
    case 'fresh': {
      const words = editedWords(open, session.shelf)
      return words === null ? (
        <span className="banner-state ok">
          <Check size={14} aria-hidden="true" />
          Up to date
        </span>
      ) : (
        <span className="banner-state chip-edited" title="The rules alone do not give this CTV">
          <Pencil size={14} aria-hidden="true" />
          {words}
        </span>
      )
    }
    case 'stale':
      return (
        <span className="banner-state chip-warn">
          <RotateCw size={14} aria-hidden="true" />
          Stale: {state.because}
          <button type="button" onClick={session.propose}>
            Update
          </button>
        </span>
      )
    case 'failed':
      return (
        <span className="banner-state chip-error">
          <CircleX size={14} aria-hidden="true" />
          Could not compute
          <button type="button" onClick={() => session.goTo('proposal')}>
            Why
          </button>
        </span>
      )
  }
}

/** Always in sight: whose case, which image, and how far the CTV is to be trusted. */
export const Banner = () => {
  const session = useSession()
  const open = useOpenCase()
  const keyLabel = useKeyLabel()
  return (
    <header className="banner">
      <ScanSearch className="banner-logo" size={18} strokeWidth={1.6} aria-hidden="true" />
      {open === null ? (
        <>
          <b>postop-ctv</b>
          <span className="second">No case open</span>
        </>
      ) : (
        <Patient open={open} />
      )}
      <span className="banner-space" />
      {open !== null && <State open={open} />}
      {open !== null && open.outline !== null && (
        <span className="banner-unapproved">
          <CircleDashed size={14} aria-hidden="true" />
          PROPOSAL, NOT APPROVED
        </span>
      )}
      <span className="banner-tools">
        {open !== null && (
          <>
            <IconButton
              label={keyLabel('Undo', 'undo')}
              disabled={open.history.past.length === 0}
              onClick={session.undo}
            >
              <Undo2 size={16} strokeWidth={1.6} />
            </IconButton>
            <IconButton
              label={keyLabel('Redo', 'redo')}
              disabled={open.history.future.length === 0}
              onClick={session.redo}
            >
              <Redo2 size={16} strokeWidth={1.6} />
            </IconButton>
          </>
        )}
        <IconButton label={keyLabel('Keys', 'keys')} onClick={() => openDialog('keys')}>
          <Keyboard size={16} strokeWidth={1.6} />
        </IconButton>
        <SettingsMenu />
      </span>
    </header>
  )
}
