import { useEffect, useState } from 'react'
import { droppedFiles } from '../files/gather.js'
import type { PickedFile } from './session-context.js'

/** Takes files and folders dropped anywhere in the window; true while something is held over it. */
export const useFileDrop = (onFiles: (files: readonly PickedFile[]) => void): boolean => {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const events = new AbortController()
    const { signal } = events
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    window.addEventListener(
      'dragover',
      (event) => {
        if (!holdsFiles(event)) return
        event.preventDefault()
        setOver(true)
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
        if (event.dataTransfer === null || !holdsFiles(event)) return
        event.preventDefault()
        void droppedFiles(event.dataTransfer).then(onFiles)
      },
      { signal },
    )
    return () => events.abort()
  }, [onFiles])
  return over
}
