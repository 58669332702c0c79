import type { DisplayVolume } from './display-volume.js'

/** The page's main thread is held no longer than this (ms), a slice more or less. */
const PIECE_MS = 10

const begun = new WeakMap<DisplayVolume['slices'], Promise<void>>()

/** Lets input and drawing in. */
const nextTask = (): Promise<void> =>
  new Promise((done) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      channel.port1.close()
      done()
    }
    channel.port2.postMessage(null)
  })

const fill = async (slices: DisplayVolume['slices'], wanted: () => boolean): Promise<void> => {
  let since = performance.now()
  for (const slice of slices) {
    if (performance.now() - since > PIECE_MS) {
      await nextTask()
      if (!wanted()) return
      since = performance.now()
    }
    slice()
  }
}

/** Works a volume's slices out, in pieces and once; stops where it is wanted no more. */
export const filled = (display: DisplayVolume, wanted: () => boolean): Promise<void> => {
  const known = begun.get(display.slices) ?? fill(display.slices, wanted)
  begun.set(display.slices, known)
  return known
}
