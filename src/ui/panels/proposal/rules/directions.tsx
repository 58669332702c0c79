import { baseMarginMm, DIRECTIONS, marginTowards, withDirection } from '../../../../case/index.js'
import { LIMITS } from '../../../../core/guideline/index.js'
import type { Margin } from '../../../../core/proposal/index.js'
import { Button } from '../../../components/button.js'
import { NumberField } from '../../../components/number-field.js'
import { mm } from '../../../format.js'
import { useSession } from '../../../hooks/session-context.js'

/** The margin towards each side of the patient; equal until one is changed. */
export const Directions = ({ margin }: { readonly margin: Margin }) => {
  const session = useSession()
  const base = baseMarginMm(margin)
  return (
    <>
      <div className="directions">
        {DIRECTIONS.map(({ letter, word, key }) => (
          <div key={key}>
            <span aria-hidden="true">{letter}</span>
            <NumberField
              label={`Margin to ${word}`}
              labelHidden
              value={marginTowards(margin, key)}
              unit="mm"
              min={LIMITS.marginMm.from}
              max={LIMITS.marginMm.to}
              step={0.5}
              decimals={1}
              onChange={(value) => session.act({ do: 'set-margin', margin: withDirection(margin, key, value) })}
            />
          </div>
        ))}
      </div>
      {margin.is === 'lrapsi' && (
        <div className="path-row">
          <span className="third">Six margins</span>
          <Button
            kind="quiet"
            onClick={() => session.act({ do: 'set-margin', margin: { is: 'isotropic', mm: base } })}
          >{`All ${mm(base)} mm`}</Button>
        </div>
      )}
    </>
  )
}
