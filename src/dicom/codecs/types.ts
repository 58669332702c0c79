/** What a frame must be once it is decoded: the image's own attributes say so (PS3.3 C.7.6.3). */
export type FrameForm = { readonly columns: number; readonly rows: number; readonly bitsAllocated: number }

/** One sample a pixel, rows from the top; of signed images the bits of two's complement. */
export type Samples = Uint8Array | Uint16Array | Uint32Array

/** Decodes one frame of one sample a pixel. Whatever it throws means that the frame is damaged or not what its file says. */
export type FrameDecoder = (encoded: Uint8Array, form: FrameForm) => Samples
