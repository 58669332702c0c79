import type { OpenCase } from '../../case/index.js'
import { acceptanceOf, type Finding } from '../../core/problem/index.js'
import { figure, prose } from '../format.js'
import { AcceptButton } from './accept.js'
import { Notice } from './notice.js'
import './finding-list.css'

type Props = { readonly open: OpenCase; readonly findings: readonly Finding[] }

/** Findings that come by the hundred, with what they have in common. */
const MANY: Partial<Record<Finding['code'], string>> = {
  'file/skipped': 'files were passed over',
  'file/duplicate': 'files repeat others',
}

/** More than this many of one kind are shown as one that unfolds. */
const FEW = 3

const keyOf = (finding: Finding): string => `${finding.code} ${finding.message}`

const One = ({ open, finding }: { readonly open: OpenCase; readonly finding: Finding }) => {
  const done = acceptanceOf(finding, open.history.present.accepted) !== undefined
  const { file, message } = finding
  return (
    <Notice
      kind={finding.kind === 'decide' && !done ? 'warn' : 'info'}
      title={prose(message)}
      actions={finding.kind === 'decide' ? <AcceptButton open={open} finding={finding} /> : undefined}
    >
      {file !== undefined && !message.includes(file) && <p className="mono">{file}</p>}
      <p>{prose(finding.remedy)}</p>
    </Notice>
  )
}

/** Findings in plain words with the way out; those to decide can be accepted here. */
export const FindingList = ({ open, findings }: Props) => {
  if (findings.length === 0) return <p className="third">No findings</p>
  const alike = (code: Finding['code']) => findings.filter((f) => f.code === code)
  const many = (Object.keys(MANY) as Finding['code'][]).filter((code) => alike(code).length > FEW)
  return (
    <ul className="finding-list">
      {findings
        .filter((finding) => !many.includes(finding.code))
        .map((finding) => (
          <li key={keyOf(finding)} data-finding={finding.code}>
            <One open={open} finding={finding} />
          </li>
        ))}
      {many.map((code) => (
        <li key={code} data-finding={code}>
          <Notice kind="info" title={`${figure(alike(code).length, 0)} ${MANY[code]}`}>
            <details>
              <summary>Which, and why</summary>
              {alike(code).map((finding) => (
                <p key={keyOf(finding)}>{prose(finding.message)}</p>
              ))}
            </details>
          </Notice>
        </li>
      ))}
    </ul>
  )
}
