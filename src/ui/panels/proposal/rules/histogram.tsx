import { Slider } from 'radix-ui'
import { type CaseDocument, THRESHOLD_DRAG } from '../../../../case/index.js'
import { LIMITS } from '../../../../core/guideline/index.js'
import type { HuHistogram } from '../../../../core/proposal/index.js'
import { figure } from '../../../format.js'
import { useSession } from '../../../hooks/session-context.js'
import './histogram.css'

const FROM_HU = -1000
const TO_HU = 1500
const STEP_HU = 5
const TICKS_HU = [-1000, 0, 1000] as const
const HEIGHT = 40

const percentAt = (hu: number): number => (100 * (hu - FROM_HU)) / (TO_HU - FROM_HU)

const within = (hu: number, limits: { readonly from: number; readonly to: number }): number =>
  Math.min(limits.to, Math.max(limits.from, hu))

/** Heights grow with the root of the count, so that a little bone beside much tissue is seen. */
const areaPath = ({ fromHu, stepHu, counts }: HuHistogram): string => {
  // What lies outside the range is gathered at the ends and would flatten everything else.
  const top = Math.sqrt(Math.max(1, ...counts.slice(1, -1)))
  const points = counts.map((count, i) => {
    const y = HEIGHT - Math.min(1, Math.sqrt(count) / top) * HEIGHT
    return `L${percentAt(fromHu + (i + 0.5) * stepHu).toFixed(2)} ${y.toFixed(2)}`
  })
  return `M0 ${HEIGHT}${points.join('')}L100 ${HEIGHT}Z`
}

type Props = { readonly document: CaseDocument; readonly histogram: HuHistogram | null }

/** CT numbers round the target, with the thresholds of air and bone to drag; a drag is one step back. */
export const Histogram = ({ document: { air, bone }, histogram }: Props) => {
  const session = useSession()
  const shown = [
    ...(air === null ? [] : [{ what: 'air', hu: air.belowHu } as const]),
    ...(bone === null ? [] : [{ what: 'bone', hu: Math.min(TO_HU, bone.aboveHu) } as const]),
  ]
  const move = (values: readonly number[]) =>
    shown.forEach(({ what, hu }, i) => {
      const next = values[i] ?? hu
      if (next === hu) return
      if (what === 'air')
        session.act({ do: 'set-air', air: { belowHu: within(next, LIMITS.airBelowHu) } }, THRESHOLD_DRAG)
      else session.act({ do: 'set-bone', bone: { aboveHu: within(next, LIMITS.boneAboveHu) } }, THRESHOLD_DRAG)
    })
  return (
    <div className="histogram">
      <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {histogram !== null && <path d={areaPath(histogram)} />}
        {air !== null && <rect className="air" x="0" y="0" width={percentAt(air.belowHu)} height={HEIGHT} />}
        {bone !== null && (
          <rect
            className="bone"
            x={percentAt(bone.aboveHu)}
            y="0"
            width={100 - percentAt(bone.aboveHu)}
            height={HEIGHT}
          />
        )}
      </svg>
      {shown.length > 0 && (
        <Slider.Root
          className="histogram-slider"
          min={FROM_HU}
          max={TO_HU}
          step={STEP_HU}
          value={shown.map(({ hu }) => hu)}
          onValueChange={move}
          onValueCommit={session.endDrag}
        >
          <Slider.Track className="histogram-track" />
          {shown.map(({ what, hu }) => (
            <Slider.Thumb
              key={what}
              className={`histogram-thumb ${what}`}
              aria-label={what === 'air' ? 'Threshold of air' : 'Threshold of bone'}
              aria-valuetext={`${figure(hu, 0)} HU`}
            />
          ))}
        </Slider.Root>
      )}
      <div className="histogram-ticks" aria-hidden="true">
        {TICKS_HU.map((hu) => (
          <span key={hu} style={{ left: `${percentAt(hu)}%` }}>
            {figure(hu, 0)}
          </span>
        ))}
        <span>HU</span>
      </div>
    </div>
  )
}
