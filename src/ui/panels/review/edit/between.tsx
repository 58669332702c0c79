import { useState } from 'react'
import type { OpenCase } from '../../../../case/index.js'
import { dot, type Vec3 } from '../../../../core/frame/index.js'
import { Button } from '../../../components/button.js'
import { useSession } from '../../../hooks/session-context.js'
import { useLook } from '../../../hooks/view-store.js'
import { placeWords } from './words.js'

type Slice = { readonly view: string; readonly atLps: Vec3; readonly normalLps: Vec3 }

/** Two planes nearer than this are one, in mm. */
const APART_MM = 0.1

const whereWords = ({ atLps, normalLps }: Slice): string => {
  const heightMm = dot(atLps, normalLps)
  return placeWords({ centreLps: atLps as never, normalLps, lowMm: heightMm, highMm: heightMm })
}

const sameNormal = (a: Slice, b: Slice): boolean => a.view === b.view

/** Between two slices that one chooses, the CTV becomes what lies between their sections. */
export const Between = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const view = useLook((state) => state.view)
  const [from, setFrom] = useState<Slice | null>(null)
  const active = view === null || view.active === 'surface' ? 'axial' : view.active
  const here: Slice | null =
    view === null ? null : { view: active, atLps: view.focusLps, normalLps: view.normalLps[active] }
  const blocked =
    here === null || open.outline === null
      ? 'There are no images'
      : from === null
        ? 'Choose the first slice'
        : !sameNormal(from, here)
          ? `Go to a slice of the ${from.view} view`
          : Math.abs(dot(from.atLps, from.normalLps) - dot(here.atLps, from.normalLps)) < APART_MM
            ? 'Go to another slice'
            : null
  const fill = () => {
    if (from === null || here === null) return
    session.editing.edit({
      do: 'between',
      fromLps: [...from.atLps],
      toLps: [...here.atLps],
      normalLps: from.normalLps,
      mayEnter: false,
    })
    setFrom(null)
  }
  return (
    <div className="between">
      <p className="second">
        {from === null
          ? 'Choose a slice, go to another one, and fill what lies between from the outlines on both.'
          : `From ${whereWords(from)}, ${from.view}.`}
      </p>
      <div className="edit-buttons">
        <Button onClick={() => setFrom(here)} blocked={here === null ? 'There are no images' : null}>
          From this slice
        </Button>
        <Button onClick={fill} blocked={blocked}>
          Fill to this slice
        </Button>
      </div>
    </div>
  )
}
