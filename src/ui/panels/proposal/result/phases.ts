import type { Phase } from '../../../../core/job/index.js'

/** A phase in words, and the share of a first proposal's time at which it begins and ends. */
const PHASES: Readonly<Record<Phase, { readonly words: string; readonly from: number; readonly to: number }>> = {
  reading: { words: 'Reading', from: 0, to: 0 },
  solids: { words: 'Solids from contours', from: 0.02, to: 0.35 },
  air: { words: 'Air by CT number', from: 0.35, to: 0.55 },
  distance: { words: 'Distance round barriers', from: 0.55, to: 0.85 },
  combining: { words: 'Combining the rules', from: 0.85, to: 0.87 },
  tidying: { words: 'Tidying', from: 0.87, to: 0.9 },
  contours: { words: 'Contours on the CT slices', from: 0.9, to: 0.93 },
  measuring: { words: 'Measuring', from: 0.93, to: 1 },
  scenarios: { words: 'Robustness', from: 0, to: 1 },
  writing: { words: 'Writing', from: 1, to: 1 },
}

/** What the page says of running work. @param done share of the phase, 0 to 1 */
export const phaseLook = (phase: Phase | null, done: number): { readonly words: string; readonly share: number } => {
  if (phase === null) return { words: 'Starting', share: 0 }
  const { words, from, to } = PHASES[phase]
  return { words, share: from + done * (to - from) }
}
