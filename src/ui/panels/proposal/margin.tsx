import { Slider } from 'radix-ui'
import { LIMITS } from '../../../core/guideline/index.js'
import { NumberField } from '../../components/number-field.js'
import { mm } from '../../format.js'
import { useSession } from '../../hooks/session-context.js'

const SLIDER_MAX_MM = 15
const TICKS_MM = [3, 5, 10, 15] as const
const STEP_MM = 0.5
const DRAG = 'margin'

/** The margin by slider and by number; a drag is one step back. */
export const Margin = ({ marginMm }: { readonly marginMm: number }) => {
  const session = useSession()
  return (
    <div className="margin">
      <div className="margin-slider">
        <Slider.Root
          className="slider"
          min={0}
          max={SLIDER_MAX_MM}
          step={STEP_MM}
          value={[Math.min(SLIDER_MAX_MM, marginMm)]}
          onValueChange={([value]) => session.act({ do: 'set-margin', marginMm: value ?? marginMm }, DRAG)}
          onValueCommit={session.endDrag}
        >
          <Slider.Track className="slider-track">
            <Slider.Range className="slider-range" />
          </Slider.Track>
          <Slider.Thumb className="slider-thumb" aria-label="Margin" aria-valuetext={`${mm(marginMm)} millimetres`} />
        </Slider.Root>
        <div className="margin-ticks" aria-hidden="true">
          {TICKS_MM.map((tick) => (
            <span key={tick} style={{ left: `${(100 * tick) / SLIDER_MAX_MM}%` }}>
              {tick}
            </span>
          ))}
        </div>
      </div>
      <NumberField
        label="Margin"
        labelHidden
        large
        value={marginMm}
        unit="mm"
        min={LIMITS.marginMm.from}
        max={LIMITS.marginMm.to}
        step={STEP_MM}
        decimals={1}
        onChange={(value) => session.act({ do: 'set-margin', marginMm: value })}
      />
    </div>
  )
}
