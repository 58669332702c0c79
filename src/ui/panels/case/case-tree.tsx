import { ChevronDown, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { type CaseLeaf, caseTree, type OpenCase } from '../../../case/index.js'
import { dicomDate, figure, personName, UNKNOWN } from '../../format.js'
import { leafCount, leafModality, leafName } from './leaf-words.js'
import { type TreeRow, treeRows } from './tree-rows.js'
import './case-tree.css'

type Props = {
  readonly open: OpenCase
  readonly selected: string | null
  readonly onSelect: (leaf: CaseLeaf) => void
}

const LeafRow = ({ leaf }: { readonly leaf: CaseLeaf }) => (
  <>
    <span className="case-chip">{leafModality(leaf)}</span>
    <span className="tree-text">
      <span className="tree-name">{leafName(leaf)}</span>
      <span className={leaf.part.plays ? 'tree-part' : 'tree-part idle'}>{leaf.part.words}</span>
    </span>
    <span className="tree-count">
      <span>{leafCount(leaf)}</span>
      <span>{dicomDate(leaf.is === 'series' ? leaf.series.date : leaf.object.date)}</span>
    </span>
  </>
)

const RowWords = ({ row }: { readonly row: TreeRow }) => {
  if (row.is === 'leaf') return <LeafRow leaf={row.leaf} />
  const Chevron = row.open ? ChevronDown : ChevronRight
  return (
    <>
      <Chevron size={14} aria-hidden="true" />
      {row.is === 'patient' ? (
        <span className="tree-name">
          <b>{personName(row.patient.name)}</b>{' '}
          <span className="second">{row.patient.key === '' ? 'no Patient ID' : row.patient.key}</span>
        </span>
      ) : (
        <span className="tree-name">
          {row.study.description === '' ? 'Study' : row.study.description}{' '}
          <span className="third">{row.study.date === '' ? UNKNOWN : dicomDate(row.study.date)}</span>
        </span>
      )}
    </>
  )
}

/** Where an arrow key leads from a row; null where it stays. */
const neighbour = (rows: readonly TreeRow[], at: number, key: string): number | null => {
  const row = rows[at]
  if (row === undefined) return null
  if (key === 'ArrowDown') return Math.min(at + 1, rows.length - 1)
  if (key === 'ArrowUp') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  if (key === 'End') return rows.length - 1
  if (key === 'ArrowRight' && row.is !== 'leaf' && row.open) return at + 1
  if (key !== 'ArrowLeft' || (row.is !== 'leaf' && row.open)) return null
  const parent = rows.slice(0, at).findLastIndex((other) => other.level < row.level)
  return parent < 0 ? null : parent
}

/** Patient, study, series and objects: what was found, and what each does in the case. */
export const CaseTree = ({ open, selected, onSelect }: Props) => {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [focused, setFocused] = useState<string | null>(null)
  const rows = treeRows(caseTree(open), closed)
  const at = Math.max(
    0,
    rows.findIndex((row) => row.key === (focused ?? selected)),
  )

  const fold = (row: TreeRow) => {
    const next = new Set(closed)
    if (!next.delete(row.key)) next.add(row.key)
    setClosed(next)
  }
  const activate = (row: TreeRow) => {
    setFocused(row.key)
    if (row.is === 'leaf') onSelect(row.leaf)
    else fold(row)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: TreeRow, i: number) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    const next = neighbour(rows, i, event.key)
    const folds = row.is !== 'leaf' && (event.key === 'ArrowLeft' ? row.open : event.key === 'ArrowRight' && !row.open)
    if (next !== null) {
      setFocused(rows[next]?.key ?? null)
      event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=treeitem]')[next]?.focus()
    } else if (folds) fold(row)
    else if (event.key === 'Enter' || event.key === ' ') activate(row)
    else return
    event.preventDefault()
  }

  return (
    <aside className="case-tree" aria-label="Files of the case">
      <div className="panel-head">
        <h2>Files</h2>
        <span className="third">{figure(open.contents.fileCount, 0)} looked through</span>
      </div>
      <div role="tree" aria-label="Patient, studies and series" className="tree">
        {rows.map((row, i) => (
          <div
            key={row.key}
            role="treeitem"
            className={`tree-row level-${row.level} ${row.is}`}
            aria-level={row.level}
            aria-expanded={row.is === 'leaf' ? undefined : row.open}
            aria-selected={row.is === 'leaf' && row.key === selected}
            aria-posinset={row.position}
            aria-setsize={row.siblings}
            tabIndex={i === at ? 0 : -1}
            onFocus={() => setFocused(row.key)}
            onClick={() => activate(row)}
            onKeyDown={(event) => onKeyDown(event, row, i)}
          >
            <RowWords row={row} />
          </div>
        ))}
      </div>
    </aside>
  )
}
