import type { Outline, Proposal } from '../../core/proposal/index.js'
import type { CaseImage, CaseSeries } from '../services.js'
import type { ImageSummary, OutlineSummary, ProposalSummary } from './state.js'

export const imageSummary = (series: CaseSeries, { volume, findings }: CaseImage): ImageSummary => ({
  series,
  imageUids: new Set(volume.planes.map((plane) => plane.sopInstanceUid)),
  size: volume.grid.size,
  spacingMm: volume.grid.spacingMm,
  evenlySpaced: volume.evenlySpaced,
  unit: volume.unit,
  findings,
})

export const outlineSummary = (o: Outline): OutlineSummary => ({
  key: o.key,
  recipe: o.recipe,
  solidCm3: o.solidCm3,
  contourCm3: o.contourCm3,
  contourCount: o.contours.length,
})

export const proposalSummary = (p: Proposal): ProposalSummary => {
  const { samples: _large, ...achieved } = p.achieved
  return {
    key: p.key,
    recipe: p.recipe,
    volumes: p.volumes,
    achieved,
    distances: p.distances,
    twinCm3: p.twin.solidCm3,
    effective: p.effective,
    carried: p.carried,
    edits: p.edits,
    findings: p.findings,
    contourCount: p.contours.length,
  }
}
