import type { Cruncher, Field } from '../../core/field/index.js'
import { PostopError } from '../../core/problem/index.js'
import {
  airChanges,
  exclusionMap,
  expandProposal,
  outline,
  type ProposalInputs,
  propose,
  robustness,
  StageCache,
  tissue,
} from '../../core/proposal/index.js'
import type { Handlers } from '../serve.js'
import type { ComputeCalls } from './calls.js'
import { compareOnImage } from './compare-on-image.js'
import { drawnSolid, otherSolid, roiSolid } from './roi-solid.js'

/** What the compute worker does. @param engine started once, at the first call that needs it */
export const computeHandlers = (engine: () => Promise<Cruncher>): Handlers<ComputeCalls> => {
  let held: { readonly inputs: ProposalInputs; readonly cache: StageCache } | null = null
  let cruncher: Promise<Cruncher> | null = null
  const started = () => {
    cruncher ??= engine()
    return cruncher
  }
  const now = () => {
    if (held !== null) return held
    throw new PostopError('internal/unexpected', { message: 'No case is open.', remedy: 'Open a case first.' })
  }
  return {
    prepare: async ({ inputs }) => {
      held = { inputs, cache: new StageCache() }
      await started()
      return { output: null }
    },
    voxels: async ({ image }) => {
      const { inputs, cache } = now()
      held = { inputs: { ...inputs, image }, cache }
      return { output: null }
    },
    solid: async ({ roi }, job) => {
      const solid = await roiSolid(now().inputs, roi, await started(), job)
      return { output: solid, transfer: [solid.field.mm.buffer as ArrayBuffer] }
    },
    outline: async ({ recipe }, job) => {
      const { inputs, cache } = now()
      return handOver(await outline(inputs, recipe, await started(), cache, job))
    },
    tissue: async ({ recipe }, job) => {
      const found = await tissue(now().inputs, recipe, await started(), job)
      const transfer = [found.air, found.bone].flatMap((f) => (f === null ? [] : [f.mm.buffer as ArrayBuffer]))
      return { output: found, transfer }
    },
    airChanges: async ({ recipe, thresholdsHu }, job) => {
      const { inputs, cache } = now()
      return { output: await airChanges(inputs, recipe, thresholdsHu, await started(), cache, job) }
    },
    robustness: async ({ recipe }, job) => {
      const { inputs, cache } = now()
      return { output: await robustness(inputs, recipe, await started(), cache, job) }
    },
    exclusionMap: async ({ recipe }, job) => {
      const { inputs, cache } = now()
      const map = await exclusionMap(inputs, recipe, await started(), cache, job)
      // The cache keeps its own.
      const [takenMm, rule] = [map.takenMm.slice(), map.rule.slice()]
      return { output: { ...map, takenMm, rule }, transfer: [takenMm.buffer, rule.buffer] }
    },
    drawnSolid: async ({ region }, job) => {
      const solid = await drawnSolid(now().inputs, region, await started(), job)
      return { output: solid, transfer: [solid.field.mm.buffer as ArrayBuffer] }
    },
    ptv: async ({ recipe, marginMm }, job) => {
      const { inputs, cache } = now()
      const ctv = await outline(inputs, recipe, await started(), cache, job)
      return { output: await expandProposal(inputs.image, ctv, marginMm, await started(), job) }
    },
    otherSolid: async ({ roi }, job) => {
      const solid = await otherSolid(now().inputs, roi, await started(), job)
      return { output: solid, transfer: [solid.field.mm.buffer as ArrayBuffer] }
    },
    compare: async (input, job) => {
      const output = await compareOnImage(now().inputs, input, await started(), job)
      return { output, transfer: [output.toReference.mm.buffer as ArrayBuffer] }
    },
    propose: async ({ recipe }, job) => {
      const { inputs, cache } = now()
      return handOver(await propose(inputs, recipe, await started(), cache, job))
    },
  }
}

/** The page need not copy the field: it gets a copy that is its own. */
const handOver = <T extends { readonly field: Field }>(output: T) => {
  const mm = output.field.mm.slice()
  return { output: { ...output, field: { ...output.field, mm } }, transfer: [mm.buffer] }
}
