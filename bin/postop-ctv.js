#!/usr/bin/env node
import { existsSync } from 'node:fs'

const bundle = new URL('../dist/node/cli.js', import.meta.url)

if (existsSync(bundle)) await import(bundle.href)
else {
  console.error('postop-ctv is not built yet: run "npm ci" in its folder (or "npm run build" after a change).')
  process.exitCode = 1
}
