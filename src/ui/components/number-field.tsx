import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { figure } from '../format.js'
import { readNumber } from './number-text.js'
import './number-field.css'

type Props = {
  readonly label: string
  readonly labelHidden?: boolean
  readonly value: number
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly step: number
  readonly decimals: number
  readonly large?: boolean
  readonly disabled?: boolean
  readonly onChange: (value: number) => void
}

/** What steps a number: a key or a notch of the wheel. */
type Stepping = Pick<WheelEvent, 'preventDefault' | 'shiftKey' | 'altKey'>

/** A number with its unit: Enter applies, Esc restores, arrows and wheel step (Shift twice, Alt a fifth), out of range names the range. */
export const NumberField = (props: Props) => {
  const {
    label,
    labelHidden = false,
    value,
    unit,
    min,
    max,
    step,
    decimals,
    large = false,
    disabled = false,
    onChange,
  } = props
  const id = useId()
  const shown = figure(value, decimals)
  const [text, setText] = useState(shown)
  const [problem, setProblem] = useState<string | null>(null)
  const [editing, setEditing] = useState(false)

  useEffect(() => {
    if (!editing) setText(shown)
  }, [shown, editing])

  const apply = (typed: string) => {
    const next = readNumber(typed)
    if (next === null || next < min || next > max) {
      setProblem(`${figure(min, 0)} to ${figure(max, 0)} ${unit}`)
      return
    }
    setProblem(null)
    setEditing(false)
    setText(figure(next, decimals))
    if (next !== value) onChange(next)
  }

  const stepBy = (event: Stepping, direction: number) => {
    event.preventDefault()
    const factor = event.shiftKey ? 2 : event.altKey ? 0.2 : 1
    const base = readNumber(text) ?? value
    const next = Math.min(max, Math.max(min, Math.round((base + direction * step * factor) * 1000) / 1000))
    setProblem(null)
    setEditing(false)
    setText(figure(next, decimals))
    onChange(next)
  }

  const input = useRef<HTMLInputElement>(null)
  const onWheel = useRef((_: WheelEvent) => {})
  onWheel.current = (event) => {
    // Shift turns the wheel sideways.
    if (document.activeElement === input.current) stepBy(event, (event.deltaY || event.deltaX) < 0 ? 1 : -1)
  }
  useEffect(() => {
    const turned = (event: WheelEvent) => onWheel.current(event)
    const field = input.current
    // React listens passively: the panel would scroll along.
    field?.addEventListener('wheel', turned, { passive: false })
    return () => field?.removeEventListener('wheel', turned)
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') apply(text)
    else if (event.key === 'ArrowUp') stepBy(event, 1)
    else if (event.key === 'ArrowDown') stepBy(event, -1)
    else if (event.key === 'Escape' && (editing || problem !== null)) {
      event.stopPropagation()
      setEditing(false)
      setProblem(null)
      setText(shown)
    }
  }

  return (
    <div className={`number-field ${large ? 'large' : ''} ${problem === null ? '' : 'wrong'}`}>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : 'number-label'}>
        {label}
      </label>
      <span className="number-box">
        <input
          ref={input}
          disabled={disabled}
          id={id}
          inputMode="decimal"
          autoComplete="off"
          data-settled={!editing}
          value={text}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-range`}
          onChange={(event) => {
            setEditing(true)
            setText(event.target.value)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            if (editing) apply(text)
          }}
        />
        <span className="number-unit">{unit}</span>
      </span>
      {problem !== null && (
        <span id={`${id}-range`} role="alert" className="number-range">
          {problem}
        </span>
      )}
    </div>
  )
}
