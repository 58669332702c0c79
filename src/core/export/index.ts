export { baseSetOf } from './base-set.js'
export { type DescribedExport, describeExport } from './described.js'
export type { CardStructure, ImportCard } from './import-card.js'
export { importCardText } from './import-card-text.js'
export {
  checkExportOptions,
  EXPORT_DEFAULTS,
  type ExportOptions,
  type HoleStyle,
  NAME_LIMIT,
  nameLength,
} from './options.js'
export { type ExportPlan, type NewStructure, planExport } from './plan.js'
export type { RoiFigures } from './roi-figures.js'
