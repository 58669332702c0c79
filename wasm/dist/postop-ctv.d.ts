/** One instance of the module: what itk-wasm needs of it, and the texts that its last call printed. */
export type PostopCtvModule = {
  readonly callMain: (args: string[]) => number
  readonly getModuleStderr: () => string
}

export type PostopCtvOverrides = {
  /** Makes the WebAssembly instance and hands it to `receive`; returns an empty object where that happens later. */
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ) => Record<string, never>
}

declare const createPostopCtv: (overrides: PostopCtvOverrides) => Promise<PostopCtvModule>
export default createPostopCtv
