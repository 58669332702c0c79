import type { Comparison } from '../core/compare/index.js'
import { cancelledError } from '../core/job/index.js'
import type {
  AirChange,
  DrawnRegion,
  ExclusionMap,
  ExpandedProposal,
  Outline,
  Proposal,
  ProposalInputs,
  Recipe,
  Robustness,
  Tissue,
} from '../core/proposal/index.js'
import type { Roi } from '../core/structure/index.js'
import type { ArrivingImage } from '../core/volume/index.js'
import type { ZipMember } from '../dicom/index.js'
import type { CompareInput, ComputeCalls, RoiName, RoiSolid } from './compute/calls.js'
import computeScript from './compute/compute.worker.ts?worker&url'
import { voxelSender, withoutVoxels } from './compute/voxels.js'
import { type Connection, connect } from './connect.js'
import type { OnProgress, Running } from './protocol.js'
import type {
  FoundStructures,
  LoadedImage,
  ReadCalls,
  ScanSummary,
  SourceFile,
  WriteInput,
  WriteOutput,
} from './read/calls.js'
import readScript from './read/read.worker.ts?worker&url'
import { startWorker } from './start-worker.js'

/**
 * A cancelled computation may take this long to notice before its worker is ended, in ms. With the worker goes all that it
 * remembers of the case, so that an end too early costs more than it saves.
 */
const GRACE_MS = 2500

/** What nobody waits for is not worth the worker with its cache: it is let come to where it looks up, in ms. */
const PATIENCE_MS = 60_000

/** An outline that has run this long gives way to a newer recipe; a shorter one is let finish, so that a drag shows pictures. */
const GIVE_WAY_MS = 400

/** The page's workers: one reads and writes files, one computes. */
export interface Jobs {
  /** Looks through files in a worker of its own; the case that was open stays as it is until {@link Jobs.load} has succeeded. */
  scan(files: readonly SourceFile[], onProgress: OnProgress): Running<ScanSummary>
  /** Lets go of files that were looked through and not shown: the open case's own are read again. */
  forgetScan(): void
  /** @param onImages sections of what has been read, some times a second */
  load(key: string, onProgress: OnProgress, onImages: (image: ArrivingImage) => void): Running<LoadedImage>
  /** Another series of the scan that is open: the planning image stays as it is. */
  loadOther(key: string, onProgress: OnProgress): Running<LoadedImage>
  write(input: WriteInput): Promise<WriteOutput>
  /** Files as one .zip. */
  zip(files: readonly ZipMember[], date: string): Promise<Uint8Array>
  /** The CTV of a recipe grown by a margin. */
  ptv(recipe: Recipe, marginMm: number): Promise<ExpandedProposal>
  /** Hands the inputs to the compute worker; a worker that had to be ended gets them again. */
  prepare(inputs: ProposalInputs): void
  solid(roi: RoiName): Promise<RoiSolid>
  /** Contours and volume alone. The latest recipe wins: one that waits or has run long fails with `run/cancelled`. */
  outline(recipe: Recipe, onProgress: OnProgress): Running<Outline>
  /** The whole of it; gives way to a newer recipe at once. */
  propose(recipe: Recipe, onProgress: OnProgress): Running<Proposal>
  readonly pause: (ms: number) => Promise<void>
  /** What would be air and bone at the recipe's thresholds. */
  tissue(recipe: Recipe): Promise<Tissue>
  /** The proposal under what is uncertain, beside whatever else is computed; whoever changes the recipe cancels it. */
  robustness(recipe: Recipe, onProgress: OnProgress): Running<Robustness>
  /** What edits do not enter unasked. */
  exclusionMap(recipe: Recipe): Promise<ExclusionMap>
  drawnSolid(region: DrawnRegion): Promise<RoiSolid>
  /** Structure sets in files beside the open case. */
  structures(files: readonly SourceFile[]): Promise<FoundStructures>
  /** An ROI of a structure set that is not among the inputs, as a solid. */
  otherSolid(roi: Roi): Promise<RoiSolid>
  /** Beside whatever else is computed; whoever asks for a newer one cancels it. */
  compare(input: CompareInput, onProgress: OnProgress): Running<Comparison>
  /** The CTV's volume at other thresholds of air; gives way to a newer recipe. */
  airChanges(recipe: Recipe, thresholdsHu: readonly number[]): Running<readonly AirChange[]>
  close(): void
}

type Waiting = { readonly start: () => void; readonly drop: () => void }

