import runPipelineEmscripten from '../../node_modules/itk-wasm/dist/pipeline/internal/run-pipeline-emscripten.js'
import type { PostopCtvModule } from '../../wasm/dist/postop-ctv.js'

export type ItkArray = Float32Array | Uint8Array | Uint32Array

/** An image as itk-wasm passes it: `direction` row by row, `data` the whole of its buffer. */
export type ItkImage = {
  readonly imageType: {
    readonly dimension: 3
    readonly componentType: 'float32' | 'uint8' | 'uint32'
    readonly pixelType: 'Scalar'
    readonly components: 1
  }
  readonly name: string
  readonly origin: readonly number[]
  readonly spacing: readonly number[]
  readonly direction: Float64Array
  readonly size: readonly number[]
  readonly data: ItkArray
  readonly metadata: ReadonlyMap<string, string>
}

export type ItkInput =
  | { readonly type: 'Image'; readonly data: ItkImage }
  | { readonly type: 'JsonCompatible'; readonly data: object }
  | { readonly type: 'BinaryStream'; readonly data: { readonly data: Float64Array } }

export type ItkOutputType = 'Image' | 'JsonCompatible'

export type ItkOutput =
  | { readonly type: 'Image'; readonly data: ItkImage }
  | { readonly type: 'JsonCompatible'; readonly data: unknown }

export type ItkResult = {
  readonly returnValue: number
  readonly stderr: string
  readonly outputs: readonly ItkOutput[]
}

type RunInMemory = (
  module: PostopCtvModule,
  args: readonly string[],
  outputs: readonly { readonly type: ItkOutputType }[],
  inputs: readonly ItkInput[],
) => ItkResult

/**
 * itk-wasm's own exchange with a module's memory: copies the inputs in, calls main(), copies the outputs out. Synchronous.
 * Taken by file path and typed anew, because the package exports only runners that fetch, that ask for a document, or that
 * instantiate at every call (docs/adr/0002-one-engine-loader.md).
 */
export const runInMemory = runPipelineEmscripten as unknown as RunInMemory
