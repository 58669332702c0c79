import { useEffect } from 'react'
import { STEP_ORDER, stepReason } from '../panels/rail/rail.js'
import type { PageSession } from './session-context.js'
import { lookStore } from './view-store.js'

/** Where undo belongs to the text that is being typed; a number that was applied is the case's. */
const OWN_UNDO = 'input:not([data-settled="true"]), textarea, [contenteditable]'

/** Where keys belong to the element that has the focus. */
const OWN_KEYS = 'input, textarea, select, [role="slider"], [role="combobox"], [role="listbox"], [contenteditable]'

const undoRedo = (event: KeyboardEvent, session: PageSession): boolean => {
  if (!event.ctrlKey && !event.metaKey) return false
  const key = event.key.toLowerCase()
  if (key === 'z') {
    if (event.shiftKey) session.redo()
    else session.undo()
    return true
  }
  if (key !== 'y') return false
  session.redo()
  return true
}

const stop = (session: PageSession): boolean => {
  const { reading, open } = session.store.getState()
  if (reading !== null) session.cancelOpening()
  else if (open !== null && open.computing !== null) session.cancelProposal()
  else if (lookStore.getState().selected !== null) lookStore.setState({ selected: null })
  else return false
  return true
}

const walk = (event: KeyboardEvent, session: PageSession): boolean => {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
  if (!event.shiftKey || digit === undefined) return false
  const step = STEP_ORDER[Number(digit) - 1]
  if (step === undefined || stepReason(step, session.store.getState().open) !== null) return false
  session.goTo(step)
  return true
}

const meant = (event: KeyboardEvent, session: PageSession): boolean => {
  if (event.key === 'Escape') return stop(session)
  const within = (selector: string) => event.target instanceof Element && event.target.closest(selector) !== null
  if (!within(OWN_UNDO) && undoRedo(event, session)) return true
  if (within(OWN_KEYS)) return false
  if (walk(event, session)) return true
  if (event.key === '/') {
    const filter = document.querySelector<HTMLElement>('.structures-filter input')
    filter?.focus()
    return filter !== null
  }
  return lookStore.getState().viewer?.key(event) ?? false
}

/** The page's keys: undo, steps, Esc, the filter, and what the views understand. */
export const usePageKeys = (session: PageSession): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && meant(event, session)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [session])
}
