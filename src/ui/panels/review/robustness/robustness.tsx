import { Shield } from 'lucide-react'
import { useEffect } from 'react'
import type { OpenCase } from '../../../../case/index.js'
import { Button } from '../../../components/button.js'
import { Check } from '../../../components/check.js'
import { Notice } from '../../../components/notice.js'
import { ProgressCard } from '../../../components/progress-card.js'
import { Section } from '../../../components/section.js'
import { percent, prose } from '../../../format.js'
import { useSession } from '../../../hooks/session-context.js'
import { lookStore, useLook } from '../../../hooks/view-store.js'
import { ENVELOPE_COLOUR } from '../../../theme/palette.js'
import { Scenarios } from './scenarios.js'
import './robustness.css'

const blockedBecause = (open: OpenCase): string | null => {
  if (open.outline === null) return 'Needs a CTV: propose one first'
  if (open.computing !== null) return 'The CTV is being computed'
  return open.proposal?.key === open.outline.key ? null : 'The CTV is stale: propose it again first'
}

/** What of the CTV hangs on what is uncertain: asked for, since it takes some seconds. */
export const RobustnessTab = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const shown = useLook((state) => state.envelopeShown)
  const { share, problem, figures } = open.robustness
  const current = figures !== null && figures.key === open.outline?.key
  useEffect(() => {
    lookStore.setState({ envelopeShown: true })
    return () => lookStore.setState({ envelopeShown: false })
  }, [])
  return (
    <>
      <Section title="If it were otherwise">
        <p className="second">
          Computes the CTV again with the threshold of air 100 HU lower and higher, the margin 1 mm less and more, and,
          where a target comes through a registration, with that shifted by 2 mm and turned by 2°.
        </p>
        {share === null ? (
          <div className="robustness-ask">
            <Button
              icon={<Shield size={14} strokeWidth={1.6} />}
              blocked={blockedBecause(open)}
              onClick={session.checkRobustness}
            >
              {current ? 'Check again' : 'Check robustness'}
            </Button>
          </div>
        ) : (
          <ProgressCard
            title="Checking robustness"
            amount={percent(share)}
            share={share}
            onCancel={session.cancelRobustness}
          />
        )}
        {problem !== null && (
          <Notice kind="error" title={prose(problem.message)}>
            <p>{prose(problem.remedy)}</p>
          </Notice>
        )}
      </Section>
      {figures !== null && (
        <Section title="What comes of it">
          {!current && <p className="robustness-stale">Stale: the CTV has changed since.</p>}
          <div className={current ? '' : 'behind'} data-robustness={current ? 'current' : 'stale'}>
            <Scenarios figures={figures} />
          </div>
          <div className="robustness-envelope">
            <Check
              label="Show the envelope"
              checked={shown}
              onChange={(envelopeShown) => lookStore.setState({ envelopeShown })}
            />
            <p className="third">
              <span className="envelope-key" style={{ background: ENVELOPE_COLOUR }} aria-hidden="true" /> The band from
              what lies in every one of these CTVs to what lies in any.
            </p>
          </div>
        </Section>
      )}
    </>
  )
}
