import { type PointerEvent, useState } from 'react'
import { PANEL_REM, setPanelRem, useSettings } from './settings.js'
import './panel-edge.css'

const STEP_REM = 1

const pxOfRem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** The edge between a panel and the images: dragged, moved by arrow keys, reset by a double click. */
export const PanelEdge = ({ side }: { readonly side: 'left' | 'right' }) => {
  const rem = useSettings((settings) => (side === 'left' ? settings.leftRem : settings.rightRem))
  const [from, setFrom] = useState<{ readonly x: number; readonly rem: number } | null>(null)
  const outwards = side === 'left' ? 1 : -1
  const widthRem = (edge: Element): number => {
    const panel = side === 'left' ? edge.previousElementSibling : edge.nextElementSibling
    return (panel?.getBoundingClientRect().width ?? 0) / pxOfRem()
  }
  const begin = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setFrom({ x: event.clientX, rem: widthRem(event.currentTarget) })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between sections cannot be moved, a separator with a value can.
    <div
      className={`panel-edge ${side}`}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of the ${side} panel`}
      aria-valuemin={PANEL_REM.least}
      aria-valuemax={PANEL_REM.most}
      aria-valuenow={rem ?? PANEL_REM.least}
      aria-valuetext={rem === null ? 'as the window asks for' : `${rem.toFixed(1)} rem`}
      onPointerDown={begin}
      onPointerMove={(event) => {
        if (from !== null) setPanelRem(side, from.rem + (outwards * (event.clientX - from.x)) / pxOfRem())
      }}
      onPointerUp={() => setFrom(null)}
      onPointerCancel={() => setFrom(null)}
      onDoubleClick={() => setPanelRem(side, null)}
      onKeyDown={(event) => {
        const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
        if (way === 0) return
        event.preventDefault()
        setPanelRem(side, widthRem(event.currentTarget) + way * outwards * STEP_REM)
      }}
    />
  )
}
