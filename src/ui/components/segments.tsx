import './segments.css'

type Props<T extends string> = {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly text: string; readonly blocked?: string | null }[]
  readonly onChange: (value: T) => void
}

/** One of two or three that are all in sight; what cannot be chosen says why. */
export const Segments = <T extends string>({ label, value, options, onChange }: Props<T>) => (
  <fieldset className="segments">
    <legend className="visually-hidden">{label}</legend>
    {options.map(({ value: own, text, blocked = null }) => (
      <button
        key={own}
        type="button"
        aria-pressed={own === value}
        aria-disabled={blocked !== null}
        title={blocked ?? undefined}
        onClick={() => {
          if (blocked === null) onChange(own)
        }}
      >
        {text}
      </button>
    ))}
  </fieldset>
)
