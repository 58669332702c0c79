import type { Rigid } from '../../core/frame/index.js'
import { PostopError, toErrorRecord } from '../../core/problem/index.js'
import { findTransform, type Registration } from '../../core/proposal/index.js'
import type { CaseSeries, Running } from '../services.js'
import { patchOpen } from '../state/patch.js'
import type { SessionParts } from '../state/session-parts.js'
import type { FusionState, OpenCase } from '../state/state.js'

const nameOf = (series: CaseSeries): string =>
  series.description === '' ? `the ${series.modality} series` : `${series.modality} ${series.description}`

/** From the series' frame into the image's; null where they are one. @throws frame/mismatch, and why the series cannot be read */
const wayToImage = (series: CaseSeries, open: OpenCase, registrations: readonly Registration[]): Rigid | null => {
  const to = open.image.series.frame
  if (series.frame !== null && series.frame === to) return null
  const found = series.frame === null || to === null ? undefined : findTransform(series.frame, to, registrations)
  if (found !== undefined) return found
  throw new PostopError('frame/mismatch', {
    message: `Not shown over the planning image: ${nameOf(series)} is in another frame of reference, and no registration joins the two.`,
    attribute: 'FrameOfReferenceUID (0020,0052)',
    remedy: 'Open the Spatial Registration object with the case.',
  })
}

/** Lays a second series over the planning image; the latest wish counts. */
export const createFusing = <File>({ store, shelf, services }: SessionParts<File>) => {
  let turn = 0
  let reading: Running<unknown> | null = null

  const patch = (fusion: FusionState | null): void => patchOpen(store, () => ({ fusion }))

  const none = (): void => {
    turn++
    reading?.cancel()
    reading = null
    shelf.fusion = null
  }

  const fuse = async (key: string | null): Promise<void> => {
    none()
    const mine = turn
    const now = store.getState().open
    const series = now?.contents.series.find((s) => s.key === key)
    if (now === null || series === undefined || key === null) {
      patch(null)
      return
    }
    try {
      const toImage = wayToImage(series, now, shelf.inputs?.registrations ?? [])
      patch({ is: 'reading', key, done: 0 })
      const call = services.loadOther(key, (_phase, done) => {
        if (mine === turn) patch({ is: 'reading', key, done })
      })
      reading = call
      const { volume } = await call.result
      if (mine !== turn) return
      shelf.fusion = { volume, toImage }
      patch({ is: 'shown', key })
    } catch (error) {
      if (mine === turn) patch({ is: 'refused', key, problem: toErrorRecord(error) })
    }
  }

  /** Other registrations are in use: what is shown is placed by them, or refused. */
  const again = (): void => {
    const fusion = store.getState().open?.fusion ?? null
    if (fusion !== null) void fuse(fusion.key)
  }

  return { fuse, none, again }
}
