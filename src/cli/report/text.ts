import { describeRole } from '../../core/proposal/index.js'
import type { ProposalFigures } from '../../core/report/index.js'
import { fixed, textTable } from '../terminal/table.js'
import { oneLine } from '../terminal/terminal.js'

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** What a proposal came to, for people at a terminal. */
export const proposalText = (f: ProposalFigures, report: string | null): string => {
  const used = f.roles.filter((a) => a.role.is !== 'ignore')
  const roles = used.map((a) => [oneLine(a.roi), describeRole(a.role), a.by === 'whitelist' ? 'by its name' : a.by])
  const reasons = f.volumeByReason.map((v) => [v.reason, fixed(v.cm3, 2)])
  const directions = f.achievedMarginByDirection.map((d) => [d.direction, fixed(d.minMm, 1), percent(d.shareUnder5mm)])
  const notes = f.findings.filter((x) => x.kind === 'note' || x.accepted === true)
  return [
    `${f.roiName} written to ${f.out} (proposal, UNAPPROVED)${report === null ? '' : `, report to ${report}`}`,
    `  ${oneLine(f.recipeInWords)}`,
    '',
    `Volume     ${fixed(f.solidCm3, 2)} cm3 as a solid, ${fixed(f.contourCm3, 2)} cm3 by contour area x spacing; target ${fixed(f.targetSolidCm3, 2)} cm3`,
    `Margin     ${fixed(f.achievedMarginMinMm, 1)} mm at least, ${percent(f.achievedMarginShareUnder5mm)} of the target's surface under 5 mm`,
    `On slices  ${fixed(f.effectiveMarginSuperiorMm, 1)} mm superior, ${fixed(f.effectiveMarginInferiorMm, 1)} mm inferior (slices ${fixed(f.sliceSpacingMm, 2)} mm)`,
    `Literal    ${fixed(f.literalTwinCm3, 2)} cm3 would be 5 mm minus air alone`,
    '',
    'Roles',
    textTable(roles),
    '',
    'Volume by rule (cm3)',
    textTable(reasons, [1]),
    ...(directions.length === 0
      ? []
      : ['', 'Achieved margin: smallest (mm), share under 5 mm', textTable(directions, [1, 2])]),
    ...(notes.length === 0 ? [] : ['', 'Notes', ...notes.map((x) => `  ${oneLine(x.message)} [${x.code}]`)]),
  ].join('\n')
}
