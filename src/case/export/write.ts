import { PostopError } from '../../core/problem/index.js'
import type { SessionParts } from '../state/session-parts.js'
import { exportFileName, exportRequest } from './export.js'

/**
 * Writes the structure set with the CTV.
 * @param date `YYYY-MM-DDTHH:MM:SS`
 * @throws value/conflict and what writing throws
 */
export const writeExport = async <File>(
  { store, shelf, services }: SessionParts<File>,
  date: string,
): Promise<{ readonly bytes: Uint8Array; readonly fileName: string }> => {
  const { open } = store.getState()
  const { inputs, proposal } = shelf
  if (open === null || inputs === null || proposal === null) {
    throw new PostopError('value/conflict', {
      message: 'Not written: there is no proposal.',
      remedy: 'Press Propose first.',
    })
  }
  const { bytes } = await services.write(exportRequest(open, inputs, proposal, date))
  return { bytes, fileName: exportFileName(open.image.series.patientId) }
}
