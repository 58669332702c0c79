import { ClipboardCopy } from 'lucide-react'
import { exportBlocked, type OpenCase, recipeLine, undecided } from '../../../case/index.js'
import { Button } from '../../components/button.js'
import { FindingList } from '../../components/finding-list.js'
import { Notice } from '../../components/notice.js'
import type { RoiRow } from '../../hooks/roi-rows.js'
import { Hint } from '../../settings/hint.js'
import { Checks } from './checks.js'
import { Contents } from './contents.js'
import { FileList } from './file-list.js'
import { KeySlices } from './key-slices.js'
import { useLooked } from './looked.js'
import { Names } from './names.js'
import { useExport } from './use-export.js'
import './export.css'

type Props = { readonly open: OpenCase; readonly rows: readonly RoiRow[] }

/** A new structure set: what it is called, what stands in it, what was checked, and the files. */
export const ExportPanel = ({ open, rows }: Props) => {
  const looked = useLooked(open)
  const state = useExport(open, rows, looked)
  const blocked = exportBlocked(open)
  const decide = undecided(open)
  const line = recipeLine(open.history.present)
  return (
    <section className="export" aria-label="Export">
      <div className="panel-head">
        <h2>Export</h2>
        <span className="third">A new structure set. The input file is never changed.</span>
      </div>
      <Hint id="export" />
      <div className="export-columns">
        <div className="export-main">
          <Names open={open} />
          <Contents open={open} state={state} />
        </div>
        <div className="export-side">
          {decide.length > 0 && (
            <section aria-label="To decide">
              <h3>
                To decide <span className="third">{decide.length}</span>
              </h3>
              <FindingList open={open} findings={decide} />
            </section>
          )}
          <Checks open={open} state={state} looked={looked} />
          {state.is === 'failed' && (
            <Notice kind="error" title={<b>Not written: {state.problem.message}</b>}>
              <p>{state.problem.remedy}</p>
            </Notice>
          )}
          {state.is === 'ready' && <KeySlices pictures={state.pictures} />}
          <FileList state={state} blocked={blocked} />
        </div>
      </div>
      <div className="panel-foot">
        <span className="third">Proposal, not approved. A physician decides.</span>
        <span className="panel-space" />
        <Button
          icon={<ClipboardCopy size={16} strokeWidth={1.6} />}
          onClick={() => void navigator.clipboard.writeText(line)}
        >
          Copy recipe line
        </Button>
      </div>
    </section>
  )
}
