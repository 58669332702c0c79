import { PostopError } from '../../core/problem/index.js'
import type { Protocol } from '../../core/proposal/index.js'
import { downloadText } from './download.js'

/** The protocol that comes with the product, on the page's own origin. */
export const consensusProtocol = async (): Promise<unknown> => {
  const response = await fetch(new URL('protocols/consensus-2024.json', document.baseURI))
  if (!response.ok) throw new Error(`The consensus protocol is not beside the page (${response.status}).`)
  return response.json()
}

/** A protocol file's content. @throws protocol/invalid where it is no JSON */
export const readProtocol = async (file: File): Promise<unknown> => {
  try {
    return JSON.parse(await file.text())
  } catch {
    throw new PostopError('protocol/invalid', {
      message: `${file.name} is not JSON.`,
      file: file.name,
      remedy: 'Choose a protocol that was saved here, or write one as docs/json.md says.',
    })
  }
}

/** Saves a protocol as a file that the page and the command line read. */
export const saveProtocol = (protocol: Protocol): void =>
  downloadText(`${JSON.stringify(protocol, null, 2)}\n`, 'postop-ctv-protocol.json', 'application/json')
