import { CHECK } from './check/spec.js'
import type { Command } from './command.js'
import { COMPARE } from './compare/spec.js'
import { INSPECT } from './inspect/spec.js'
import { PROPOSE } from './propose/spec.js'
import { SAMPLE } from './sample/spec.js'
import { VERIFY } from './verify/spec.js'

/** Every command, in the order of help. */
export const COMMANDS: readonly Command[] = [
  { spec: INSPECT, load: async () => (await import('./inspect/run.js')).inspect },
  { spec: PROPOSE, load: async () => (await import('./propose/run.js')).propose },
  { spec: COMPARE, load: async () => (await import('./compare/run.js')).compare },
  { spec: VERIFY, load: async () => (await import('./verify/run.js')).verify },
  { spec: CHECK, load: async () => (await import('./check/run.js')).check },
  { spec: SAMPLE, load: async () => (await import('./sample/run.js')).sample },
]
