import { useEffect, useState } from 'react'

/** Whether something has been so for a while: what is over sooner is not worth a word. */
export const useHeldOff = (active: boolean, ms: number): boolean => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!active) {
      setLate(false)
      return
    }
    const timer = setTimeout(() => setLate(true), ms)
    return () => clearTimeout(timer)
  }, [active, ms])
  return active && late
}
