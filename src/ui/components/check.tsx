import './check.css'

type Props = {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** A rule that is on or off. */
export const Check = ({ label, checked, onChange }: Props) => (
  <label className="check">
    <input type="checkbox" data-settled="true" checked={checked} onChange={(event) => onChange(event.target.checked)} />
    <span>{label}</span>
  </label>
)
