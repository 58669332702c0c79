import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { OpenCase, Session, SessionState } from '../../case/index.js'

/** A file on its way to the workers: dropped or picked, or an address on the page's own origin. */
export type PickedFile =
  | { readonly name: string; readonly blob: Blob }
  | { readonly name: string; readonly url: string }

export type PageSession = Session<PickedFile>

export const SessionContext = createContext<PageSession | null>(null)

export const useSession = (): PageSession => {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('No session: the page is not wired.')
  return session
}

/** A part of the store; the component follows it. */
export const useSessionState = <T>(select: (state: SessionState) => T): T => useStore(useSession().store, select)

export const useOpenCase = (): OpenCase | null => useSessionState((state) => state.open)
