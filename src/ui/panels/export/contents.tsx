import { Check, Equal, Minus, Plus } from 'lucide-react'
import type { OpenCase } from '../../../case/index.js'
import { nameLength, type RoiFigures } from '../../../core/export/index.js'
import { Swatch } from '../../components/swatch.js'
import { cm3, figure, prose, UNKNOWN } from '../../format.js'
import { FIXED } from '../../theme/palette.js'
import type { ExportState } from './use-export.js'

const CM3_DECIMALS = 2

const volume = (value: number | null): string =>
  value === null ? UNKNOWN : value >= 1000 ? cm3(value) : figure(value, CM3_DECIMALS)

const cssColour = (roi: RoiFigures): string =>
  roi.type === 'CTV' && roi.added
    ? FIXED.ctv
    : roi.colour === null
      ? FIXED.unreachable
      : `rgb(${roi.colour[0]} ${roi.colour[1]} ${roi.colour[2]})`

/** Both as they are shown: more decimals say nothing to whoever compares. */
const isSame = ({ meantCm3, readCm3 }: RoiFigures): boolean => volume(meantCm3) === volume(readCm3)

const Row = ({ roi }: { readonly roi: RoiFigures }) => (
  <tr className={roi.added ? 'added' : ''}>
    <td>{roi.added ? <Plus size={14} aria-label="Added" /> : <Equal size={14} aria-label="Unchanged" />}</td>
    <td>
      <Swatch colour={cssColour(roi)} dashed={roi.added} />
    </td>
    <th scope="row">{roi.name}</th>
    <td className="number">{nameLength(roi.name)}</td>
    <td>{roi.type === '' ? UNKNOWN : roi.type}</td>
    <td className="number">{roi.contours}</td>
    <td className="number">{volume(roi.meantCm3)}</td>
    <td className="number">{volume(roi.readCm3)}</td>
    <td>{isSame(roi) && <Check size={14} className="export-good" aria-label="The same" />}</td>
    <td>{roi.added ? 'new, semi-automatic' : 'verbatim'}</td>
  </tr>
)

/** ROIs of the base that the export leaves out, by name. */
const leftOut = (open: OpenCase): readonly string[] => {
  const { baseSetUid, exporting } = open.history.present
  const base = open.contents.structureSets.find((set) => set.uid === baseSetUid)
  return exporting.onlyCtv ? (base?.rois.map((roi) => roi.name) ?? []) : []
}

const Waiting = ({ state }: { readonly state: ExportState }) => (
  <p className="second export-waiting">
    {state.is === 'preparing' ? (
      <span className="turning">Written and read again…</span>
    ) : (
      'Shown as soon as nothing blocks the export.'
    )}
  </p>
)

/** Every ROI of the file against the input: what it was meant to be and what the file reads. */
export const Contents = ({ open, state }: { readonly open: OpenCase; readonly state: ExportState }) => {
  const out = leftOut(open)
  const all = state.is === 'ready' ? state.exported.figures : []
  const isNew = all.filter((roi) => roi.added)
  const figures = [...isNew, ...all.filter((roi) => !roi.added)]
  const added = isNew.length
  const writing = state.is === 'ready' ? state.exported.writing : []
  return (
    <section className="export-contents" aria-label="What will be written">
      <h3>
        What will be written
        {state.is === 'ready' && (
          <span className="third" data-diff>
            {`${added} added, ${figures.length - added} unchanged, ${out.length} removed`}
          </span>
        )}
      </h3>
      {state.is !== 'ready' ? (
        <Waiting state={state} />
      ) : (
        <table>
          <thead>
            <tr>
              <th aria-label="Added or unchanged" />
              <th aria-label="Colour" />
              <th>Name</th>
              <th className="number">Chars</th>
              <th>Type</th>
              <th className="number">Contours</th>
              <th className="number">cm³</th>
              <th className="number">Read again</th>
              <th aria-label="Same" />
              <th>Data</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((roi) => (
              <Row key={roi.number} roi={roi} />
            ))}
          </tbody>
        </table>
      )}
      {out.length > 0 && (
        <p className="second export-note">
          <Minus size={14} aria-hidden="true" /> Not in this file, and unchanged where they are: {out.join(', ')}.
        </p>
      )}
      {writing.map(({ code, message }) => (
        <p key={message} className="second export-note" data-writing={code}>
          {prose(message)}
        </p>
      ))}
    </section>
  )
}
