import type { CaseLeaf, CaseSeries } from '../../../case/index.js'
import { figure } from '../../format.js'

const counted = (n: number, one: string, many: string): string => `${figure(n, 0)} ${n === 1 ? one : many}`

export const leafModality = (leaf: CaseLeaf): string =>
  (leaf.is === 'series' ? leaf.series.modality : leaf.object.modality) || 'other'

/** What a series calls itself, else its kind, and which part of it this is. */
export const seriesName = ({ description, modality, part }: CaseSeries): string =>
  [description || `${modality} series`, part].filter((text) => text !== '').join(', ')

/** What it calls itself, else its kind. */
export const leafName = (leaf: CaseLeaf): string =>
  leaf.is === 'series' ? seriesName(leaf.series) : leaf.object.description || leaf.object.kind

export const leafCount = (leaf: CaseLeaf): string => {
  if (leaf.is === 'series') return counted(leaf.series.imageCount, 'image', 'images')
  return leaf.roiCount === null ? counted(1, 'object', 'objects') : counted(leaf.roiCount, 'ROI', 'ROIs')
}
