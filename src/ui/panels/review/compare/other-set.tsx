import { FilePlus } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import type { OpenCase } from '../../../../case/index.js'
import { Button } from '../../../components/button.js'
import { Notice } from '../../../components/notice.js'
import { droppedFiles, pickedFiles } from '../../../files/gather.js'
import { prose } from '../../../format.js'
import { type PickedFile, useSession } from '../../../hooks/session-context.js'

type Props = { readonly open: OpenCase; readonly children: ReactNode }

/** A place where another structure set can be dropped, and a button that picks one: to compare with, and no more. */
export const OtherSet = ({ open, children }: Props) => {
  const session = useSession()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { sets, findings, problem } = open.others
  const take = (files: readonly PickedFile[]) => void session.addStructures(files)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same
    <div
      className={`compare-drop ${over ? 'is-over' : ''}`}
      data-drop="structures"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void droppedFiles(event.dataTransfer).then(take)
      }}
    >
      <div className="compare-row">
        {children}
        <Button icon={<FilePlus size={14} strokeWidth={1.6} />} onClick={() => input.current?.click()}>
          Structure set…
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        data-pick="structures"
        onChange={({ target }) => {
          if (target.files !== null && target.files.length > 0) take(pickedFiles(target.files))
          target.value = ''
        }}
      />
      {over && <p className="third">Drop it to compare with it; the case stays as it is.</p>}
      {problem !== null && (
        <Notice kind="error" title={prose(problem.message)}>
          <p>{prose(problem.remedy)}</p>
        </Notice>
      )}
      {sets.length > 0 &&
        findings
          .filter(({ kind }) => kind === 'decide')
          .map((finding) => <Notice key={finding.message} kind="warn" title={prose(finding.message)} />)}
    </div>
  )
}
