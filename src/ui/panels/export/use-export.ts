import { useEffect, useRef, useState } from 'react'
import { type Exported, exportKey, type OpenCase } from '../../../case/index.js'
import { type ErrorRecord, toErrorRecord } from '../../../core/problem/index.js'
import { proposalHtml, type ReportPicture } from '../../../core/report/index.js'
import { localDateTime } from '../../files/download.js'
import { reportOutlines } from '../../hooks/report-outlines.js'
import type { RoiRow } from '../../hooks/roi-rows.js'
import { useSession } from '../../hooks/session-context.js'
import { useLook } from '../../hooks/view-store.js'
import type { Looked } from './looked.js'
import { reportPictures } from './report-pictures.js'

/** Everything that is handed out, as far as it is made. */
export type Prepared = {
  readonly exported: Exported
  /** null while they are drawn. */
  readonly pictures: readonly ReportPicture[] | null
  /** The report's page; null while its pictures are drawn. */
  readonly reportHtml: string | null
}

export type ExportState =
  | { readonly is: 'blocked' }
  | { readonly is: 'preparing' }
  | { readonly is: 'failed'; readonly problem: ErrorRecord }
  | ({ readonly is: 'ready' } & Prepared)

/** Names are typed letter by letter; the file is written when that rests, in ms. */
const REST_MS = 150

type Made = { readonly key: string; readonly state: ExportState }

/** The export of the case as it stands: written, read again and compared before it is offered; anew with every change. */
export const useExport = (open: OpenCase, rows: readonly RoiRow[], looked: Looked): ExportState => {
  const session = useSession()
  const viewer = useLook((state) => state.viewer)
  const key = exportKey(open)
  const [made, setMade] = useState<Made | null>(null)
  const now = useRef({ open, rows, looked })
  now.current = { open, rows, looked }

  useEffect(() => {
    if (key === null || viewer === null) return
    let isWanted = true
    const prepare = async () => {
      const exported = await session.write(localDateTime(new Date()))
      if (!isWanted) return
      setMade({ key, state: { is: 'ready', exported, pictures: null, reportHtml: null } })
      const outlines = reportOutlines(now.current.open, now.current.rows, session.shelf)
      const pictures = await reportPictures(viewer, exported, session.shelf, outlines, () => isWanted)
      if (!isWanted) return
      const legend = outlines.map(({ name, colour }) => ({ name, colour }))
      const { series } = now.current.open.image
      const reportHtml = proposalHtml(exported.report, series, { pictures, legend, looked: now.current.looked })
      setMade({ key, state: { is: 'ready', exported, pictures, reportHtml } })
    }
    const wait = setTimeout(() => {
      prepare().catch((error: unknown) => {
        if (isWanted) setMade({ key, state: { is: 'failed', problem: toErrorRecord(error) } })
      })
    }, REST_MS)
    return () => {
      isWanted = false
      clearTimeout(wait)
    }
  }, [key, session, viewer])

  if (key === null) return { is: 'blocked' }
  return made?.key === key ? made.state : { is: 'preparing' }
}
