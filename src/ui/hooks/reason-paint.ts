import { useEffect, useMemo } from 'react'
import type { OpenCase, Shelf } from '../../case/index.js'
import type { Reason } from '../../core/proposal/index.js'
import type { VoxelPaint, VoxelStyle } from '../../viewer/index.js'
import { useCommands } from '../keys/commands.js'
import { reasonsAreFresh } from '../panels/review/why/use-why.js'
import { reasonLook } from '../theme/reason-look.js'
import { lookStore, useLook } from './view-store.js'

/** The target is told from its margin by lightness. */
const FLAT_OPACITY = { target: 0.13, other: 0.38 } as const

const styleOf = (reason: Reason | '', hidden: readonly string[]): VoxelStyle | null => {
  if (reason === '' || hidden.includes(reason)) return null
  const { colour, pattern } = reasonLook(reason)
  return { colour, pattern, opacity: reason === 'target' ? FLAT_OPACITY.target : FLAT_OPACITY.other }
}

export const toggleReasons = (): void => lookStore.setState(({ reasonsShown }) => ({ reasonsShown: !reasonsShown }))

/** Paints the grown region by reason while that is wanted and the reasons are those of the shown CTV; offers its key. */
export const useReasonPaint = (open: OpenCase, shelf: Shelf): void => {
  const viewer = useLook((state) => state.viewer)
  const shown = useLook((state) => state.reasonsShown)
  const hidden = useLook((state) => state.reasonsHidden)
  const { proposal } = open
  const fresh = reasonsAreFresh(open)
  const paint = useMemo((): VoxelPaint | null => {
    const reasons = shelf.proposal?.reasons
    if (!shown || !fresh || reasons === undefined || shelf.proposal?.key !== proposal?.key) return null
    const styles = reasons.legend.map((reason) => styleOf(reason, hidden))
    return { grid: reasons.grid, code: reasons.code, styles }
  }, [shelf, proposal, fresh, shown, hidden])
  useEffect(() => viewer?.setVoxels(paint), [viewer, paint])
  const has = proposal !== null
  useCommands(
    useMemo(
      () => ({
        reasons: () => {
          if (has) toggleReasons()
          return has
        },
      }),
      [has],
    ),
  )
}
