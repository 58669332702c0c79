import { Crosshair, PinOff } from 'lucide-react'
import type { OpenCase, Why } from '../../../../case/index.js'
import type { Reason } from '../../../../core/proposal/index.js'
import { Button } from '../../../components/button.js'
import { prose } from '../../../format.js'
import { lookStore, useLook } from '../../../hooks/view-store.js'
import { reasonLook } from '../../../theme/reason-look.js'
import { positionWords, straightWords, valueWords, wayWords } from './figures.js'
import { ReasonLegend } from './legend.js'
import { useWhy } from './use-why.js'
import './why.css'

export const WhySwatch = ({ reason }: { readonly reason: Why['reason'] }) => {
  const look = reasonLook(reason as Reason)
  return <span className={`why-swatch pattern ${look.pattern}`} style={{ color: look.colour }} aria-hidden="true" />
}

type CardProps = { readonly why: Why; readonly unit: 'HU' | 'none'; readonly pinned: boolean }

const Card = ({ why, unit, pinned }: CardProps) => (
  <section className="why-card" aria-label="Why here" data-reason={why.reason} data-pinned={pinned}>
    <div className="why-head">
      <WhySwatch reason={why.reason} />
      <h3>{why.verdict}</h3>
      {pinned && (
        <Button
          kind="quiet"
          icon={<PinOff size={14} strokeWidth={1.6} aria-hidden="true" />}
          onClick={() => lookStore.setState({ pinned: null })}
        >
          Unpin
        </Button>
      )}
    </div>
    <p>{prose(why.sentence)}</p>
    <dl className="why-figures">
      <dt>Position</dt>
      <dd data-why="position">{positionWords(why.pointLps)}</dd>
      <dt>Straight</dt>
      <dd data-why="straight">{straightWords(why)}</dd>
      <dt>Round barriers</dt>
      <dd data-why="way">{wayWords(why)}</dd>
      <dt>Margin here</dt>
      <dd data-why="margin">{why.marginMm.toFixed(1)} mm</dd>
      <dt>{unit === 'HU' ? 'CT number' : 'Value'}</dt>
      <dd data-why="value">{valueWords(why.value, unit)}</dd>
    </dl>
  </section>
)

/** What is said about the point under the pointer, or the one that was clicked; and the legend of the coloured region. */
export const WhyTab = ({ open }: { readonly open: OpenCase }) => {
  const viewer = useLook((state) => state.viewer)
  const view = useLook((state) => state.view)
  const probe = useLook((state) => state.probe)
  const pinned = useLook((state) => state.pinned)
  const hovered = useWhy(open, pinned === null ? probe : null)
  const kept = useWhy(open, pinned)
  const why = kept ?? hovered
  const { unit } = open.image
  return (
    <>
      {why === null ? (
        <div className="why-card third">
          {open.proposal === null
            ? 'No proposal yet'
            : pinned === null
              ? 'Point at an image, or click to keep the answer.'
              : 'The reasons are being worked out again.'}
        </div>
      ) : (
        <Card why={why} unit={unit} pinned={kept !== null} />
      )}
      <p className="visually-hidden" role="status">
        {kept === null ? '' : `${kept.verdict}. ${prose(kept.sentence)}`}
      </p>
      <div className="why-actions">
        <Button
          icon={<Crosshair size={14} strokeWidth={1.6} aria-hidden="true" />}
          onClick={() => {
            if (viewer !== null && view !== null) lookStore.setState({ pinned: viewer.probeAt(view.focusLps) })
          }}
        >
          Ask at the crosshair
        </Button>
      </div>
      <ReasonLegend open={open} />
    </>
  )
}
