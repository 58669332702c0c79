import type { Scenario } from '../../../../core/proposal/index.js'
import { figure } from '../../../format.js'

const signed = (value: number): string => `${value > 0 ? '+' : ''}${figure(value, 0)}`

/** The patient direction that a shift along an axis goes to, by the sign. */
const TOWARDS = {
  left: ['right', 'left'],
  posterior: ['anterior', 'posterior'],
  superior: ['inferior', 'superior'],
} as const

const AXES = { left: 'left\u2013right', posterior: 'front\u2013back', superior: 'head\u2013foot' } as const

/** What is otherwise in a scenario, in a few words: the threshold of air, the margins, the registration shifted or turned. */
export const scenarioWords = (scenario: Scenario): string => {
  switch (scenario.is) {
    case 'air':
      return `Air ${signed(scenario.byHu)} HU`
    case 'margin':
      return `Margin ${signed(scenario.byMm)} mm`
    case 'shift':
      return `Shift ${figure(Math.abs(scenario.byMm), 0)} mm ${TOWARDS[scenario.along][scenario.byMm > 0 ? 1 : 0]}`
    case 'turn':
      return `Turn ${signed(scenario.byDegrees)}° ${AXES[scenario.about]}`
  }
}
