import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { figure } from '../format.js'
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
  readonly onChange: (value: number) => void
}

const MINUS = /\u2212/g

/** A typed number, comma or point, with a true minus; null where it is none. */
export const readNumber = (text: string): number | null => {
  const plain = text.trim().replace(MINUS, '-').replace(',', '.')
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null
  return Number(plain)
}

/** A number with its unit: Enter applies, Esc restores, arrows step (Shift twice, Alt a fifth), out of range names the range. */
export const NumberField = (props: Props) => {
  const { label, labelHidden = false, value, unit, min, max, step, decimals, large = false, onChange } = props
  const id = useId()
  const shown = figure(value, decimals)
  const [text, setText] = useState(shown)
  const [problem, setProblem] = useState<string | null>(null)
  const editing = useRef(false)

  useEffect(() => {
    if (!editing.current) setText(shown)
  }, [shown])

  const apply = (typed: string) => {
    const next = readNumber(typed)
    if (next === null || next < min || next > max) {
      setProblem(`${figure(min, 0)} to ${figure(max, 0)} ${unit}`)
      return
    }
    setProblem(null)
    editing.current = false
    setText(figure(next, decimals))
    if (next !== value) onChange(next)
  }

  const stepBy = (event: KeyboardEvent, direction: number) => {
    event.preventDefault()
    const factor = event.shiftKey ? 2 : event.altKey ? 0.2 : 1
    const base = readNumber(text) ?? value
    const next = Math.min(max, Math.max(min, Math.round((base + direction * step * factor) * 1000) / 1000))
    setProblem(null)
    setText(figure(next, decimals))
    onChange(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') apply(text)
    else if (event.key === 'ArrowUp') stepBy(event, 1)
    else if (event.key === 'ArrowDown') stepBy(event, -1)
    else if (event.key === 'Escape') {
      event.stopPropagation()
      editing.current = false
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
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-range`}
          onChange={(event) => {
            editing.current = true
            setText(event.target.value)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            if (editing.current) apply(text)
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
