import type { SurfaceShot } from './surface-picture.js'

/** A picture of surfaces is waited for no longer than this, in ms. */
const SURFACES_WITHIN_MS = 15_000

/** Frames after the last change until it is on the screen: laid out, asked for, drawn. */
const FRAMES_TO_SCREEN = 4

/** The next frame, or a while where the page draws none: in the background. */
const nextFrame = (): Promise<void> =>
  new Promise((done) => {
    const late = setTimeout(done, 250)
    requestAnimationFrame(() => {
      clearTimeout(late)
      done()
    })
  })

/** Waits until the surfaces are all there and drawn; null where they did not come in time. */
export const surfacesShown = async (shot: () => SurfaceShot | null): Promise<SurfaceShot | null> => {
  const until = performance.now() + SURFACES_WITHIN_MS
  let frames = 0
  while (performance.now() < until) {
    await nextFrame()
    frames = shot() === null ? 0 : frames + 1
    if (frames > FRAMES_TO_SCREEN) return shot()
  }
  return null
}
