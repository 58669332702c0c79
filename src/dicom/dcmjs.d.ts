declare module 'dcmjs/dictionary' {
  /** PS3.6 by tag, `(gggg,eeee)`; private entries have a creator within. */
  export const dictionary: Readonly<
    Record<string, { readonly tag: string; readonly vr?: string; readonly name: string }>
  >
}
