import { fixed, textTable } from '../../terminal/table.js'
import { oneLine } from '../../terminal/terminal.js'
import type { Inspection } from './run.js'
import { doseText, planText } from './treatment.js'

type Series = Inspection['series'][number]
type Set = Inspection['structureSets'][number]

const spacing = (s: Series): string => {
  const slices =
    s.sliceSpacingMm === null
      ? '-'
      : (s.sliceSpacingMaxMm ?? 0) - (s.sliceSpacingMinMm ?? 0) > 0.01
        ? `${fixed(s.sliceSpacingMinMm, 2)} to ${fixed(s.sliceSpacingMaxMm, 2)}`
        : fixed(s.sliceSpacingMm, 2)
  return `${fixed(s.columnSpacingMm, 3)} x ${fixed(s.rowSpacingMm, 3)} x ${slices} mm`
}

const seriesText = (s: Series): string =>
  [
    `${s.modality}  ${s.images} images  ${s.columns} x ${s.rows}  ${spacing(s)}  ${s.patientPosition}  ${s.date}  ${oneLine(s.description)}`,
    `  series ${s.key}${s.part === '' ? '' : `  ${s.part}`}`,
    `  frame  ${s.frameUid ?? 'none'}`,
    ...(s.refusal === null ? [] : [`  cannot be planned on: ${s.refusal.message}`]),
    ...s.findings.map((f) => `  ${f.kind}: ${f.message} [${f.code}]`),
  ].join('\n')

const setText = (s: Set): string => {
  const head = ['#', 'ROI', 'type', 'contours', 'points', 'planes', 'cm3', 'by its name']
  const rows = s.rois.map((r) => [
    String(r.number),
    oneLine(r.name),
    r.type,
    String(r.contours),
    String(r.points),
    String(r.planes),
    r.contourCm3 === null ? '-' : fixed(r.contourCm3, 2),
    r.suggestedRole,
  ])
  return [
    `RTSTRUCT  ${s.rois.length} ROIs  ${oneLine(s.label)}  ${s.date}  ${s.file}`,
    `  frame  ${s.frameUid}${s.seriesInItsFrame.length === 0 ? ' (no image here has it)' : ''}`,
    textTable([head, ...rows], [0, 3, 4, 5, 6]),
    ...s.findings.map((f) => `  ${f.kind}: ${f.message} [${f.code}]`),
  ].join('\n')
}

/** Why a dose or plan was not read; other kinds never are. */
const whyNot = (i: Inspection, file: string): string =>
  i.findings
    .flatMap((f) => (f.code === 'file/skipped' && f.file === file ? [`\n  ${f.message} [${f.code}]`] : []))
    .join('')

/** What was found, for people. */
export const inspectText = (i: Inspection): string => {
  const blocks = [
    ...i.series.map(seriesText),
    ...i.structureSets.map(setText),
    ...i.registrations.map((r) => `REG  ${r.file}\n  from   ${r.fromFrameUid}\n  to     ${r.toFrameUid}`),
    ...i.plans.map(planText),
    ...i.doses.map(doseText),
    ...i.others.map((o) => `${o.modality}  ${o.kind}: recognised, not read  ${o.file}${whyNot(i, o.file)}`),
    ...(i.problems.length === 0
      ? []
      : [
          `${i.problems.length} passed over:\n${i.problems.map((p) => `  ${p.message} [${p.code}${p.file !== null && !p.message.includes(p.file) ? `, ${p.file}` : ''}]`).join('\n')}`,
        ]),
  ]
  return blocks.join('\n\n')
}
