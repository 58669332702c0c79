import { CircleCheck, TriangleAlert } from 'lucide-react'
import { type Exported, exportBlocked, type OpenCase } from '../../../case/index.js'
import { NAME_LIMIT, nameLength } from '../../../core/export/index.js'
import { Button } from '../../components/button.js'
import { figure } from '../../format.js'
import { useSession } from '../../hooks/session-context.js'
import type { Looked } from './looked.js'
import type { ExportState } from './use-export.js'

type Line = { readonly good: boolean; readonly text: string; readonly aside?: string }

const countOf = <T,>(all: readonly T[], good: (one: T) => boolean): string =>
  `${all.filter(good).length} of ${all.length}`

const linesOf = ({ card, figures }: Exported, open: OpenCase): readonly Line[] => {
  const contours = card.structures.reduce((sum, s) => sum + s.contours, 0)
  const onSlices = card.structures.reduce((sum, s) => sum + s.onTheirSlice, 0)
  const names = figures.map((roi) => roi.name)
  const fits = (name: string) => nameLength(name) <= NAME_LIMIT && name.trim() === name
  const unique = new Set(names.map((name) => name.trim().toLowerCase())).size === names.length
  const worst = Math.max(
    ...figures.filter((roi) => roi.added).map((roi) => Math.abs((roi.readCm3 ?? 0) - (roi.meantCm3 ?? 0))),
  )
  return [
    { good: true, text: 'Written, read again and compared', aside: `${figures.length} of ${figures.length} ROIs` },
    { good: worst < 0.01, text: 'Volume as computed and as read again', aside: `within ${figure(worst, 3)} cm³` },
    { good: onSlices === contours, text: 'Every new contour on its CT slice', aside: `${onSlices} of ${contours}` },
    {
      good: unique && names.every(fits),
      text: 'Names: length, unique, no outer blanks',
      aside: unique ? countOf(names, fits) : 'two are alike',
    },
    { good: card.frameUid === open.image.series.frame, text: "Frame of reference is the CT's" },
    { good: true, text: 'Approval status', aside: card.approval },
  ]
}

const LookedLine = ({ looked: { seen, of } }: { readonly looked: Looked }) => {
  const session = useSession()
  const left = of - seen
  const all = left === 0
  return (
    <li className={all ? 'good' : 'open'}>
      {all ? <CircleCheck size={16} strokeWidth={1.6} /> : <TriangleAlert size={16} strokeWidth={1.6} />}
      <span>
        {all
          ? 'Every CTV slice was looked at'
          : `${left} CTV ${left === 1 ? 'slice was' : 'slices were'} not looked at`}
      </span>
      {!all && (
        <Button kind="quiet" onClick={() => session.goTo('review')}>
          Go there
        </Button>
      )}
    </li>
  )
}

type Props = { readonly open: OpenCase; readonly state: ExportState; readonly looked: Looked }

/** What was checked on the file as it reads, or what still blocks it. */
export const Checks = ({ open, state, looked }: Props) => {
  const blocked = exportBlocked(open)
  const lines: readonly Line[] =
    blocked !== null
      ? [{ good: false, text: blocked }]
      : state.is === 'ready'
        ? linesOf(state.exported, open)
        : [{ good: true, text: 'Nothing is left to decide' }]
  return (
    <section aria-label="Checks">
      <h3>Checks</h3>
      <ul className="export-checks">
        {lines.map(({ good, text, aside }) => (
          <li key={text} className={good ? 'good' : 'open'}>
            {good ? <CircleCheck size={16} strokeWidth={1.6} /> : <TriangleAlert size={16} strokeWidth={1.6} />}
            <span>{text}</span>
            {aside !== undefined && <span className="third">{aside}</span>}
          </li>
        ))}
        {looked.of > 0 && <LookedLine looked={looked} />}
      </ul>
    </section>
  )
}
