import type { Plan } from './types.js'

/** The prescriptions in Gy and the fractions, in words; as much as the plan states. */
export const describePlan = (plan: Plan): string => {
  const doses = plan.doseReferences.flatMap((r) => (r.prescribedGy === null ? [] : [`${r.prescribedGy.toFixed(2)} Gy`]))
  const fractions = plan.fractionGroups.flatMap((g) => (g.fractions === null ? [] : [String(g.fractions)]))
  const prescribed = doses.length === 0 ? 'no prescribed dose stated' : [...new Set(doses)].join(', ')
  return fractions.length === 0 ? prescribed : `${prescribed}, ${fractions.join(' + ')} fractions`
}
