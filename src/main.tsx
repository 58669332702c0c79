import { createRoot } from 'react-dom/client'
import { createSession } from './case/index.js'
import { openJobs } from './jobs/index.js'
import { App, type PickedFile } from './ui/index.js'

const page = document.getElementById('page')
if (page !== null) createRoot(page).render(<App session={createSession<PickedFile>(openJobs())} />)
