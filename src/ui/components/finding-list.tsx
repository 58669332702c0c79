import type { OpenCase } from '../../case/index.js'
import type { Finding } from '../../core/problem/index.js'
import { prose } from '../format.js'
import { useSession } from '../hooks/session-context.js'
import { Button } from './button.js'
import { Notice } from './notice.js'
import './finding-list.css'

type Props = { readonly open: OpenCase; readonly findings: readonly Finding[] }

/** Findings in plain words with the way out; those to decide can be accepted here. */
export const FindingList = ({ open, findings }: Props) => {
  const session = useSession()
  const { accepted } = open.history.present
  if (findings.length === 0) return <p className="third">No findings</p>
  return (
    <ul className="finding-list">
      {findings.map((finding) => {
        const done = accepted.includes(finding.code)
        return (
          <li key={`${finding.code} ${finding.message}`} data-finding={finding.code}>
            <Notice
              kind={finding.kind === 'decide' && !done ? 'warn' : 'info'}
              title={prose(finding.message)}
              actions={
                finding.kind === 'decide' ? (
                  <Button
                    kind="quiet"
                    onClick={() => session.act({ do: 'accept', code: finding.code, accepted: !done })}
                  >
                    {done ? 'Accepted' : 'Accept'}
                  </Button>
                ) : undefined
              }
            >
              {finding.file !== undefined && <p className="mono">{finding.file}</p>}
              <p>{prose(finding.remedy)}</p>
            </Notice>
          </li>
        )
      })}
    </ul>
  )
}
