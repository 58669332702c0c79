/** What the codecs published for Cornerstone share: a decoder class over C++ (embind). */
declare interface EmbindDecoder {
  /** Room for the compressed bytes within the module's memory. */
  getEncodedBuffer(length: number): Uint8Array
  decode(): void
  /** A view of the module's memory: one or two bytes a sample, little endian. */
  getDecodedBuffer(): Uint8Array
  delete(): void
}

declare type DecoderClass = new () => EmbindDecoder

declare type CodecFactory<Exports> = (options: {
  readonly wasmBinary: Uint8Array
  readonly print: (line: string) => void
  readonly printErr: (line: string) => void
}) => Promise<Exports & { readonly getExceptionMessage?: (pointer: number) => readonly string[] | string }>

declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const factory: CodecFactory<{ readonly JpegLSDecoder: DecoderClass }>
  export default factory
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const factory: CodecFactory<{ readonly J2KDecoder: DecoderClass }>
  export default factory
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const factory: CodecFactory<{ readonly HTJ2KDecoder: DecoderClass }>
  export default factory
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const factory: CodecFactory<{ readonly JPEGDecoder: DecoderClass }>
  export default factory
}

/** A file as a data URL, inlined by Vite. */
declare module '*?url&inline' {
  const dataUrl: string
  export default dataUrl
}
