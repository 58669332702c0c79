import { type CSSProperties, useLayoutEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type HintId, isHint } from './hints.js'

/** How the page is set up for its user; nothing of a patient. */
export type Settings = {
  /** Of the size that the window's width asks for. */
  readonly textPercent: number
  /** Hints that were put away. */
  readonly hintsSeen: readonly HintId[]
  /** Widths of the two panels in rem, as they were dragged; null: what the window's width asks for. */
  readonly leftRem: number | null
  readonly rightRem: number | null
}

/** How narrow and how wide a panel can be dragged, in rem. */
export const PANEL_REM = { least: 13.75, most: 30 } as const

export const TEXT_PERCENTS = [90, 100, 110, 125, 150, 175, 200] as const

const PLACE = 'postop-ctv.settings'
const FRESH: Settings = { textPercent: 100, hintsSeen: [], leftRem: null, rightRem: null }

const widthRem = (kept: unknown): number | null =>
  typeof kept === 'number' && kept >= PANEL_REM.least && kept <= PANEL_REM.most ? kept : null

/** What was kept, as far as this version knows it. */
export const readSettings = (text: string | null): Settings => {
  try {
    const kept = (JSON.parse(text ?? '{}') ?? {}) as Readonly<Record<string, unknown>>
    const textPercent = TEXT_PERCENTS.find((percent) => percent === kept.textPercent) ?? FRESH.textPercent
    const hintsSeen = Array.isArray(kept.hintsSeen) ? kept.hintsSeen.filter(isHint) : []
    return { textPercent, hintsSeen, leftRem: widthRem(kept.leftRem), rightRem: widthRem(kept.rightRem) }
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

/** @param rem null gives back the width that the window asks for */
export const setPanelRem = (side: 'left' | 'right', rem: number | null): void => {
  const within = rem === null ? null : Math.min(PANEL_REM.most, Math.max(PANEL_REM.least, rem))
  change(side === 'left' ? { leftRem: within } : { rightRem: within })
}

export const useSettings = <T>(select: (settings: Settings) => T): T => useStore(store, select)

/** The dragged widths as the style sheet takes them. */
export const usePanelWidths = (): CSSProperties => {
  const leftRem = useSettings((settings) => settings.leftRem)
  const rightRem = useSettings((settings) => settings.rightRem)
  return {
    ...(leftRem === null ? {} : { '--left-width': `${leftRem}rem` }),
    ...(rightRem === null ? {} : { '--right-width': `${rightRem}rem` }),
  } as CSSProperties
}

/** Keeps the page at the size that is set. */
export const useTextSize = (): void => {
  const percent = useSettings((settings) => settings.textPercent)
  useLayoutEffect(() => document.documentElement.style.setProperty('--text-size', String(percent / 100)), [percent])
}
