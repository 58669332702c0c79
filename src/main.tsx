import { createRoot } from 'react-dom/client'
import { createSession, SAVED_VERSION, type SavedCase } from './case/index.js'
import { openJobs } from './jobs/index.js'
import { openStorage } from './storage/index.js'
import { App, type PickedFile } from './ui/index.js'

const page = document.getElementById('page')
if (page !== null) {
  const saves = openStorage<SavedCase>('postop-ctv', SAVED_VERSION)
  createRoot(page).render(<App session={createSession<PickedFile>(openJobs(), saves)} />)
}

// Where there is none (an address without https, a development server) the page works as long as its server does.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI)).catch(() => {})
