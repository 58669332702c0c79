import { useEffect, useMemo } from 'react'
import { chordOf } from '../keys/chord.js'
import { type Commands, runCommand, useCommands } from '../keys/commands.js'
import { commandOf, keyStore, openDialog } from '../keys/key-store.js'
import { STEP_ORDER, stepReason } from '../panels/rail/rail.js'
import type { PageSession } from './session-context.js'
import { lookStore } from './view-store.js'

/** Where undo belongs to the text that is being typed; a number that was applied is the case's. */
const OWN_UNDO = 'input:not([data-settled="true"]), textarea, [contenteditable]'

/** Where keys belong to the element that has the focus. */
const OWN_KEYS = 'input, textarea, select, [role="combobox"], [role="listbox"], [role="menu"], [contenteditable]'

/** Keys that a slider, a button or a list item takes itself. */
const SLIDER_KEYS = /^(Arrow|Page|Home|End)/

/** Parts of the page in the order F6 walks through them (UI.md section 6). */
const REGIONS = '.banner, .rail, .structures, .roles, .stage .view, .panel, .status-bar'

const FOCUSABLE = 'button:not(:disabled), input, [tabindex="0"]'

const stop = (session: PageSession): boolean => {
  const { reading, open } = session.store.getState()
  const { viewer, view, selected } = lookStore.getState()
  if (viewer?.stop() === true) return true
  if (reading !== null) session.cancelOpening()
  else if (lookStore.getState().drawing !== null) lookStore.setState({ drawing: null })
  else if (lookStore.getState().hand !== null) lookStore.setState({ hand: null })
  else if (open !== null && open.computing !== null) session.cancelProposal()
  else if (view !== null && view.tool !== 'crosshair') viewer?.setTool('crosshair')
  else if (selected !== null) lookStore.setState({ selected: null })
  else return false
  return true
}

const walk = (session: PageSession, index: number): boolean => {
  const step = STEP_ORDER[index]
  if (step === undefined || stepReason(step, session.store.getState().open) !== null) return false
  session.goTo(step)
  return true
}

const nextRegion = (): boolean => {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)].filter((one) => one.offsetParent !== null)
  const now = regions.findIndex((one) => one.contains(document.activeElement))
  for (let step = 1; step <= regions.length; step++) {
    const region = regions[(now + step) % regions.length]
    const inside = region?.matches(FOCUSABLE) ? region : region?.querySelector<HTMLElement>(FOCUSABLE)
    if (inside === null || inside === undefined) continue
    inside.focus()
    return true
  }
  return false
}

const focusFilter = (): boolean => {
  const filter = document.querySelector<HTMLElement>('.filter-field input')
  filter?.focus()
  return filter !== null
}

const done = (act: () => void) => () => {
  act()
  return true
}

const pageCommands = (session: PageSession): Commands => ({
  undo: done(session.undo),
  redo: done(session.redo),
  stop: () => stop(session),
  filter: focusFilter,
  keys: done(() => openDialog('keys')),
  commands: done(() => openDialog('commands')),
  panels: done(() => lookStore.setState(({ panelsHidden }) => ({ panelsHidden: !panelsHidden }))),
  'next-region': nextRegion,
  ...Object.fromEntries(([1, 2, 3, 4, 5, 6] as const).map((n) => [`step-${n}`, () => walk(session, n - 1)])),
})

/** Whether the focused element keeps this key for itself. */
const taken = (event: KeyboardEvent, chord: string, isUndo: boolean): boolean => {
  const within = (selector: string) => event.target instanceof Element && event.target.closest(selector) !== null
  if (chord === 'Escape' || chord === 'F6') return false
  if (isUndo) return within(OWN_UNDO)
  return within(OWN_KEYS) || (SLIDER_KEYS.test(event.key) && within('[role="slider"]'))
}

/** The page's keys: one table says what a key means, whoever offers the command carries it out. */
export const usePageKeys = (session: PageSession): void => {
  useCommands(useMemo(() => pageCommands(session), [session]))
  useEffect(() => {
    /** What ends when a key is let go, by its place on the keyboard. */
    const held = new Map<string, () => void>()
    const onKey = (event: KeyboardEvent) => {
      const { own, dialog } = keyStore.getState()
      const chord = chordOf(event)
      if (event.defaultPrevented || dialog !== null || chord === null) return
      const id = commandOf(chord, own)
      if (id === null || taken(event, chord, id === 'undo' || id === 'redo')) return
      if (held.has(event.code)) {
        event.preventDefault()
        return
      }
      const meant = runCommand(id)
      if (meant === false) return
      event.preventDefault()
      if (meant !== true) held.set(event.code, meant)
    }
    const letGo = (event: KeyboardEvent) => {
      held.get(event.code)?.()
      held.delete(event.code)
    }
    const letAllGo = () => {
      for (const end of held.values()) end()
      held.clear()
    }
    window.addEventListener('keydown', onKey)
    window.addEventListener('keyup', letGo)
    window.addEventListener('blur', letAllGo)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('keyup', letGo)
      window.removeEventListener('blur', letAllGo)
      letAllGo()
    }
  }, [])
}
