import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const ROOT = import.meta.dirname

/** Real cases from scanners and planning systems, beside the repository and never in it. */
const named = process.env.POSTOP_DATA
const realData = resolve(ROOT, named ?? '../shared/data')
const hasRealData = existsSync(realData)
if (named && !hasRealData) throw new Error(`POSTOP_DATA names a folder that is not there: ${realData}`)

type Options = { readonly order: number; readonly timeoutMs: number; readonly oneByOne?: boolean }

/** Projects run one after another, so that each has both cores and its time is its own. */
const project = (name: string, { order, timeoutMs, oneByOne = false }: Options) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    maxWorkers: oneByOne ? 1 : 2,
    sequence: { groupOrder: order },
  },
})

export default defineConfig({
  root: ROOT,
  test: {
    environment: 'node',
    pool: 'forks',
    allowOnly: false,
    passWithNoTests: false,
    env: hasRealData ? { POSTOP_DATA: realData } : {},
    projects: [
      project('unit', { order: 1, timeoutMs: 20_000 }),
      project('oracle', { order: 2, timeoutMs: 180_000 }),
      project('interop', { order: 3, timeoutMs: 180_000 }),
      ...(hasRealData ? [project('real-data', { order: 4, timeoutMs: 180_000, oneByOne: true })] : []),
      project('browser', { order: 5, timeoutMs: 120_000, oneByOne: true }),
    ],
  },
})
