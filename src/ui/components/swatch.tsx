import './swatch.css'

/** A structure's colour; dashed where nobody has approved it. */
export const Swatch = ({ colour, dashed = false }: { readonly colour: string; readonly dashed?: boolean }) => (
  <span className={`swatch ${dashed ? 'dashed' : ''}`} style={{ borderColor: colour }} aria-hidden="true">
    <span style={{ backgroundColor: colour }} />
  </span>
)
