/**
 * The figures of the international consensus on re-irradiation of recurrent nasopharyngeal carcinoma
 * (Int J Radiat Oncol Biol Phys 2024, doi 10.1016/j.ijrobp.2024.07.2143).
 */
export const CONSENSUS = {
  doi: '10.1016/j.ijrobp.2024.07.2143',
  /** From the recurrent gross tumour and the tumour bed to the CTV. */
  marginMm: 5,
  /** A carotid artery this near the CTV is reported. */
  carotidFlagMm: 5,
  /** Total dose as equivalent in 2 Gy fractions. */
  eqd2Gy: { from: 60, to: 66 },
  /** Dose of one fraction at most. */
  fractionGyAtMost: 2,
} as const

/** What a recipe holds where nobody says otherwise (DESIGN §4). */
export const DEFAULTS = {
  airBelowHu: -465,
  airMinimumCm3: 0.2,
  gridMm: 0.5,
  islandCm3: 0.05,
  holeCm3: 0.05,
  smoothMm: 0.5,
  simplifyMm: 0.005,
  maxPoints: 400,
  sliverMm2: 0.25,
} as const

/** What a value may be; outside it is refused, with these figures in the message. */
export const LIMITS = {
  marginMm: { from: 0, to: 30 },
  organMarginMm: { from: 0, to: 30 },
  retractionMm: { from: 0, to: 30 },
  ptvMm: { from: 0, to: 30 },
  toleranceMm: { from: 0, to: 30 },
  airBelowHu: { from: -1000, to: -150 },
  airMinimumCm3: { from: 0, to: 10 },
  islandCm3: { from: 0, to: 10 },
  holeCm3: { from: 0, to: 10 },
  smoothMm: { from: 0, to: 2 },
  boneAboveHu: { from: 150, to: 3000 },
  editRadiusMm: { above: 0, to: 50 },
  editHalfThicknessMm: { above: 0, to: 20 },
  editSmoothMm: { above: 0, to: 2 },
} as const
