import type { KeyboardEvent, PointerEvent } from 'react'
import type { ComparisonResult } from '../../../../case/index.js'
import { dot, type PointLps, pointLps, type Vec3 } from '../../../../core/frame/index.js'
import { formatPosition } from '../../../../viewer/index.js'
import { figure } from '../../../format.js'
import { useSession } from '../../../hooks/session-context.js'
import { lookStore, useLook } from '../../../hooks/view-store.js'
import { FIXED } from '../../../theme/palette.js'

type Props = { readonly figures: ComparisonResult['figures']; readonly colour: string }

type Slice = ComparisonResult['figures']['slices'][number]

const ENDS = [
  ['R', 'L'],
  ['A', 'P'],
  ['I', 'S'],
] as const

const WIDTH = 300
const AREA_HEIGHT = 64
const DSC_TOP = 70
const DSC_HEIGHT = 26
const HEIGHT = DSC_TOP + DSC_HEIGHT

/** The patient axis that a normal is closest to. */
const axisOf = (normal: Vec3): 0 | 1 | 2 => {
  const size = normal.map((x) => Math.abs(x))
  return size.indexOf(Math.max(...size)) as 0 | 1 | 2
}

/** Moves a point along the normal onto a slice's plane. */
const ontoPlane = (point: PointLps, plane: PointLps, normal: Vec3): PointLps => {
  const by = dot([plane[0] - point[0], plane[1] - point[1], plane[2] - point[2]], normal)
  return pointLps(point[0] + by * normal[0], point[1] + by * normal[1], point[2] + by * normal[2])
}

const wordsOf = (slice: Slice, axis: 0 | 1 | 2, name: string): string =>
  `${formatPosition(slice.planeLps[axis], axis)} mm: CTV ${figure(slice.areaACm2, 1)}, ${name} ${figure(slice.areaBCm2, 1)} cm², Dice ${figure(slice.dsc, 2)}`

/** Areas of both and Dice on every slice; a click or an arrow goes to the slice. */
export const SliceChart = ({ figures, colour }: Props) => {
  const { shelf } = useSession()
  const focus = useLook((state) => state.view?.focusLps ?? null)
  const normal = shelf.inputs?.image.planes[0]?.normal
  const { slices: given, b } = figures
  const first = given[0]
  if (normal === undefined || first === undefined) return <p className="third">No slice shows either of them.</p>
  const axis = axisOf(normal)
  const slices = [...given].sort((x, y) => x.planeLps[axis] - y.planeLps[axis])
  const step = WIDTH / slices.length
  const most = Math.max(...slices.flatMap((s) => [s.areaACm2, s.areaBCm2]))
  const at = focus === null ? null : dot(focus, normal)
  const away = (s: Slice) => (at === null ? Number.POSITIVE_INFINITY : Math.abs(dot(s.planeLps, normal) - at))
  const nearest = slices.reduce((best, s, i) => (away(s) < away(slices[best] as Slice) ? i : best), 0)
  const shown = slices[nearest] ?? first
  const near =
    away(shown) <= Math.abs(dot((slices[1] ?? first).planeLps, normal) - dot((slices[0] ?? first).planeLps, normal))

  const goTo = (index: number): void => {
    const slice = slices[Math.max(0, Math.min(slices.length - 1, index))]
    const from = lookStore.getState().view?.focusLps
    if (slice !== undefined && from !== undefined)
      lookStore.getState().viewer?.focusOn(ontoPlane(from, slice.planeLps, normal))
  }
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    goTo(Math.floor(((event.clientX - box.left) / box.width) * slices.length))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: nearest - 1, ArrowRight: nearest + 1, Home: 0, End: slices.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    goTo(to)
  }
  const line = (area: (s: Slice) => number): string =>
    slices
      .map((s, i) => {
        const y = (AREA_HEIGHT * (1 - area(s) / most)).toFixed(1)
        return `${i === 0 ? 'M' : 'L'}${(i * step).toFixed(1)} ${y}H${((i + 1) * step).toFixed(1)}`
      })
      .join('')

  return (
    <div className="slice-chart">
      <div
        className="slice-bars"
        role="slider"
        tabIndex={0}
        aria-label="Compared slice"
        aria-valuemin={1}
        aria-valuemax={slices.length}
        aria-valuenow={nearest + 1}
        aria-valuetext={wordsOf(shown, axis, b.name)}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
        onKeyDown={onKeyDown}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {slices.map((s, i) => (
            <rect
              key={s.planeLps.join()}
              className="slice-dsc"
              data-slice={s.planeLps[axis].toFixed(2)}
              data-dsc={s.dsc.toFixed(4)}
              data-area={s.areaACm2.toFixed(4)}
              x={i * step + step * 0.1}
              width={step * 0.8}
              y={DSC_TOP + DSC_HEIGHT * (1 - s.dsc)}
              height={Math.max(0.5, DSC_HEIGHT * s.dsc)}
            >
              <title>{wordsOf(s, axis, b.name)}</title>
            </rect>
          ))}
          <path className="slice-area" d={line((s) => s.areaBCm2)} stroke={colour} />
          <path className="slice-area" d={line((s) => s.areaACm2)} stroke={FIXED.ctv} />
          {near && <rect className="slice-now" x={nearest * step} y={0} width={step} height={HEIGHT} />}
        </svg>
      </div>
      <div className="slice-axis">
        <span>{ENDS[axis][0]}</span>
        <span className="slice-words">{wordsOf(shown, axis, b.name)}</span>
        <span>{ENDS[axis][1]}</span>
      </div>
      <div className="slice-key" aria-hidden="true">
        <span style={{ color: FIXED.ctv }}>CTV area</span>
        <span style={{ color: colour }}>{b.name}</span>
        <span className="third">to {figure(most, 1)} cm²</span>
        <span className="slice-key-dsc">Dice, 0 to 1</span>
      </div>
    </div>
  )
}
