/**
 * Starts a worker from a blob that imports its script: a worker takes the content policy of a blob's creator (CSP Level 3, 4.2),
 * whereas one loaded by URL takes that of its own response, which static files on any web server do not have.
 */
export const startWorker = (scriptUrl: string): Worker => {
  const script = new URL(scriptUrl, import.meta.url).href
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(script)}`], { type: 'text/javascript' }))
  const worker = new Worker(blob, { type: 'module' })
  worker.addEventListener('message', () => URL.revokeObjectURL(blob), { once: true })
  return worker
}
