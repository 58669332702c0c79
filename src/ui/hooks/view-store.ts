import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Probe, Viewer, ViewState } from '../../viewer/index.js'

/** View state: what is looked at and how; neither undoable nor part of the case. */
export type LookState = {
  readonly viewer: Viewer | null
  readonly view: ViewState | null
  readonly probe: Probe | null
  readonly graphicsLost: boolean
  readonly selected: string | null
  /** What the user said about an ROI's eye; others follow their role. */
  readonly eyes: Readonly<Record<string, boolean>>
  /** Fill of the CTV, 0 to 0.4. */
  readonly fill: number
}

const DEFAULT_FILL = 0.1

export const lookStore = createStore<LookState>(() => ({
  viewer: null,
  view: null,
  probe: null,
  graphicsLost: false,
  selected: null,
  eyes: {},
  fill: DEFAULT_FILL,
}))

export const useLook = <T>(select: (state: LookState) => T): T => useStore(lookStore, select)

export const setEye = (id: string, open: boolean): void =>
  lookStore.setState(({ eyes }) => ({ eyes: { ...eyes, [id]: open } }))
