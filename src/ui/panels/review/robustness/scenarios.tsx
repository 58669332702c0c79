import type { OpenCase } from '../../../../case/index.js'
import { cm3, percent, signedCm3 } from '../../../format.js'
import { scenarioWords } from './scenario-words.js'

type Figures = NonNullable<OpenCase['robustness']['figures']>

/** Less is not nothing. */
const LEAST_CM3 = 0.005

const signedPercent = (share: number): string =>
  `${share > 0 && percent(share) !== percent(0) ? '+' : ''}${percent(share)}`

const missedWords = (value: number): string => (value < LEAST_CM3 ? '0' : cm3(value))

/** The CTV in every scenario: its volume, the change, and how much of the target it misses. */
export const Scenarios = ({ figures: { nominal, scenarios } }: { readonly figures: Figures }) => (
  <table className="scenarios">
    <thead>
      <tr>
        <th scope="col">Scenario</th>
        <th scope="col">cm³</th>
        <th scope="col">Change</th>
        <th scope="col" title="Target, in cm³, that this CTV does not hold">
          Missed
        </th>
      </tr>
    </thead>
    <tbody>
      <tr className="nominal" data-scenario="nominal">
        <th scope="row">As proposed</th>
        <td>{cm3(nominal.solidCm3)}</td>
        <td />
        <td>{missedWords(nominal.missedTargetCm3)}</td>
      </tr>
      {scenarios.map(({ scenario, solidCm3, missedTargetCm3 }) => (
        <tr key={scenarioWords(scenario)} data-scenario={JSON.stringify(scenario)}>
          <th scope="row">{scenarioWords(scenario)}</th>
          <td>{cm3(solidCm3)}</td>
          <td>
            {signedCm3(solidCm3 - nominal.solidCm3)}
            <span className="third">{signedPercent(solidCm3 / nominal.solidCm3 - 1)}</span>
          </td>
          <td className={missedTargetCm3 - nominal.missedTargetCm3 >= LEAST_CM3 ? 'missed' : ''}>
            {missedWords(missedTargetCm3)}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
