import type { PostopCtvModule } from '../../wasm/dist/postop-ctv.js'
import type { Job } from '../core/job/index.js'
import { PostopError } from '../core/problem/index.js'
import { type ItkInput, type ItkOutput, type ItkOutputType, type ItkResult, runInMemory } from './itk-wasm.js'
import { compileModule, instantiateModule, type ModuleLoader } from './module.js'

/** One call of a pipeline in wasm/src/pipelines.cxx. */
export type PipelineCall = {
  readonly pipeline: string
  readonly options: object
  /** Images and streams, in the pipeline's order. */
  readonly inputs: readonly ItkInput[]
  readonly outputs: readonly ItkOutputType[]
}

/** Runs pipelines one after another in one instance of the module. */
export interface PipelineRunner {
  /**
   * The outputs in the order asked for; the computation itself blocks the thread.
   * @throws engine/pipeline-failed with the exit code and what the pipeline said
   * @throws run/cancelled before or after it
   */
  run(call: PipelineCall, job: Job): Promise<readonly ItkOutput[]>
}

/** What main() returns for an exception that it caught: its memory is in order, the instance goes on. */
const CAUGHT = 1

/** Loads the module; an instance that trapped or left main() by another door is replaced at the next call. @throws engine/unavailable */
export const createRunner = async (load: ModuleLoader): Promise<PipelineRunner> => {
  const code = await compileModule(load)
  let instance: Promise<PostopCtvModule> = instantiateModule(code)
  await instance
  const replace = (): void => {
    instance = instantiateModule(code)
  }

  return {
    run: async ({ pipeline, options, inputs, outputs }, job) => {
      job.throwIfCancelled()
      await job.yield()
      const module = await instance
      job.throwIfCancelled()
      const wanted = outputs.map((type) => ({ type }))
      let result: ItkResult
      try {
        result = runInMemory(module, [pipeline], wanted, [{ type: 'JsonCompatible', data: options }, ...inputs])
      } catch (cause) {
        replace()
        throw failed(pipeline, 'stopped', `${module.getModuleStderr()} ${describe(cause)}`, cause)
      }
      if (result.returnValue !== 0) {
        if (result.returnValue !== CAUGHT) replace()
        throw failed(pipeline, `failed with exit code ${result.returnValue}`, result.stderr)
      }
      await job.yield()
      job.throwIfCancelled()
      return result.outputs
    },
  }
}

/** A trap is an Error; a C++ exception that got past main() is an object without a text, and only an allocation throws there. */
const describe = (cause: unknown): string =>
  cause instanceof Error ? cause.message : 'there was no memory for its inputs'

const failed = (pipeline: string, how: string, text: string, cause?: unknown): PostopError =>
  new PostopError('engine/pipeline-failed', {
    message: `The computation '${pipeline}' ${how}: ${text.trim().replace(/\s+/g, ' ')}.`,
    remedy: 'If the region is very large, choose a coarser grid or a smaller target; else report this message.',
    cause,
  })
