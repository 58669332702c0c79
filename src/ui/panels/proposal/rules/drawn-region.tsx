import { Eye, EyeOff, Pencil, Trash2, X } from 'lucide-react'
import { LIMITS } from '../../../../core/guideline/index.js'
import type { DrawnRegion } from '../../../../core/proposal/index.js'
import { formatPosition } from '../../../../viewer/index.js'
import { IconButton } from '../../../components/button.js'
import { NumberField } from '../../../components/number-field.js'
import { Swatch } from '../../../components/swatch.js'
import { drawnEye } from '../../../hooks/extra-outlines.js'
import { useSession } from '../../../hooks/session-context.js'
import { lookStore, setEye, useLook } from '../../../hooks/view-store.js'
import { FIXED } from '../../../theme/palette.js'
import { outlineSlices } from './outline-slices.js'

/** An area of concern drawn on the image: its margin, its slices, and how to change them. */
export const DrawnRegionRow = ({ region }: { readonly region: DrawnRegion }) => {
  const session = useSession()
  const { name } = region
  const drawing = useLook((state) => state.drawing === name)
  const visible = useLook((state) => state.eyes[drawnEye(name)] ?? true)
  const viewer = useLook((state) => state.viewer)
  const remove = () => {
    if (drawing) lookStore.setState({ drawing: null })
    session.act({ do: 'delete-region', region: name })
    const document = session.store.getState().open?.history.present
    if (document !== undefined) lookStore.setState({ deleted: { words: 'Area of concern deleted', document } })
  }
  return (
    <li>
      <div className="concern-row">
        <Swatch colour={FIXED.concern} />
        <span>{name}</span>
        <NumberField
          label={`Margin in ${name}`}
          labelHidden
          value={region.marginMm}
          unit="mm"
          min={LIMITS.marginMm.from}
          max={LIMITS.marginMm.to}
          step={0.5}
          decimals={1}
          onChange={(marginMm) => session.act({ do: 'set-region-margin', region: name, marginMm })}
        />
        <IconButton
          label={`Draw on ${name}`}
          pressed={drawing}
          onClick={() => lookStore.setState({ drawing: drawing ? null : name })}
        >
          <Pencil size={14} strokeWidth={1.6} />
        </IconButton>
        <IconButton label={visible ? `Hide ${name}` : `Show ${name}`} onClick={() => setEye(drawnEye(name), !visible)}>
          {visible ? <Eye size={14} strokeWidth={1.6} /> : <EyeOff size={14} strokeWidth={1.6} />}
        </IconButton>
        <IconButton label={`Delete ${name}`} onClick={remove}>
          <Trash2 size={14} strokeWidth={1.6} />
        </IconButton>
      </div>
      <ul className="outline-slices" aria-label={`Slices of ${name}`}>
        {outlineSlices(region).map(({ index, mm, component, centreLps }) => {
          const where = `${formatPosition(mm, component)} mm`
          return (
            <li key={index}>
              <button type="button" title={`Show ${where}`} onClick={() => viewer?.focusOn(centreLps)}>
                {where}
              </button>
              <button
                type="button"
                aria-label={`Delete the outline at ${where}`}
                title={`Delete the outline at ${where}`}
                onClick={() => session.act({ do: 'delete-outline', region: name, index })}
              >
                <X size={12} strokeWidth={1.6} />
              </button>
            </li>
          )
        })}
      </ul>
    </li>
  )
}
