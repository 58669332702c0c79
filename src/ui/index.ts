export { App } from './app.js'
export type { PageSession, PickedFile } from './hooks/session-context.js'
