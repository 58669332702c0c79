import type { KeyboardEvent, PointerEvent } from 'react'
import type { OpenCase } from '../../../../case/index.js'
import { formatPosition } from '../../../../viewer/index.js'
import { figure, prose } from '../../../format.js'
import { reasonLook } from '../../../theme/reason-look.js'
import { goToSlice, type Slice, useSlices } from './use-slices.js'
import './strip.css'

/** Heights in the strip's own units: the bars, and the row of what was looked at. */
const BARS = 48
const LOOKED = 5
const HEIGHT = 64
const FINDING = 7

const cm2 = (value: number): string => `${figure(value, value < 1 ? 2 : 1)} cm²`

/** A slice in words. */
const sliceWords = (slice: Slice, count: number): string => {
  const cut = slice.cut.map(({ reason, cm2: area }) => `${reasonLook(reason).text} ${cm2(area)}`)
  return [
    `${formatPosition(slice.atLps[2], 2)} mm`,
    `slice ${slice.planeIndex + 1} of ${count}`,
    slice.areaCm2 > 0 ? `CTV ${cm2(slice.areaCm2)}` : 'no CTV',
    ...(cut.length > 0 ? [`cut: ${cut.join(', ')}`] : []),
    ...slice.findings.map((finding) => prose(finding.message).replace(/\.$/, '')),
    slice.looked ? 'looked at' : 'not looked at',
  ].join(', ')
}

type ColumnProps = { readonly slice: Slice; readonly x: number; readonly most: number }

/** One slice: the CTV's area below, what was cut on top of it. */
const Column = ({ slice, x, most }: ColumnProps) => {
  const high = (area: number) => (BARS * area) / most
  let top = HEIGHT - LOOKED - 1
  const bar = (area: number, className: string, colour?: string) => {
    top -= high(area)
    return <rect key={className} className={className} x={x} y={top} width={0.85} height={high(area)} fill={colour} />
  }
  return (
    <g data-slice={slice.planeIndex} data-looked={slice.looked}>
      {bar(slice.areaCm2, 'ctv')}
      {slice.cut.map(({ reason, cm2: area }) => bar(area, `cut ${reason}`, reasonLook(reason).colour))}
      <rect className={slice.looked ? 'looked' : 'unseen'} x={x} y={HEIGHT - LOOKED} width={0.85} height={LOOKED} />
      {slice.findings.length > 0 && <rect className="finding" x={x} y={0} width={0.85} height={FINDING} />}
    </g>
  )
}

const Legend = ({ slices }: { readonly slices: readonly Slice[] }) => {
  const own = slices.filter((slice) => slice.areaCm2 > 0)
  return (
    <ul className="strip-legend">
      <li>
        <span className="ctv" aria-hidden="true" /> CTV area
      </li>
      <li>
        <span className="cut" aria-hidden="true" /> cut, by rule
      </li>
      <li>
        <span className="finding" aria-hidden="true" /> finding
      </li>
      <li data-seen>
        <span className="looked" aria-hidden="true" /> {own.filter((slice) => slice.looked).length} of {own.length}{' '}
        looked at
      </li>
    </ul>
  )
}

/** Where the CTV is, slice by slice, inferior on the left; a click goes there. */
export const SliceStrip = ({ open }: { readonly open: OpenCase }) => {
  const { slices, shown, planes } = useSlices(open)
  const present = shown === null ? undefined : slices[shown]
  if (present === undefined) return <div className="slice-strip third">The slices are being worked out.</div>
  const count = slices.length
  const up = (planes[0]?.normal[2] ?? 1) >= 0
  const column = (index: number) => (up ? index : count - 1 - index)
  const most = Math.max(1e-6, ...slices.map((s) => s.areaCm2 + s.cut.reduce((sum, part) => sum + part.cm2, 0)))
  const go = (index: number) => goToSlice(planes, Math.max(0, Math.min(count - 1, index)))
  const onPointer = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return
    const box = event.currentTarget.getBoundingClientRect()
    event.currentTarget.setPointerCapture(event.pointerId)
    go(column(Math.floor((count * (event.clientX - box.left)) / box.width)))
  }
  const onKey = (event: KeyboardEvent) => {
    const at = column(present.planeIndex)
    const keys: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      Home: 0,
      End: count - 1,
    }
    const to = keys[event.key]
    if (to === undefined) return
    event.preventDefault()
    go(column(to))
  }
  return (
    <section className="slice-strip" aria-label="Slices">
      <div
        className="strip-bars"
        role="slider"
        tabIndex={0}
        aria-label="Slice"
        aria-valuemin={1}
        aria-valuemax={count}
        aria-valuenow={column(present.planeIndex) + 1}
        aria-valuetext={sliceWords(present, count)}
        title={sliceWords(present, count)}
        onKeyDown={onKey}
      >
        <span className="third">I</span>
        <svg
          viewBox={`0 0 ${count} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          onPointerDown={onPointer}
          onPointerMove={onPointer}
        >
          {slices.map((slice) => (
            <Column key={slice.planeIndex} slice={slice} x={column(slice.planeIndex)} most={most} />
          ))}
          <rect
            className="present"
            x={column(present.planeIndex) - 0.1}
            y={0.5}
            width={1.05}
            height={HEIGHT - 1}
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <span className="third">S</span>
      </div>
      <Legend slices={slices} />
    </section>
  )
}
