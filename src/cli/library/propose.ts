import { type Job, quietJob } from '../../core/job/index.js'
import { acceptanceOf, note, withAcceptances } from '../../core/problem/index.js'
import {
  type Proposal,
  type ProposalRequest,
  propose as proposeByRecipe,
  type Recipe,
  resolveRequest,
  StageCache,
} from '../../core/proposal/index.js'
import { nodeEngine } from '../engine.js'
import type { Case } from './read-case.js'

const cache = new StageCache()

/**
 * The proposal for a recipe made before, as `verify` has it.
 * @throws what the stages refuse (docs/errors.md), run/cancelled
 */
export const proposeRecipe = async (c: Case, recipe: Recipe, job: Job = quietJob): Promise<Proposal> =>
  proposeByRecipe(c.inputs, recipe, await nodeEngine(), cache, job)

/**
 * Proposes a CTV for a case; brings its own engine. Findings of reading, of the words and of the proposal stand in `findings`.
 * @throws roi/unknown, value/out-of-range and what else docs/errors.md lists
 */
export const propose = async (c: Case, request: ProposalRequest, job: Job = quietJob): Promise<Proposal> => {
  const resolved = resolveRequest(c.inputs, request)
  const proposal = await proposeRecipe(c, resolved.recipe, job)
  const findings = [...c.findings, ...resolved.findings, ...proposal.findings]
  const { accepted } = proposal.recipe
  const used = new Set(findings.map((f) => acceptanceOf(f, accepted)))
  return {
    ...proposal,
    findings: [
      ...withAcceptances(findings, accepted),
      ...accepted.flatMap((a) =>
        typeof a !== 'string' || used.has(a)
          ? []
          : [note('accept/no-such-finding', `Nothing to decide has the code ${a}.`, { attribute: '--accept' })],
      ),
    ],
  }
}
