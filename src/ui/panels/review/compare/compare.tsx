import { useEffect } from 'react'
import { type ComparisonWish, comparedRoi, comparedSets, type OpenCase, roiId } from '../../../../case/index.js'
import { Button } from '../../../components/button.js'
import { Check } from '../../../components/check.js'
import { Choice } from '../../../components/choice.js'
import { Notice } from '../../../components/notice.js'
import { NumberField } from '../../../components/number-field.js'
import { ProgressBar } from '../../../components/progress-card.js'
import { Section } from '../../../components/section.js'
import { prose } from '../../../format.js'
import { OTHER_COLOUR } from '../../../hooks/compare-outlines.js'
import type { RoiRow } from '../../../hooks/roi-rows.js'
import { useSession } from '../../../hooks/session-context.js'
import { lookStore, setEye, useLook } from '../../../hooks/view-store.js'
import { Figures } from './figures.js'
import { Legend } from './legend.js'
import { OtherSet } from './other-set.js'
import { SliceChart } from './slice-chart.js'
import './compare.css'

type Props = { readonly open: OpenCase; readonly rows: readonly RoiRow[] }

const NOTHING = 'none'

/** A physician's own CTV is what one compares with first. */
const firstWish = (open: OpenCase): ComparisonWish | null => {
  const rois = comparedSets(open).flatMap((set) => set.rois)
  const roi = rois.find((one) => one.type === 'CTV') ?? rois.find((one) => /ctv/i.test(one.name))
  return roi === undefined ? null : { roi: { setUid: roi.setUid, number: roi.number }, toleranceMm: 1 }
}

const optionsOf = (open: OpenCase) => {
  const sets = comparedSets(open)
  return [
    { value: NOTHING, text: 'Choose a structure' },
    ...sets.flatMap((set) =>
      set.rois.map((roi) => ({
        value: roiId(roi),
        text: sets.length > 1 ? `${roi.name} \u2013 ${set.label === '' ? set.file : set.label}` : roi.name,
      })),
    ),
  ]
}

/** The CTV against any other structure: figures, distances by colour, slice by slice. */
export const Compare = ({ open, rows }: Props) => {
  const session = useSession()
  const wish = useLook((state) => state.compareWith)
  const distanceShown = useLook((state) => state.distanceShown)
  const { share, problem, result } = open.comparison

  useEffect(() => {
    const { open: now } = session.store.getState()
    if (now !== null && lookStore.getState().compareWith === null) lookStore.setState({ compareWith: firstWish(now) })
    lookStore.setState({ distanceShown: true })
    return () => {
      lookStore.setState({ distanceShown: false })
      session.compareWith(null)
    }
  }, [session])
  useEffect(() => session.compareWith(wish), [session, wish])

  const take = (id: string) => {
    const roi = comparedSets(open)
      .flatMap((set) => set.rois)
      .find((one) => roiId(one) === id)
    if (roi !== undefined) setEye(id, true)
    lookStore.setState({
      compareWith:
        roi === undefined
          ? null
          : { roi: { setUid: roi.setUid, number: roi.number }, toleranceMm: wish?.toleranceMm ?? 1 },
    })
  }
  const roi = wish === null ? null : comparedRoi(open, wish.roi)
  const colour = rows.find((row) => roi !== null && row.id === roiId(roi))?.colour ?? OTHER_COLOUR
  const mine = result !== null && wish !== null && roi !== null && roiId(result.wish.roi) === roiId(wish.roi)
  const current =
    mine && result.outlineKey === open.outline?.key && result.wish.toleranceMm === wish.toleranceMm && share === null

  return (
    <>
      <Section title="Compare the CTV with">
        <div className="compare-choice">
          <Choice
            label="Compare with"
            value={roi === null ? NOTHING : roiId(roi)}
            options={optionsOf(open)}
            onChange={take}
          />
          <OtherSet open={open}>
            <NumberField
              label="Tolerance"
              value={wish?.toleranceMm ?? 1}
              unit="mm"
              min={0}
              max={20}
              step={0.5}
              decimals={1}
              disabled={wish === null}
              onChange={(toleranceMm) => {
                if (wish !== null) lookStore.setState({ compareWith: { ...wish, toleranceMm } })
              }}
            />
          </OtherSet>
        </div>
        {open.outline === null && <p className="third">No proposal yet: propose a CTV first.</p>}
        {share !== null && (
          <div className="compare-running" role="status">
            <span className="second">Comparing</span>
            <ProgressBar label="Comparing" share={share} />
            <Button kind="quiet" onClick={() => lookStore.setState({ compareWith: null })}>
              Cancel
            </Button>
          </div>
        )}
        {problem !== null && (
          <Notice kind="error" title={prose(problem.message)}>
            <p>{prose(problem.remedy)}</p>
          </Notice>
        )}
        {mine && !current && share === null && problem === null && (
          <p className="compare-stale">These figures are of the CTV before the change; new ones follow.</p>
        )}
      </Section>
      {mine && (
        <div className={current ? '' : 'behind'} data-comparison={current ? 'current' : 'stale'}>
          <Section title="Figures">
            <Figures result={result} />
            <div className="compare-distance">
              <Check
                label="Colour the CTV by its distance"
                checked={distanceShown}
                onChange={(on) => lookStore.setState({ distanceShown: on })}
              />
              {distanceShown && <Legend name={result.figures.b.name} />}
            </div>
          </Section>
          <Section title="Slice by slice">
            <SliceChart figures={result.figures} colour={colour} />
          </Section>
          {result.figures.findings.length > 0 && (
            <Section title="Noticed">
              {result.figures.findings.map((finding) => (
                <Notice key={finding.message} kind="info" title={prose(finding.message)} />
              ))}
            </Section>
          )}
        </div>
      )}
    </>
  )
}
