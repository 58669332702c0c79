import { type RefObject, useEffect, useState } from 'react'
import type { OpenCase } from '../../../../case/index.js'
import { useLook } from '../../../hooks/view-store.js'
import { straightWords, valueWords } from './figures.js'
import { useWhy } from './use-why.js'
import './why.css'
import { WhySwatch } from './why.js'

/** Distance of the words from the pointer in CSS px, and room that they need to its right and below. */
const OFF_PX = 16
const ROOM_PX = [230, 60] as const

type Props = { readonly open: OpenCase; readonly views: RefObject<HTMLElement | null> }

/** Verdict and distance beside the pointer; the panel says it in full. */
export const WhyHover = ({ open, views }: Props) => {
  const probe = useLook((state) => state.probe)
  const why = useWhy(open, probe)
  const [at, setAt] = useState<readonly [number, number]>([0, 0])
  useEffect(() => {
    const host = views.current
    if (host === null) return
    const follow = (event: PointerEvent) => {
      const box = host.getBoundingClientRect()
      const [x, y] = [event.clientX - box.left, event.clientY - box.top]
      setAt([
        x + ROOM_PX[0] + OFF_PX < box.width ? x + OFF_PX : Math.max(0, x - ROOM_PX[0] - OFF_PX),
        y + ROOM_PX[1] + OFF_PX < box.height ? y + OFF_PX : Math.max(0, y - ROOM_PX[1] - OFF_PX),
      ])
    }
    host.addEventListener('pointermove', follow)
    return () => host.removeEventListener('pointermove', follow)
  }, [views])
  if (why === null) return null
  return (
    <div className="why-hover" style={{ left: at[0], top: at[1] }} aria-hidden="true">
      <b>
        <WhySwatch reason={why.reason} /> {why.verdict}
      </b>
      <span className="second">
        {straightWords(why)} · {valueWords(why.value, open.image.unit)}
      </span>
    </div>
  )
}
