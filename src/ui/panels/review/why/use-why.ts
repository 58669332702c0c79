import { useMemo } from 'react'
import { type OpenCase, outlineIsFresh, type Why, whyAt } from '../../../../case/index.js'
import type { Probe } from '../../../../viewer/index.js'
import { useSession } from '../../../hooks/session-context.js'

/** The shown CTV is the one that the reasons belong to. */
export const reasonsAreFresh = ({ proposal, outline, ...open }: OpenCase): boolean =>
  proposal !== null && proposal.key === outline?.key && outlineIsFresh({ ...open, proposal, outline })

/** Why a probed point is in the CTV or not; null without a point, or while the reasons are not those of the shown CTV. */
export const useWhy = (open: OpenCase, probe: Probe | null): Why | null => {
  const { shelf } = useSession()
  const fresh = reasonsAreFresh(open)
  const key = open.proposal?.key
  return useMemo(() => {
    const { proposal } = shelf
    if (probe === null || !fresh || proposal === null || proposal.key !== key) return null
    return whyAt(proposal, probe.pointLps, probe.value)
  }, [shelf, probe, fresh, key])
}
