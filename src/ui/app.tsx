import { useCallback, useDeferredValue, useLayoutEffect, useState } from 'react'
import type { OpenCase } from '../case/index.js'
import { type Origin, SAMPLE } from './files/origin.js'
import { sampleFiles } from './files/sample.js'
import { useFileDrop } from './hooks/file-drop.js'
import { useHandEdit } from './hooks/hand-edit.js'
import { useLookKeys } from './hooks/look-keys.js'
import { usePageKeys } from './hooks/page-keys.js'
import { useRoiRows } from './hooks/roi-rows.js'
import { type PageSession, type PickedFile, SessionContext, useSessionState } from './hooks/session-context.js'
import { FRESH_LOOK, lookStore, useLook } from './hooks/view-store.js'
import { CommandsDialog } from './keys/commands-dialog.js'
import { KeysDialog } from './keys/keys-dialog.js'
import { Banner } from './panels/banner/banner.js'
import { Arriving } from './panels/case/arriving.js'
import { CaseDetails } from './panels/case/case-details.js'
import { CaseTree } from './panels/case/case-tree.js'
import { Opening } from './panels/case/opening.js'
import { SavedCases } from './panels/case/saved-cases.js'
import { SamplePicture, Start } from './panels/case/start.js'
import { ExportPanel } from './panels/export/export.js'
import { ProposalPanel } from './panels/proposal/proposal.js'
import { Rail } from './panels/rail/rail.js'
import { ReviewPanel } from './panels/review/review.js'
import { Roles } from './panels/roles/roles.js'
import { Stage } from './panels/stage/stage.js'
import { StatusBar } from './panels/status/status-bar.js'
import { Structures } from './panels/structures/structures.js'
import { PanelEdge } from './settings/panel-edge.js'
import { usePanelWidths, useTextSize } from './settings/settings.js'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './theme/tokens.css'
import './theme/base.css'
import './app.css'

type OpenProps = {
  readonly open: OpenCase
  readonly session: PageSession
  readonly onFiles: (files: readonly PickedFile[], origin: Origin) => void
}

const Workbench = ({ open, session, onFiles }: OpenProps) => {
  const step = useSessionState((state) => state.step)
  const rows = useRoiRows(open)
  const [leaf, setLeaf] = useState<string | null>(null)
  useLookKeys(rows, open)
  useHandEdit(open)
  // The images first; the panels beside them are drawn after, in pieces that let input through.
  const withPanels = useDeferredValue(true, false)
  const edged = step === 'proposal' || step === 'review'
  const propose = () => {
    session.goTo('proposal')
    session.propose()
  }
  return (
    <>
      {withPanels && step === 'roles' && <Roles open={open} rows={rows} onPropose={propose} />}
      {withPanels && step === 'case' && <CaseTree open={open} selected={leaf} onSelect={(one) => setLeaf(one.key)} />}
      {withPanels && step !== 'roles' && step !== 'case' && step !== 'export' && <Structures open={open} rows={rows} />}
      {withPanels && edged && <PanelEdge side="left" />}
      <Stage open={open} rows={rows} />
      {withPanels && edged && <PanelEdge side="right" />}
      {withPanels && step === 'case' && <CaseDetails open={open} selected={leaf} onFiles={onFiles} />}
      {withPanels && step === 'proposal' && <ProposalPanel open={open} rows={rows} />}
      {withPanels && step === 'review' && <ReviewPanel open={open} rows={rows} />}
      {withPanels && step === 'export' && <ExportPanel open={open} rows={rows} />}
    </>
  )
}

/** The page. @param session the one window's work, wired to the workers by main.tsx */
export const App = ({ session }: { readonly session: PageSession }) => (
  <SessionContext value={session}>
    <Page session={session} />
  </SessionContext>
)

const Page = ({ session }: { readonly session: PageSession }) => {
  const open = useSessionState((state) => state.open)
  const step = useSessionState((state) => state.step)
  const busy = useSessionState((state) => state.reading !== null || state.refusal !== null)
  const onFiles = useCallback(
    (files: readonly PickedFile[], origin: Origin) => void session.open(files, origin),
    [session],
  )
  const onSample = useCallback(
    () => void sampleFiles().then((files) => onFiles(files, SAMPLE), session.refuse),
    [onFiles, session],
  )
  const held = useFileDrop(onFiles, session.refuse)
  usePageKeys(session)
  useTextSize()
  const widths = usePanelWidths()
  const onlyImages = useLook((look) => look.panelsHidden) && open !== null && step !== 'export'
  const opening = useSessionState((state) => state.open?.opening ?? null)
  useLayoutEffect(() => {
    if (opening !== null) lookStore.setState(FRESH_LOOK)
  }, [opening])
  return (
    <div
      className={`app ${open === null ? 'is-closed' : `at-${step}`} ${onlyImages ? 'only-images' : ''}`}
      style={widths}
    >
      <a className="skip-link" href="#images">
        To the images
      </a>
      <Banner />
      <Rail />
      {open === null ? (
        <div className="start-place">
          <div className="start-columns">
            <div>
              <Start onFiles={onFiles} onSample={onSample} />
              {busy && (
                <div className="start-message">
                  <Opening />
                </div>
              )}
            </div>
            <Arriving otherwise={<SamplePicture />} />
          </div>
          <SavedCases onFiles={onFiles} />
        </div>
      ) : (
        <>
          <Workbench open={open} session={session} onFiles={onFiles} />
          {busy && (
            <div className="app-message">
              <Opening />
              <Arriving />
            </div>
          )}
        </>
      )}
      <StatusBar />
      <KeysDialog />
      <CommandsDialog />
      {held && <div className="app-drop">Drop to open</div>}
    </div>
  )
}
