/** Every file of one build, by its path from the page, and a hash over all of them. */
export type Build = { readonly version: string; readonly files: readonly string[] }

declare const __THIS_BUILD__: Build

/** Put in by the build when all of its files are known (scripts/vite-offline.ts). */
export const THIS_BUILD: Build = __THIS_BUILD__
