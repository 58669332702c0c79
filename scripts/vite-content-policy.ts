import type { Plugin } from 'vite'

/**
 * No request but to the page's own origin, and no code from anywhere else. Styles may stand in elements: React and Radix set them there.
 * WebAssembly may be compiled; `eval` may not. Workers start from blobs, which is how the policy reaches them too.
 */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Puts the policy into the built page; the development server's own scripts would not pass it. */
export const contentPolicy = (): Plugin => ({
  name: 'postop-ctv:content-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_POLICY },
      injectTo: 'head-prepend',
    },
  ],
})
