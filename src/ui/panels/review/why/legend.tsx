import type { OpenCase } from '../../../../case/index.js'
import { Check } from '../../../components/check.js'
import { Section } from '../../../components/section.js'
import { cm3 } from '../../../format.js'
import { lookStore, useLook } from '../../../hooks/view-store.js'
import { useKeyLabel } from '../../../keys/key-store.js'
import { reasonLook } from '../../../theme/reason-look.js'

const switchReason = (reason: string, shown: boolean): void =>
  lookStore.setState(({ reasonsHidden }) => {
    const others = reasonsHidden.filter((one) => one !== reason)
    return { reasonsHidden: shown ? others : [...others, reason] }
  })

/** The colours of the grown region, each with its switch and its volume. */
export const ReasonLegend = ({ open }: { readonly open: OpenCase }) => {
  const shown = useLook((state) => state.reasonsShown)
  const hidden = useLook((state) => state.reasonsHidden)
  const keyLabel = useKeyLabel()
  if (open.proposal === null) return null
  return (
    <Section title="Colours by reason">
      <Check
        label={keyLabel('Show in the images', 'reasons')}
        checked={shown}
        onChange={(reasonsShown) => lookStore.setState({ reasonsShown })}
      />
      <ul className="reason-legend" aria-label="Reasons">
        {open.proposal.volumes.byReason.map(({ reason, cm3: volume }) => {
          const look = reasonLook(reason)
          return (
            <li key={reason} data-reason={reason}>
              <span className={`pattern ${look.pattern}`} style={{ color: look.colour }} aria-hidden="true" />
              <Check
                label={look.text}
                checked={!hidden.includes(reason)}
                onChange={(wanted) => switchReason(reason, wanted)}
              />
              <span className="second">{cm3(volume)} cm³</span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
