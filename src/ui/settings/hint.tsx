import { Lightbulb, X } from 'lucide-react'
import { IconButton } from '../components/button.js'
import { HINTS, type HintId } from './hints.js'
import { putAwayHint, useSettings } from './settings.js'
import './hint.css'

/** A step's hint, until it is put away for good. */
export const Hint = ({ id }: { readonly id: HintId }) => {
  const seen = useSettings((settings) => settings.hintsSeen.includes(id))
  if (seen) return null
  return (
    <div className="hint" role="note">
      <Lightbulb size={14} strokeWidth={1.6} aria-hidden="true" />
      <p>{HINTS[id]}</p>
      <IconButton label="Put this hint away" onClick={() => putAwayHint(id)}>
        <X size={14} strokeWidth={1.6} />
      </IconButton>
    </div>
  )
}
