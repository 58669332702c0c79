import { Download, FolderDown } from 'lucide-react'
import { useState } from 'react'
import { type ErrorRecord, toErrorRecord } from '../../../core/problem/index.js'
import { Button } from '../../components/button.js'
import { Notice } from '../../components/notice.js'
import { download } from '../../files/download.js'
import { figure } from '../../format.js'
import { useSession } from '../../hooks/session-context.js'
import { type ExportFile, exportFiles, saveInto } from './files.js'
import type { ExportState } from './use-export.js'

const KB = 1024

const sizeWords = (bytes: Uint8Array | null): string =>
  bytes === null
    ? 'being made'
    : bytes.length >= KB * KB
      ? `${figure(bytes.length / (KB * KB), 1)} MB`
      : `${figure(Math.max(1, bytes.length / KB), 0)} kB`

const KINDS = ['RTSTRUCT', 'recipe', 'import card', 'report'] as const satisfies readonly ExportFile['what'][]

type Done = { readonly names: readonly string[]; readonly folder: string | null }

/** Whether the user changed their mind at the browser's own dialog. */
const isDismissed = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

type Props = { readonly state: ExportState; readonly blocked: string | null }

/** The files: one by one, into a folder, or as one archive. */
export const FileList = ({ state, blocked }: Props) => {
  const session = useSession()
  const [left, setLeft] = useState<ReadonlySet<ExportFile['what']>>(new Set())
  const [done, setDone] = useState<Done | null>(null)
  const [problem, setProblem] = useState<ErrorRecord | null>(null)
  const files = state.is === 'ready' ? exportFiles(state) : []
  const count = KINDS.length - left.size
  const chosen = files.filter(({ what }) => !left.has(what))
  const wait =
    blocked ?? (state.is === 'ready' ? null : state.is === 'failed' ? 'It could not be written' : 'Being written')
  const ready = chosen.flatMap(({ name, bytes }) => (bytes === null ? [] : [{ name, bytes }]))
  const waitAll =
    wait ?? (count === 0 ? 'No file is chosen' : ready.length < chosen.length ? 'The report is being made' : null)

  const attempt = async (work: () => Promise<Done>) => {
    setDone(null)
    setProblem(null)
    try {
      setDone(await work())
    } catch (error) {
      if (!isDismissed(error)) setProblem(toErrorRecord(error))
    }
  }
  const single = (file: ExportFile) =>
    attempt(async () => {
      if (file.bytes !== null) download(file.bytes, file.name, file.type)
      return { names: [file.name], folder: null }
    })
  const archive = () =>
    attempt(async () => {
      if (state.is !== 'ready') return { names: [], folder: null }
      const name = state.exported.fileName.replace(/\.dcm$/, '.zip')
      download(await session.zip(ready, state.exported.date), name, 'application/zip')
      return { names: [name], folder: null }
    })
  const picks = window.showDirectoryPicker !== undefined
  const folder = () =>
    attempt(async () => {
      const into = await window.showDirectoryPicker?.({ id: 'export', mode: 'readwrite' })
      if (into === undefined) return { names: [], folder: null }
      return { names: await saveInto(into, ready), folder: into.name }
    })
  const toggle = (what: ExportFile['what']) => {
    const next = new Set(left)
    if (!next.delete(what)) next.add(what)
    setLeft(next)
  }

  return (
    <section aria-label="Files">
      <h3>Files</h3>
      <ul className="export-files">
        {KINDS.map((what) => {
          const file = files.find((one) => one.what === what)
          return (
            <li key={what}>
              <label>
                <input type="checkbox" checked={!left.has(what)} onChange={() => toggle(what)} />
                <span className="mono">{file?.name ?? what}</span>
              </label>
              <span className="third">{file === undefined ? '' : sizeWords(file.bytes)}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={`Download ${what}`}
                aria-disabled={wait !== null || (file?.bytes ?? null) === null}
                title={wait ?? `Download ${what}`}
                onClick={() => {
                  if (wait === null && file !== undefined) void single(file)
                }}
              >
                <Download size={16} strokeWidth={1.6} />
              </button>
            </li>
          )
        })}
      </ul>
      <div className="export-save">
        <Button
          kind={picks ? 'plain' : 'primary'}
          blocked={waitAll}
          icon={<Download size={16} strokeWidth={1.6} />}
          onClick={() => void archive()}
        >
          Download as .zip
        </Button>
        {picks && (
          <Button
            kind="primary"
            blocked={waitAll}
            icon={<FolderDown size={16} strokeWidth={1.6} />}
            onClick={() => void folder()}
          >
            {`Save ${count} ${count === 1 ? 'file' : 'files'}…`}
          </Button>
        )}
      </div>
      {problem !== null && (
        <Notice kind="error" title={<b>Not saved: {problem.message}</b>}>
          <p>{problem.remedy}</p>
        </Notice>
      )}
      {done !== null && done.names.length > 0 && (
        <div role="status">
          <Notice
            kind="info"
            title={`${done.names.length} ${done.names.length === 1 ? 'file' : 'files'} saved${done.folder === null ? '' : ` in ${done.folder}`}`}
          >
            <p className="mono">{done.names.join(', ')}</p>
          </Notice>
        </div>
      )}
    </section>
  )
}
