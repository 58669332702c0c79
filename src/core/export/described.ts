import type { StructureSet } from '../structure/index.js'
import type { Planes } from '../volume/index.js'
import { type ImportCard, importCard } from './import-card.js'
import type { ExportPlan } from './plan.js'
import { type RoiFigures, roiFigures } from './roi-figures.js'

/** What a written file holds, by its bytes read again. */
export type DescribedExport = { readonly card: ImportCard; readonly figures: readonly RoiFigures[] }

type Parts = {
  readonly plan: ExportPlan
  /** The file, read again. */
  readonly read: StructureSet
  /** ROI numbers of the plan's structures, in its order. */
  readonly numbers: readonly number[]
  /** The set whose ROIs were copied; null: none was. */
  readonly copied: StructureSet | null
  readonly image: Planes
  readonly patient: Pick<ImportCard, 'patientName' | 'patientId'>
}

/** The figures of an export: of what was added for whoever imports it, of every ROI beside what it was meant to be. */
export const describeExport = ({ plan, read, numbers, copied, image, patient }: Parts): DescribedExport => {
  const card = importCard({ read, numbers, structures: plan.structures, image, patient })
  const added = plan.structures.flatMap((planned, i) => {
    const number = numbers[i]
    const own = card.structures.find((s) => s.number === number)
    return number === undefined ? [] : [{ number, planned, readCm3: own?.contourCm3 ?? 0 }]
  })
  return { card, figures: roiFigures(read, copied, added, image) }
}
