import { useLayoutEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type HintId, isHint } from './hints.js'

/** How the page is set up for its user; nothing of a patient. */
export type Settings = {
  /** Of the size that the window's width asks for. */
  readonly textPercent: number
  /** Hints that were put away. */
  readonly hintsSeen: readonly HintId[]
}

export const TEXT_PERCENTS = [90, 100, 110, 125, 150, 175, 200] as const

const PLACE = 'postop-ctv.settings'
const FRESH: Settings = { textPercent: 100, hintsSeen: [] }

/** What was kept, as far as this version knows it. */
export const readSettings = (text: string | null): Settings => {
  try {
    const kept = (JSON.parse(text ?? '{}') ?? {}) as Readonly<Record<string, unknown>>
    const textPercent = TEXT_PERCENTS.find((percent) => percent === kept.textPercent) ?? FRESH.textPercent
    const hintsSeen = Array.isArray(kept.hintsSeen) ? kept.hintsSeen.filter(isHint) : []
    return { textPercent, hintsSeen }
  } catch {
    // Text that is no JSON is not ours.
    return FRESH
  }
}

const stored = (): string | null => {
  try {
    return localStorage.getItem(PLACE)
  } catch {
    // A browser may refuse storage; what is set then holds for this visit.
    return null
  }
}

const store = createStore<Settings>(() => readSettings(stored()))

const change = (part: Partial<Settings>): void => {
  store.setState(part)
  try {
    localStorage.setItem(PLACE, JSON.stringify(store.getState()))
  } catch {
    // See `stored`.
  }
}

export const setTextPercent = (textPercent: number): void => change({ textPercent })
export const putAwayHint = (id: HintId): void => change({ hintsSeen: [...store.getState().hintsSeen, id] })
export const showHintsAgain = (): void => change({ hintsSeen: [] })

export const useSettings = <T>(select: (settings: Settings) => T): T => useStore(store, select)

/** Keeps the page at the size that is set. */
export const useTextSize = (): void => {
  const percent = useSettings((settings) => settings.textPercent)
  useLayoutEffect(() => document.documentElement.style.setProperty('--text-size', String(percent / 100)), [percent])
}