export const openJobs = (): Jobs => {
  let reader: Connection<ReadCalls> | null = null
  let candidate: Connection<ReadCalls> | null = null
  let computer: Connection<ComputeCalls> | null = null
  let inputs: ProposalInputs | null = null
  let toSend: ReturnType<typeof voxelSender> | null = null
  let running: {
    readonly cancel: (patienceMs?: number) => void
    readonly name: string
    readonly since: number
  } | null = null
  let waiting: Waiting | null = null

  const newReader = (): Connection<ReadCalls> => {
    const connection: Connection<ReadCalls> = connect<ReadCalls>(
      startWorker(readScript),
      () => connection.close(),
      GRACE_MS,
    )
    return connection
  }

  /** The compute worker with the inputs in it, started anew where it had to be ended. */
  const compute = (): Connection<ComputeCalls> => {
    if (computer !== null) return computer
    const connection: Connection<ComputeCalls> = connect<ComputeCalls>(
      startWorker(computeScript),
      () => {
        if (computer === connection) computer = null
        connection.close()
      },
      GRACE_MS,
    )
    computer = connection
    // A failure here comes back with the call that follows: the worker then says that no case is open.
    if (inputs !== null) {
      connection.call('prepare', { inputs: withoutVoxels(inputs) }).result.catch(() => {})
      toSend = voxelSender(inputs)
    }
    return connection
  }

  /** The compute worker with the voxels in it that the recipe reads. */
  const computeFor = (recipe: Recipe): Connection<ComputeCalls> => {
    const connection = compute()
    const image = toSend?.(recipe) ?? null
    if (image !== null)
      connection.call('voxels', { image }, undefined, [image.data.buffer as ArrayBuffer]).result.catch(() => {})
    return connection
  }

  /** One runs and one waits: the newest. */
  const latest = <N extends 'outline' | 'propose' | 'airChanges'>(
    name: N,
    input: ComputeCalls[N]['input'],
    onProgress?: OnProgress,
  ): Running<ComputeCalls[N]['output']> => {
    waiting?.drop()
    waiting = null
    let cancel = () => {}
    const result = new Promise<ComputeCalls[N]['output']>((resolve, reject) => {
      const start = () => {
        const call = computeFor(input.recipe).call(name, input, onProgress)
        running = { cancel: call.cancel, name, since: performance.now() }
        cancel = call.cancel
        call.result.then(resolve, reject).finally(startNext)
      }
      if (running === null) {
        start()
        return
      }
      const entry: Waiting = { start, drop: () => reject(cancelledError()) }
      cancel = () => {
        if (waiting === entry) waiting = null
        entry.drop()
      }
      waiting = entry
      if (running.name !== 'outline' || performance.now() - running.since > GIVE_WAY_MS)
        running.cancel(running.name === 'airChanges' ? PATIENCE_MS : undefined)
    })
    return { result, cancel: () => cancel() }
  }

  const startNext = () => {
    running = null
    const next = waiting
    waiting = null
    next?.start()
  }

  return {
    scan: (files, onProgress) => {
      candidate?.close()
      candidate = newReader()
      return candidate.call('scan', { files }, onProgress)
    },
    forgetScan: () => {
      candidate?.close()
      candidate = null
    },
    load: (key, onProgress, onImages) => {
      const from = candidate ?? reader
      if (from === null) return { result: Promise.reject(cancelledError()), cancel: () => {} }
      const call = from.call('load', { key }, onProgress, [], onImages)
      const result = call.result.then((image) => {
        if (from === candidate) {
          reader?.close()
          reader = candidate
          candidate = null
        }
        return image
      })
      return { result, cancel: call.cancel }
    },
    loadOther: (key, onProgress) =>
      reader === null
        ? { result: Promise.reject(cancelledError()), cancel: () => {} }
        : reader.call('load', { key }, onProgress),
    write: (input) => (reader === null ? Promise.reject(cancelledError()) : reader.call('write', input).result),
    zip: (files, date) =>
      reader === null ? Promise.reject(cancelledError()) : reader.call('zip', { files, date }).result,
    ptv: (recipe, marginMm) => computeFor(recipe).call('ptv', { recipe, marginMm }).result,
    prepare: (next) => {
      waiting?.drop()
      waiting = null
      computer?.close()
      computer = null
      inputs = next
      // In a task of its own, unless something is asked for before: the contours are copied on the way.
      setTimeout(() => {
        if (inputs === next) compute()
      })
    },
    solid: (roi) => compute().call('solid', { roi }).result,
    outline: (recipe, onProgress) => latest('outline', { recipe }, onProgress),
    propose: (recipe, onProgress) => latest('propose', { recipe }, onProgress),
    // The histogram reads the voxels whatever the rules are.
    tissue: (recipe) =>
      computeFor({ ...recipe, bone: recipe.bone ?? { aboveHu: 0 } }).call('tissue', { recipe }).result,
    robustness: (recipe, onProgress) => {
      const call = computeFor(recipe).call('robustness', { recipe }, onProgress)
      return { result: call.result, cancel: () => call.cancel(PATIENCE_MS) }
    },
    drawnSolid: (region) => compute().call('drawnSolid', { region }).result,
    structures: (files) => {
      const connection = newReader()
      return connection.call('structures', { files }).result.finally(connection.close)
    },
    otherSolid: (roi) => compute().call('otherSolid', { roi }).result,
    compare: (input, onProgress) => {
      const call = compute().call('compare', input, onProgress)
      return { result: call.result, cancel: () => call.cancel(PATIENCE_MS) }
    },
    exclusionMap: (recipe) => computeFor(recipe).call('exclusionMap', { recipe }).result,
    airChanges: (recipe, thresholdsHu) => latest('airChanges', { recipe, thresholdsHu }),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    close: () => {
      for (const connection of [reader, candidate, computer]) connection?.close()
      reader = null
      candidate = null
      computer = null
      inputs = null
      toSend = null
    },
  }
}
