import { useState } from 'react'
import { Button } from '../../../components/button.js'
import { NumberField } from '../../../components/number-field.js'
import { useSession } from '../../../hooks/session-context.js'

const START_MM = 1
const MOST_MM = 3

/** Smooths the whole CTV within a bound. */
export const Smooth = () => {
  const session = useSession()
  const [mm, setMm] = useState(START_MM)
  return (
    <div className="edit-buttons">
      <NumberField
        label="At most"
        value={mm}
        unit="mm"
        min={0.1}
        max={MOST_MM}
        step={0.1}
        decimals={1}
        onChange={setMm}
      />
      <Button onClick={() => session.editing.edit({ do: 'smooth', mm, mayEnter: false })}>Smooth the CTV</Button>
    </div>
  )
}
