import './filter-field.css'

type Props = {
  /** What the list is filtered by, in words: `name, role or type`. */
  readonly by: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Narrows a list of structures while it is typed in; the key / goes there. */
export const FilterField = ({ by, value, onChange }: Props) => (
  <div className="filter-field">
    <input
      type="search"
      placeholder={`Filter by ${by}`}
      aria-label={`Filter structures by ${by}`}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
    <kbd>/</kbd>
  </div>
)
