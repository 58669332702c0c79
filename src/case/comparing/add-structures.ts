import { patientFindings } from '../../core/patient/index.js'
import { toErrorRecord } from '../../core/problem/index.js'
import { patchOpen } from '../state/patch.js'
import type { SessionParts } from '../state/session-parts.js'

/** Takes structure sets to compare with from files; they are no part of the case and not saved with it. */
export const addStructures = async <File>(
  { store, services }: SessionParts<File>,
  files: readonly File[],
): Promise<void> => {
  const opening = store.getState().open?.opening
  const stillOpen = () => store.getState().open?.opening === opening
  try {
    const found = await services.structures(files)
    if (!stillOpen()) return
    patchOpen(store, ({ contents, others, image }) => {
      const planning = contents.patients.filter((entry) => entry.is === 'image')
      const known = new Set([...contents.structureSets, ...others.sets].map((set) => set.uid))
      return {
        others: {
          sets: [...others.sets, ...found.structureSets.filter((set) => !known.has(set.uid))],
          findings: [
            ...others.findings,
            ...found.findings,
            ...patientFindings([...planning, ...found.patients], image.series.seriesUid),
          ],
          problem: null,
        },
      }
    })
  } catch (error) {
    if (stillOpen()) patchOpen(store, ({ others }) => ({ others: { ...others, problem: toErrorRecord(error) } }))
  }
}
