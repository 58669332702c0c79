import type { ImportCard } from '../export/index.js'
import type { Sha256, Uid } from '../frame/index.js'
import type { Finding } from '../problem/index.js'
import { describeRecipe, editName, type Proposal } from '../proposal/index.js'
import type { Volume } from '../volume/index.js'
import { cardFigures } from './card-figures.js'

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals))

/** A proposal as it was written. */
export type ReportSubject = {
  readonly image: Pick<Volume, 'seriesUid' | 'frame' | 'planes'>
  readonly proposal: Proposal
  readonly written: {
    readonly sopInstanceUid: Uid
    readonly rois: readonly {
      readonly type: string
      readonly name: string
      readonly number: number
      readonly geometryHash: Sha256
    }[]
    readonly card: ImportCard
  }
  /** Of inputs, proposal and writing, with what was accepted. */
  readonly findings: readonly Finding[]
  /** Where it was written, as the user named it. */
  readonly out: string
}

/** What `propose --json` prints and `--report OUT.json` holds: every figure with its unit in the key (docs/json.md). */
export const proposalFigures = ({ image, proposal: p, written, findings, out }: ReportSubject) => {
  const ctv = written.rois.find((r) => r.type === 'CTV')
  const ptv = written.rois.find((r) => r.type === 'PTV')
  const { volumes, achieved, effective, twin } = p
  return {
    command: 'propose',
    software: p.recipe.software,
    out,
    sopInstanceUid: written.sopInstanceUid,
    roiName: ctv?.name ?? null,
    roiNumber: ctv?.number ?? null,
    ptv: ptv === undefined ? null : { roiName: ptv.name, roiNumber: ptv.number },
    geometryHash: ctv?.geometryHash ?? null,
    proposalKey: p.key,
    recipeInWords: describeRecipe(p.recipe, p.edits),
    image: {
      seriesUid: image.seriesUid,
      frameUid: image.frame,
      slices: image.planes.length,
    },
    solidCm3: round(volumes.solidCm3, 4),
    contourCm3: round(volumes.contourCm3, 4),
    targetSolidCm3: round(volumes.targetSolidCm3, 4),
    targetContourCm3: round(volumes.targetContourCm3, 4),
    regionCm3: round(volumes.regionCm3, 4),
    volumeByReason: volumes.byReason.map((v) => ({ reason: v.reason, cm3: round(v.cm3, 4) })),
    achievedMarginMinMm: round(achieved.minMm, 2),
    achievedMarginMeanMm: round(achieved.meanMm, 2),
    achievedMarginShareUnder5mm: round(achieved.shareUnder5mm, 4),
    achievedMarginWorstLps: achieved.worstLps.map((x) => round(x, 2)),
    achievedMarginByDirection: achieved.byDirection.map((d) => ({
      direction: d.direction,
      minMm: round(d.minMm, 2),
      shareUnder5mm: round(d.shareUnder5mm, 4),
    })),
    achievedMarginConcern:
      achieved.concern === null
        ? null
        : {
            minMm: round(achieved.concern.minMm, 2),
            shareUnderOwnMargin: round(achieved.concern.shareUnderOwnMargin, 4),
          },
    achievedMarginCutBy: achieved.cutBy.map((c) => ({
      reason: c.reason,
      share: round(c.share, 4),
      minMm: round(c.minMm, 2),
    })),
    distancesWithinMm: { target: p.distances.targetWithinMm, ctv: round(p.distances.ctvWithinMm, 2) },
    distances: p.distances.organs.map((organ) => ({
      roi: organ.roi,
      role: organ.role,
      targetMm: organ.targetMm === null ? null : round(organ.targetMm, 2),
      ctvMm: organ.ctvMm === null ? null : round(organ.ctvMm, 2),
      targetOverlapCm3: round(organ.targetOverlapCm3, 4),
      ctvOverlapCm3: round(organ.ctvOverlapCm3, 4),
      flagged: organ.flagged,
    })),
    effectiveMarginSuperiorMm: effective === null ? null : round(effective.superiorMm, 2),
    effectiveMarginInferiorMm: effective === null ? null : round(effective.inferiorMm, 2),
    sliceSpacingMm: effective === null ? null : round(effective.sliceMm, 3),
    literalTwinCm3: round(twin.solidCm3, 4),
    literalTwinTaken: twin.takenCm3.map((t) => ({ reason: t.reason, cm3: round(t.cm3, 4) })),
    edits: p.recipe.edits.map((edit, i) => ({
      id: edit.id,
      what: editName(edit),
      on: edit.on,
      cm3: round(p.edits[i]?.cm3 ?? 0, 4),
    })),
    carried: p.carried.map((t) => ({
      roi: t.roi,
      beforeLps: t.beforeLps.map((x) => round(x, 3)),
      afterLps: t.afterLps.map((x) => round(x, 3)),
    })),
    contours: p.contours.length,
    importCard: cardFigures(written.card),
    roles: p.recipe.roles.map((a) => ({
      roi: a.roi.name,
      number: a.roi.number,
      setUid: a.roi.setUid,
      role: a.role,
      by: a.by,
      why: a.why,
    })),
    findings,
    recipe: p.recipe,
  }
}

export type ProposalFigures = ReturnType<typeof proposalFigures>
