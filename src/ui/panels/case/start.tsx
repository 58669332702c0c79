import { ArrowRight, Circle, CircleDot, Files, FolderOpen, Play } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../components/button.js'
import { Swatch } from '../../components/swatch.js'
import { pickedFiles } from '../../files/gather.js'
import { filesOf, type Origin } from '../../files/origin.js'
import { type PickedFile, useSession } from '../../hooks/session-context.js'
import { FIXED } from '../../theme/palette.js'
import './start.css'

const INGREDIENTS = [
  { name: 'Planning CT', needed: true },
  { name: 'RTSTRUCT with rGTV or tumour bed', needed: true },
  { name: 'Pre-operative MR, registration (REG)', needed: false },
] as const

type OnFiles = (files: readonly PickedFile[], origin: Origin) => void

type Props = { readonly onFiles: OnFiles; readonly onSample: () => void }

/** The two ways to pick files; dropping works anywhere. */
export const OpenButtons = ({ onFiles, primary }: { readonly onFiles: OnFiles; readonly primary: boolean }) => {
  const session = useSession()
  const folder = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const take = (input: HTMLInputElement) => {
    if (input.files !== null && input.files.length > 0) onFiles(pickedFiles(input.files), null)
    input.value = ''
  }
  /** A handle can be opened again after a reload; browsers without it have the plain input. */
  const pickFolder = () => {
    if (window.showDirectoryPicker === undefined) {
      folder.current?.click()
      return
    }
    const pick = async (picker: NonNullable<typeof window.showDirectoryPicker>) => {
      const handles = [await picker({ id: 'case' })]
      onFiles(await filesOf(handles), { is: 'handles', handles })
    }
    pick(window.showDirectoryPicker.bind(window)).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) session.refuse(error)
    })
  }
  return (
    <div className="start-buttons">
      <Button
        kind={primary ? 'primary' : 'plain'}
        icon={<FolderOpen size={16} strokeWidth={1.6} />}
        onClick={pickFolder}
      >
        Open folder…
      </Button>
      <Button icon={<Files size={16} strokeWidth={1.6} />} onClick={() => files.current?.click()}>
        Open files…
      </Button>
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        data-pick="folder"
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.target)}
      />
      <input ref={files} type="file" hidden multiple data-pick="files" onChange={(event) => take(event.target)} />
    </div>
  )
}

const LEGEND = [
  { name: 'rGTV', colour: FIXED.target, dashed: false },
  { name: 'Tumour bed', colour: FIXED.bed, dashed: false },
  { name: 'Proposed CTV', colour: FIXED.ctv, dashed: true },
] as const

/** What comes of it: the sample case with its proposal, taken from the running page. */
export const SamplePicture = () => (
  <figure className="start-picture">
    <img
      src={`${import.meta.env.BASE_URL}sample.jpg`}
      width={460}
      height={460}
      alt="Axial CT of the sample case: rGTV and tumour bed with the proposed CTV round them, cut along the airway."
    />
    <figcaption>
      {LEGEND.map(({ name, colour, dashed }) => (
        <span key={name}>
          <Swatch colour={colour} dashed={dashed} />
          {name}
        </span>
      ))}
    </figcaption>
  </figure>
)

/** The first screen: how a case comes in, and what it needs. */
export const Start = ({ onFiles, onSample }: Props) => (
  <div className="start">
    <h1>Open a case</h1>
    <p className="second">Drop a folder, files or a .zip anywhere in this window.</p>
    <OpenButtons onFiles={onFiles} primary />
    <button type="button" className="start-sample fade" onClick={onSample}>
      <Play size={18} strokeWidth={1.6} aria-hidden="true" />
      <span>
        <b>Try the sample case</b>
        <span className="second">Synthetic head with rGTV and tumour bed</span>
      </span>
      <ArrowRight size={18} strokeWidth={1.6} aria-hidden="true" />
    </button>
    <ul className="start-needs">
      {INGREDIENTS.map(({ name, needed }) => (
        <li key={name}>
          {needed ? <CircleDot size={14} strokeWidth={1.6} /> : <Circle size={14} strokeWidth={1.6} />}
          <span>{name}</span>
          <span className="third">{needed ? 'needed' : 'optional'}</span>
        </li>
      ))}
    </ul>
  </div>
)
