import { serve } from '../serve.js'
import { readHandlers } from './handlers.js'

declare const self: DedicatedWorkerGlobalScope

serve(self, readHandlers())
