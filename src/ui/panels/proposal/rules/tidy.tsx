import { LIMITS } from '../../../../core/guideline/index.js'
import type { Recipe } from '../../../../core/proposal/index.js'
import { NumberField } from '../../../components/number-field.js'
import { figure } from '../../../format.js'
import { useSession } from '../../../hooks/session-context.js'

const PARTS = [
  { key: 'islandCm3', label: 'Islands', unit: 'cm³', limits: LIMITS.islandCm3, step: 0.05, decimals: 2 },
  { key: 'holeCm3', label: 'Holes', unit: 'cm³', limits: LIMITS.holeCm3, step: 0.05, decimals: 2 },
  { key: 'smoothMm', label: 'Smooth', unit: 'mm', limits: LIMITS.smoothMm, step: 0.1, decimals: 1 },
] as const

/** `islands 0.05, holes 0.05 cm³, smooth 0.5 mm`. */
export const tidyWords = ({ islandCm3, holeCm3, smoothMm }: Recipe['tidy']): string =>
  `islands ${figure(islandCm3, 2)}, holes ${figure(holeCm3, 2)} cm³, smooth ${figure(smoothMm, 1)} mm`

/** What is dropped, filled and smoothed at the end. */
export const Tidy = ({ tidy }: { readonly tidy: Recipe['tidy'] }) => {
  const session = useSession()
  return (
    <div className="tidy">
      {PARTS.map(({ key, label, unit, limits, step, decimals }) => (
        <NumberField
          key={key}
          label={label}
          value={tidy[key]}
          unit={unit}
          min={limits.from}
          max={limits.to}
          step={step}
          decimals={decimals}
          onChange={(value) => session.act({ do: 'set-tidy', tidy: { [key]: value } })}
        />
      ))}
    </div>
  )
}
