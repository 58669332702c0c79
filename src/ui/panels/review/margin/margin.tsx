import { useEffect } from 'react'
import type { OpenCase } from '../../../../case/index.js'
import type { AchievedMargin, Narrowest } from '../../../../core/proposal/index.js'
import { Check } from '../../../components/check.js'
import { Section } from '../../../components/section.js'
import { mm, percent } from '../../../format.js'
import { lookStore, useLook } from '../../../hooks/view-store.js'
import { reasonLook } from '../../../theme/reason-look.js'
import { MARGIN_CLASSES } from './classes.js'
import './margin.css'

/** The rule that cut a margin, in a word. */
const ruleWords = ({ reason, minMm }: Narrowest): string =>
  reason === 'margin' && minMm > 0 ? 'the margin itself' : reasonLook(reason).text

const goTo = ({ worstLps }: Narrowest): void => lookStore.getState().viewer?.focusOn(worstLps)

type RowProps = {
  readonly name: string
  readonly of: Narrowest
  /** 0 to 1. */
  readonly share: number
  readonly short: boolean
}

const Row = ({ name, of, share, short }: RowProps) => (
  <tr className={short ? 'short' : ''} data-part={name}>
    <th scope="row">
      <button type="button" title="Go to the smallest" onClick={() => goTo(of)}>
        {name}
      </button>
    </th>
    <td className="number" data-min>
      {mm(of.minMm)}
    </td>
    <td className="number" data-share>
      {percent(share)}
    </td>
    <td className="rule">{ruleWords(of)}</td>
  </tr>
)

const HEAD_RULE = 'Cut by'

const Parts = ({ achieved }: { readonly achieved: Omit<AchievedMargin, 'samples'> }) => (
  <table className="margin-table">
    <thead>
      <tr>
        <th scope="col">Towards</th>
        <th scope="col" className="number">
          Smallest
        </th>
        <th scope="col" className="number">
          Under 5 mm
        </th>
        <th scope="col" className="rule">
          {HEAD_RULE}
        </th>
      </tr>
    </thead>
    <tbody>
      {achieved.byDirection.map((part) => (
        <Row
          key={part.direction}
          name={part.direction}
          of={part}
          share={part.shareUnder5mm}
          short={part.shareUnder5mm > 0}
        />
      ))}
      {achieved.concern !== null && (
        <Row
          name="area of concern"
          of={achieved.concern}
          share={achieved.concern.shareUnderOwnMargin}
          short={achieved.concern.shareUnderOwnMargin > 0}
        />
      )}
    </tbody>
  </table>
)

const Rules = ({ achieved }: { readonly achieved: Omit<AchievedMargin, 'samples'> }) => (
  <table className="margin-table">
    <thead>
      <tr>
        <th scope="col">{HEAD_RULE}</th>
        <th scope="col" className="number">
          Smallest
        </th>
        <th scope="col" className="number">
          Of the surface
        </th>
        <td className="rule" />
      </tr>
    </thead>
    <tbody>
      {achieved.cutBy.map((part) => (
        <tr key={part.reason} data-rule={part.reason}>
          <th scope="row">
            <button type="button" title="Go to the smallest" onClick={() => goTo(part)}>
              {ruleWords(part)}
            </button>
          </th>
          <td className="number">{mm(part.minMm)}</td>
          <td className="number">{percent(part.share)}</td>
          <td className="rule" />
        </tr>
      ))}
    </tbody>
  </table>
)

/** While the tab is open the target shows its margin in the images. */
const useShown = (): void =>
  useEffect(() => {
    lookStore.setState({ achievedShown: true })
    return () => lookStore.setState({ achievedShown: false })
  }, [])

/** What the physician signs: how far the CTV's edge is from every point of the target's surface, and what cut it. */
export const MarginTab = ({ open }: { readonly open: OpenCase }) => {
  useShown()
  const shown = useLook((state) => state.achievedShown)
  const { proposal } = open
  if (proposal === null) return <p className="third">No proposal yet</p>
  const { achieved, effective } = proposal
  return (
    <>
      <Section title="Achieved margin">
        <p className="margin-headline">
          <b data-achieved="min">{mm(achieved.minMm)} mm</b>
          <span className="second">
            smallest; <span data-achieved="share">{percent(achieved.shareUnder5mm)}</span> of the target’s surface has
            less than 5 mm; {mm(achieved.meanMm)} mm on average
          </span>
        </p>
        <Parts achieved={achieved} />
      </Section>
      <Section title="In the images">
        <Check
          label="Colour the target by its margin"
          checked={shown}
          onChange={(achievedShown) => lookStore.setState({ achievedShown })}
        />
        <ul className="margin-legend" aria-label="Colours of the margin">
          {MARGIN_CLASSES.map(({ text, colour }) => (
            <li key={text}>
              <span style={{ background: colour }} aria-hidden="true" />
              {text}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="By rule">
        <Rules achieved={achieved} />
      </Section>
      {effective !== null && (
        <Section title="On the slices">
          <p className="second">
            Contours on slices of {mm(effective.sliceMm)} mm reach{' '}
            <b data-effective="superior">{mm(effective.superiorMm)} mm</b> above and{' '}
            <b data-effective="inferior">{mm(effective.inferiorMm)} mm</b> below the target, as a planning system counts
            slices.
          </p>
        </Section>
      )}
    </>
  )
}
