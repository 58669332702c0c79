import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/**
 * How much an element must leave out to fit, from 0 (nothing) to `most`: more as long as it overflows.
 * A change of the window's width or of its content starts from nothing again.
 */
export const useShortOfRoom = <E extends HTMLElement>(most: number): readonly [RefObject<E | null>, number] => {
  const element = useRef<E>(null)
  const [short, setShort] = useState(0)
  const [words, setWords] = useState('')
  useLayoutEffect(() => {
    const start = () => setWords('')
    window.addEventListener('resize', start)
    return () => window.removeEventListener('resize', start)
  }, [])
  useLayoutEffect(() => {
    const here = element.current
    if (here === null) return
    const said = here.parentElement?.textContent ?? ''
    if (said !== words) {
      setWords(said)
      setShort(0)
    } else if (short < most && here.scrollWidth > here.clientWidth) setShort(short + 1)
  })
  return [element, short]
}
