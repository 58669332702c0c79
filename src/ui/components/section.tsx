import { ChevronDown, ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import './section.css'

type Props = {
  readonly title: string
  /** Right of the title: the values while folded, a total, a button. */
  readonly aside?: ReactNode
  /** What it holds in a few words, in its head while folded. */
  readonly folded?: string
  readonly startsFolded?: boolean
  readonly children: ReactNode
}

/** A part of a panel that folds. */
export const Section = ({ title, aside, folded: words, startsFolded = false, children }: Props) => {
  const [folded, setFolded] = useState(startsFolded)
  return (
    <section className="section">
      <div className="section-head">
        <button type="button" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          {folded ? <ChevronRight size={14} /> : <ChevronDown size={14} />}
          <h3>{title}</h3>
        </button>
        <div className="section-aside">
          {folded && words !== undefined ? <span className="section-words">{words}</span> : aside}
        </div>
      </div>
      {!folded && <div className="section-body">{children}</div>}
    </section>
  )
}
