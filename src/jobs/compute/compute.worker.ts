import { serve } from '../serve.js'
import { computeHandlers } from './handlers.js'
import { startEngine } from './start-engine.js'

declare const self: DedicatedWorkerGlobalScope

serve(self, computeHandlers(startEngine))
