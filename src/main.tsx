import { createRoot } from 'react-dom/client'
import { createSession } from './case/index.js'
import { openJobs } from './jobs/index.js'
import { App, type PickedFile } from './ui/index.js'

const page = document.getElementById('page')
if (page !== null) createRoot(page).render(<App session={createSession<PickedFile>(openJobs())} />)

// Where there is none (an address without https, a development server) the page works as long as its server does.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)).catch(() => {})
