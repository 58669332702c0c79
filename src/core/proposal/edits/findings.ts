import { decide, type Finding } from '../../problem/index.js'
import type { EditEffect } from './replay.js'
import type { Edit } from './types.js'
import { editInWords } from './words.js'

/** Less than this (cm3) is the roughness of the grid. */
const NOTICED_CM3 = 0.001

/** What edits do that a physician must mean: each that enters an exclusion, by the rule, and each that takes of the target. */
export const editFindings = (edits: readonly Edit[], effects: readonly EditEffect[]): Finding[] =>
  effects.flatMap(({ id, entered, targetCm3 }) => {
    const name = editInWords(edits, id)
    const where = { attribute: `edit ${id}`, ...placeOf(edits.find((edit) => edit.id === id)) }
    const Name = name.replace(/^e/, 'E')
    return [
      ...entered
        .filter(({ cm3 }) => cm3 >= NOTICED_CM3)
        .map(({ reason, cm3 }) =>
          decide(
            'edit/enters-exclusion',
            `${Name} brings in ${cm3.toFixed(3)} cm3 that ${inWords(reason)} excludes.`,
            `Accept it, or take back or switch off ${name}.`,
            { ...where, roi: inWords(reason) },
          ),
        ),
      ...(targetCm3 < NOTICED_CM3
        ? []
        : [
            decide(
              'edit/takes-target',
              `${Name} takes ${targetCm3.toFixed(3)} cm3 of the target out of the CTV.`,
              `Accept it, or take back or switch off ${name}.`,
              where,
            ),
          ]),
    ]
  })

/** Where an edit begins. */
const placeOf = (edit: Edit | undefined): Pick<Finding, 'atLps'> => {
  if (edit === undefined || edit.do === 'smooth') return {}
  if (edit.do === 'between') return { atLps: edit.fromLps }
  if (edit.do === 'drop-island') return { atLps: edit.atLps }
  const [x = 0, y = 0, z = 0] = edit.shape.is === 'sweep' ? edit.shape.pathLps : edit.shape.loopLps
  return { atLps: [x, y, z] }
}

/** `organ:Brainstem` as `Brainstem`. */
const inWords = (reason: EditEffect['entered'][number]['reason']): string => {
  const colon = reason.indexOf(':')
  if (colon >= 0) return reason.slice(colon + 1)
  return reason === 'outside-body' ? 'the body outline' : reason
}
