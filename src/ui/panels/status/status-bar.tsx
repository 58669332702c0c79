import { WifiOff } from 'lucide-react'
import type { OpenCase } from '../../../case/index.js'
import { formatPosition } from '../../../viewer/index.js'
import { clockWords, figure } from '../../format.js'
import { useOpenCase, useSessionState } from '../../hooks/session-context.js'
import { useLook } from '../../hooks/view-store.js'
import { useWhy } from '../review/why/use-why.js'
import './status-bar.css'

const Cursor = ({ open }: { readonly open: OpenCase }) => {
  const probe = useLook((state) => state.probe)
  const reviewing = useSessionState((state) => state.step === 'review')
  const why = useWhy(open, reviewing ? probe : null)
  if (probe === null) return null
  const { pointLps, value, inside } = probe
  const unit = open.image.unit === 'HU' ? ' HU' : ''
  return (
    <span className="status-cursor">
      <span>{([0, 1, 2] as const).map((c) => formatPosition(pointLps[c], c)).join(' ')} mm</span>
      {value !== null && <span>{figure(value, 0) + unit}</span>}
      {why !== null ? <span>{why.verdict}</span> : inside.length > 0 && <span>in {inside.at(-1)}</span>}
    </span>
  )
}

const SavedAt = () => {
  const saving = useSessionState((state) => state.saving)
  if (saving.is === 'nothing') return null
  return saving.is === 'saved' ? (
    <span className="status-quiet">Saved on this computer {clockWords(saving.at)}</span>
  ) : (
    <span className="status-unsaved" title={saving.because}>
      Not saved: export before you close
    </span>
  )
}

/** Cursor, running work, and the promise that holds the page together: nothing is sent. */
export const StatusBar = () => {
  const open = useOpenCase()
  return (
    <footer className="status-bar">
      {open === null ? (
        <span>Proposes a clinical target volume. A physician decides. Not a medical device.</span>
      ) : (
        <Cursor open={open} />
      )}
      <span className="status-space" />
      {open !== null && <SavedAt />}
      <span className="status-quiet">
        <WifiOff size={14} strokeWidth={1.6} aria-hidden="true" />
        {open === null ? 'Nothing leaves this computer' : 'No data sent'}
      </span>
    </footer>
  )
}
