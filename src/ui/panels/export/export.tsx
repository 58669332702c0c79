import { CircleCheck, Download, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { exportBlocked, type OpenCase, undecided } from '../../../case/index.js'
import { NAME_LIMIT, nameLength } from '../../../core/export/index.js'
import { type ErrorRecord, toErrorRecord } from '../../../core/problem/index.js'
import { Button } from '../../components/button.js'
import { FindingList } from '../../components/finding-list.js'
import { Notice } from '../../components/notice.js'
import { Section } from '../../components/section.js'
import { download, localDateTime } from '../../files/download.js'
import { cm3, figure } from '../../format.js'
import { useSession } from '../../hooks/session-context.js'
import { Hint } from '../../settings/hint.js'
import './export.css'

const Check = ({ good, children }: { readonly good: boolean; readonly children: string }) => (
  <li className={good ? 'good' : 'open'}>
    {good ? <CircleCheck size={16} strokeWidth={1.6} /> : <TriangleAlert size={16} strokeWidth={1.6} />}
    <span>{children}</span>
  </li>
)

type Props = { readonly open: OpenCase }

/** A new structure set: what is written, what still blocks it, and the one button. */
export const ExportPanel = ({ open }: Props) => {
  const session = useSession()
  const [saved, setSaved] = useState<string | null>(null)
  const [problem, setProblem] = useState<ErrorRecord | null>(null)
  const [writing, setWriting] = useState(false)
  const ctvName = open.history.present.exporting.name
  const blocked = exportBlocked(open)
  const decide = undecided(open)
  const { frame } = open.image.series
  const copied = open.contents.structureSets
    .map((set) => set.rois.filter((roi) => roi.frame === frame).length)
    .reduce((most, n) => Math.max(most, n), 0)

  const save = async () => {
    setWriting(true)
    setSaved(null)
    setProblem(null)
    try {
      const { bytes, fileName } = await session.write(localDateTime(new Date()))
      download(bytes, fileName)
      setSaved(`${fileName}, ${figure(bytes.length / 1024, 0)} kB`)
    } catch (error) {
      setProblem(toErrorRecord(error))
    } finally {
      setWriting(false)
    }
  }

  return (
    <aside className="panel" aria-label="Export">
      <div className="panel-head">
        <h2>Export</h2>
        <span className="third">A new structure set</span>
      </div>
      <Hint id="export" />
      <div className="panel-body">
        <Section title="Name">
          <label className="export-name">
            <span className="second">CTV name</span>
            <input
              value={ctvName}
              maxLength={2 * NAME_LIMIT}
              aria-invalid={nameLength(ctvName) > NAME_LIMIT}
              onChange={(event) => session.act({ do: 'set-export', options: { name: event.target.value } }, 'ctv-name')}
              onBlur={session.endDrag}
            />
            <span className={nameLength(ctvName) > NAME_LIMIT ? 'too-long' : 'fits'}>
              {nameLength(ctvName)} / {NAME_LIMIT}
            </span>
          </label>
        </Section>
        <Section title="What will be written" aside={`1 added, ${copied} unchanged`}>
          <p className="second">
            {open.proposal === null
              ? 'No proposal yet'
              : `${ctvName}: ${open.proposal.contourCount} contours, ${cm3(open.proposal.volumes.contourCm3)}\u00A0cm³ as contours. ` +
                (copied > 0
                  ? `The ${copied} ROIs of the planning CT's structure set are copied verbatim; its file is never changed. `
                  : 'No structure set lies on the planning CT: the file will hold the CTV alone. ') +
                'Approval status: UNAPPROVED.'}
          </p>
        </Section>
        <Section title="Checks">
          <ul className="export-checks">
            <Check good={blocked === null}>{blocked ?? 'The proposal is up to date, nothing is left to decide'}</Check>
            {saved !== null && <Check good>Written, read again and compared</Check>}
          </ul>
        </Section>
        {decide.length > 0 && (
          <Section title="To decide" aside={decide.length}>
            <FindingList open={open} findings={decide} />
          </Section>
        )}
        {problem !== null && (
          <div className="proposal-problem">
            <Notice kind="error" title={<b>Not written: {problem.message}</b>}>
              <p>{problem.remedy}</p>
            </Notice>
          </div>
        )}
        {saved !== null && (
          <div className="proposal-problem" role="status">
            <Notice kind="info" title="1 file saved">
              <p className="mono">{saved}</p>
            </Notice>
          </div>
        )}
      </div>
      <div className="panel-foot">
        <span className="third">Not approved</span>
        <span className="panel-space" />
        <Button
          kind="primary"
          blocked={writing ? 'Being written' : blocked}
          icon={<Download size={16} strokeWidth={1.6} />}
          onClick={() => void save()}
        >
          Download RTSTRUCT
        </Button>
      </div>
    </aside>
  )
}
