export { createEngine } from './engine.js'
export type { ModuleLoader } from './module.js'
