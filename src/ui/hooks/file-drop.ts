import { useEffect, useState } from 'react'
import { droppedFiles } from '../files/gather.js'
import { droppedOrigin, type Origin } from '../files/origin.js'
import type { PickedFile } from './session-context.js'

/** Takes files and folders dropped anywhere in the window; true while something is held over it. */
export const useFileDrop = (
  onFiles: (files: readonly PickedFile[], origin: Origin) => void,
  onError: (error: unknown) => void,
): boolean => {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const events = new AbortController()
    const { signal } = events
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    window.addEventListener(
      'dragover',
      (event) => {
        // A place of the page that takes files for itself has said so.
        const taken = event.defaultPrevented
        if (holdsFiles(event)) event.preventDefault()
        setOver(holdsFiles(event) && !taken)
      },
      { signal },
    )
    window.addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setOver(false)
      },
      { signal },
    )
    window.addEventListener(
      'drop',
      (event) => {
        setOver(false)
        if (event.dataTransfer === null || event.defaultPrevented || !holdsFiles(event)) return
        event.preventDefault()
        const dropped = [droppedFiles(event.dataTransfer), droppedOrigin(event.dataTransfer)] as const
        void Promise.all(dropped).then(([files, origin]) => onFiles(files, origin), onError)
      },
      { signal },
    )
    return () => events.abort()
  }, [onFiles, onError])
  return over
}
