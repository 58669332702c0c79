import { useEffect, useMemo } from 'react'
import type { Brush, HandTool, OpenCase } from '../../case/index.js'
import type { EditTool, StrokePart } from '../../viewer/index.js'
import { type Commands, useCommands } from '../keys/commands.js'
import { CTV_ID } from './outlines.js'
import { type PageSession, useSession, useSessionState } from './session-context.js'
import { lookStore, setEye, useLook } from './view-store.js'

/** Diameters that a brush can have, in mm. */
export const BRUSH_MM = { from: 1, to: 60, step: 1 } as const

/** How the views capture what a tool does. */
const captured = (hand: HandTool | null, { diameterMm }: Brush): EditTool | null => {
  switch (hand) {
    case null:
      return null
    case 'island':
      return { is: 'point' }
    case 'draw':
    case 'cut':
      return { is: 'loop', takes: hand === 'cut' }
    default:
      return { is: 'sweep', radiusMm: diameterMm / 2, takes: hand === 'eraser' }
  }
}

/** Hands a part of a stroke to the session, and at once shows what becomes of the CTV. */
export const takeStroke = (session: PageSession, part: StrokePart): void => {
  const { hand, brush, viewer } = lookStore.getState()
  if (hand === null) return
  const { at, plane, pointsLps, inverted } = part
  viewer?.preview(CTV_ID, session.editing.stroke({ tool: hand, brush, at, plane, pointsLps, inverted }))
}

/** Takes up a tool, with the CTV in sight; the same one again is put down. */
export const takeHand = (hand: HandTool): void => {
  setEye(CTV_ID, true)
  lookStore.setState((now) => ({
    hand: now.hand === hand ? null : hand,
    structuresShown: true,
    solo: now.solo && now.selected === CTV_ID,
    drawing: null,
  }))
}

export const setBrush = (brush: Partial<Brush>): void =>
  lookStore.setState((now) => ({ brush: { ...now.brush, ...brush } }))

const sizeBy = (by: number) => (): boolean => {
  const { hand, brush } = lookStore.getState()
  if (hand === null) return false
  setBrush({ diameterMm: Math.min(BRUSH_MM.to, Math.max(BRUSH_MM.from, brush.diameterMm + by)) })
  return true
}

const commandsOf = (session: PageSession): Commands => {
  const take = (hand: HandTool) => (): boolean => {
    const { open } = session.store.getState()
    if (open === null || open.outline === null || open.proposal === null) return false
    session.goTo('review')
    lookStore.setState({ reviewTab: 'edit' })
    takeHand(hand)
    return true
  }
  return {
    brush: take('brush'),
    eraser: take('eraser'),
    'smaller-brush': sizeBy(-BRUSH_MM.step),
    'larger-brush': sizeBy(BRUSH_MM.step),
  }
}

/** Gives the views the tool in the hand; it is put down with another tool, another tab or another step. */
export const useHandEdit = ({ outline }: OpenCase): void => {
  const session = useSession()
  const viewer = useLook((state) => state.viewer)
  const hand = useLook((state) => state.hand)
  const brush = useLook((state) => state.brush)
  const tool = useLook((state) => state.view?.tool ?? 'crosshair')
  const editing = useLook((state) => state.reviewTab === 'edit')
  const reviewing = useSessionState((state) => state.step === 'review')
  const holds = hand !== null
  useCommands(useMemo(() => commandsOf(session), [session]))
  useEffect(() => {
    if (viewer === null || !holds) return
    viewer.setTool('crosshair')
    session.editing.prepare()
    return () => viewer.edit(null)
  }, [viewer, holds, session])
  useEffect(() => {
    if (hand !== null) viewer?.edit(captured(hand, brush))
  }, [viewer, hand, brush])
  useEffect(() => {
    if (tool !== 'crosshair') lookStore.setState({ hand: null })
  }, [tool])
  const canEdit = outline !== null && editing && reviewing
  useEffect(() => {
    if (!canEdit) lookStore.setState({ hand: null })
  }, [canEdit])
}
