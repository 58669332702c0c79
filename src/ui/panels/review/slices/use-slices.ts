import { useEffect, useMemo } from 'react'
import { type OpenCase, ontoPlane, planeAt, type SliceFacts, sliceFacts, wasLookedAt } from '../../../../case/index.js'
import type { SliceMark } from '../../../../viewer/index.js'
import { useSession } from '../../../hooks/session-context.js'
import { lookStore, useLook } from '../../../hooks/view-store.js'
import { useCommands } from '../../../keys/commands.js'
import { reasonsAreFresh } from '../why/use-why.js'

/** A slice that was shown this long was looked at, in ms. */
const LOOKED_MS = 400

/** A slice with what is known of it now. */
export type Slice = SliceFacts & { readonly looked: boolean }

/** The CTV slice by slice; none while the reasons are not those of the shown CTV. */
export const useSliceFacts = (open: OpenCase): readonly SliceFacts[] => {
  const { shelf } = useSession()
  const fresh = reasonsAreFresh(open)
  const key = open.proposal?.key
  return useMemo(() => {
    const { inputs, proposal } = shelf
    if (!fresh || inputs === null || proposal === null || proposal.key !== key) return []
    return sliceFacts(inputs.image, proposal, proposal.reasons, proposal.findings)
  }, [shelf, fresh, key])
}

/** Moves the views to a slice, the crosshair along the image's normal. */
export const goToSlice = (planes: Parameters<typeof planeAt>[0]['planes'], index: number): void => {
  const { viewer, view } = lookStore.getState()
  const plane = planes[index]
  if (viewer !== null && view !== null && plane !== undefined) viewer.focusOn(ontoPlane(plane, view.focusLps))
}

const useLookedAt = (slices: readonly Slice[], shown: number | null): void => {
  const session = useSession()
  const slice = shown === null ? undefined : slices[shown]
  const axialSeen = useLook(
    (state) => state.view !== null && (state.view.enlarged === null || state.view.enlarged === 'axial'),
  )
  useEffect(() => {
    if (slice === undefined || slice.looked || !axialSeen) return
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') session.lookedAt(slice)
    }, LOOKED_MS)
    return () => clearTimeout(timer)
  }, [session, slice, axialSeen])
}

/** The next index after the present one for which something holds, round the end; null where nothing does. */
const nextWhere = (count: number, from: number, by: 1 | -1, holds: (index: number) => boolean): number | null => {
  for (let step = 1; step <= count; step++) {
    const index = (((from + by * step) % count) + count) % count
    if (holds(index)) return index
  }
  return null
}

/** Everything the strip shows, and its keys. `shown`: the slice that the views show. */
export const useSlices = (open: OpenCase) => {
  const { shelf } = useSession()
  const facts = useSliceFacts(open)
  const focus = useLook((state) => state.view?.focusLps ?? null)
  const viewer = useLook((state) => state.viewer)
  const { looked } = open
  const slices = useMemo(() => facts.map((fact) => ({ ...fact, looked: wasLookedAt(looked, fact) })), [facts, looked])
  const planes = shelf.inputs?.image.planes ?? []
  const shown = focus === null || slices.length === 0 ? null : planeAt({ planes }, focus)
  useLookedAt(slices, shown)
  const marks = useMemo(
    () =>
      slices.map(
        (slice): SliceMark => ({
          atLps: slice.atLps,
          ctv: slice.areaCm2 > 0,
          cut: slice.cut.length > 0,
          looked: slice.looked,
          finding: slice.findings.length > 0,
        }),
      ),
    [slices],
  )
  useEffect(() => {
    viewer?.setSliceMarks(marks)
    return () => viewer?.setSliceMarks([])
  }, [viewer, marks])
  useCommands(
    useMemo(() => {
      const go = (by: 1 | -1, holds: (slice: Slice) => boolean) => () => {
        if (shown === null) return false
        const next = nextWhere(slices.length, shown, by, (index) => {
          const slice = slices[index]
          return slice !== undefined && holds(slice)
        })
        if (next !== null) goToSlice(planes, next)
        return next !== null
      }
      const found = (slice: Slice) => slice.findings.length > 0
      return {
        'next-finding': go(1, found),
        'previous-finding': go(-1, found),
        'next-unseen': go(1, (slice) => slice.areaCm2 > 0 && !slice.looked),
      }
    }, [slices, shown, planes]),
  )
  return { slices, shown, planes }
}
