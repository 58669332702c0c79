import { Slider } from 'radix-ui'
import { baseMarginMm, type CaseDocument } from '../../../../case/index.js'
import { LIMITS } from '../../../../core/guideline/index.js'
import { NumberField } from '../../../components/number-field.js'
import { Segments } from '../../../components/segments.js'
import { mm } from '../../../format.js'
import { useSession } from '../../../hooks/session-context.js'
import { Directions } from './directions.js'

const SLIDER_MAX_MM = 15
const TICKS_MM = [3, 5, 10, 15] as const
const STEP_MM = 0.5
const DRAG = 'margin'

/** The margin by slider and by number; a drag is one step back. Of six margins both show the largest and set all. */
const OneMargin = ({ marginMm }: { readonly marginMm: number }) => {
  const session = useSession()
  const set = (mmAll: number, drag?: string) =>
    session.act({ do: 'set-margin', margin: { is: 'isotropic', mm: mmAll } }, drag)
  return (
    <div className="margin">
      <div className="margin-slider">
        <Slider.Root
          className="slider"
          min={0}
          max={SLIDER_MAX_MM}
          step={STEP_MM}
          value={[Math.min(SLIDER_MAX_MM, marginMm)]}
          onValueChange={([value]) => set(value ?? marginMm, DRAG)}
          onLostPointerCapture={session.endDrag}
          onKeyUp={session.endDrag}
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
        onChange={(value) => set(value)}
      />
    </div>
  )
}

const SIX_GO_STRAIGHT = 'Six different margins know no way round: what blocks only subtracts'

/** How far the target grows: on all sides or in six directions, round what blocks or straight. */
export const Margin = ({ document }: { readonly document: CaseDocument }) => {
  const session = useSession()
  const six = document.margin.is === 'lrapsi'
  return (
    <>
      <OneMargin marginMm={baseMarginMm(document.margin)} />
      <Directions margin={document.margin} />
      <div className="path-row">
        <span className="second">Path</span>
        <Segments
          label="Path"
          value={six ? 'straight' : document.path}
          options={[
            { value: 'round', text: 'Round barriers', blocked: six ? SIX_GO_STRAIGHT : null },
            { value: 'straight', text: 'Straight' },
          ]}
          onChange={(path) => session.act({ do: 'set-path', path })}
        />
      </div>
    </>
  )
}
