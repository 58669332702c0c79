import type { DoseInfo } from '../../../core/dose/index.js'
import type { Plan } from '../../../core/plan/index.js'
import { fixed } from '../../terminal/table.js'
import { oneLine } from '../../terminal/terminal.js'

const steps = (heightsMm: readonly number[]): number[] =>
  heightsMm
    .slice(1)
    .map((h, k) => h - (heightsMm[k] as number))
    .sort((a, b) => a - b)

/** Millimetres without the digits that subtraction leaves; null where there is nothing to tell. */
const toMicrometre = (mm: number | undefined): number | null => (mm === undefined ? null : Number(mm.toFixed(3)))

const significant = (value: number): number => Number(value.toPrecision(7))

/** An RT Dose as `inspect` lists it. */
export const doseEntry = (d: DoseInfo) => {
  const between = steps(d.grid.heightsMm)
  return {
    file: d.file,
    uid: d.uid,
    frameUid: d.grid.frame,
    columns: d.grid.size[0],
    rows: d.grid.size[1],
    planes: d.grid.size[2],
    columnSpacingMm: d.grid.columnSpacingMm,
    rowSpacingMm: d.grid.rowSpacingMm,
    planeSpacingMinMm: toMicrometre(between[0]),
    planeSpacingMaxMm: toMicrometre(between.at(-1)),
    /** Centre of the first voxel of the lowest plane. */
    originLps: d.grid.originLps.map((v) => Number(v.toFixed(4))),
    doseType: d.doseType,
    summation: d.summation,
    maxGy: d.unit === 'Gy' ? significant(d.max) : null,
    /** Where the dose is a share of something. */
    maxRelative: d.unit === 'relative' ? significant(d.max) : null,
    planUid: d.planUid,
    comment: d.comment,
  }
}

/** An RT Plan as `inspect` lists it. */
export const planEntry = (p: Plan) => ({
  file: p.file,
  uid: p.uid,
  label: p.label,
  name: p.name,
  date: p.date,
  intent: p.intent,
  approval: p.approval,
  frameUid: p.frame,
  structureSetUid: p.structureSetUid,
  beams: p.beamCount,
  prescriptionText: p.prescriptionText,
  doseReferences: p.doseReferences,
  fractionGroups: p.fractionGroups,
})

type DoseEntry = ReturnType<typeof doseEntry>
type PlanEntry = ReturnType<typeof planEntry>

const planeSpacing = ({ planeSpacingMinMm: least, planeSpacingMaxMm: most }: DoseEntry): string => {
  if (least === null || most === null) return '-'
  return most - least > 0.01 ? `${fixed(least, 2)} to ${fixed(most, 2)}` : fixed(least, 2)
}

/** An RT Dose for people. */
export const doseText = (d: DoseEntry): string => {
  const most = d.maxGy === null ? `${d.maxRelative} (relative)` : `${fixed(d.maxGy, 2)} Gy`
  const size = `${d.columns} x ${d.rows} x ${d.planes}`
  const mm = `${fixed(d.columnSpacingMm, 2)} x ${fixed(d.rowSpacingMm, 2)} x ${planeSpacing(d)} mm`
  return `RTDOSE  ${[`at most ${most}`, size, mm, d.doseType, d.summation, oneLine(d.comment), d.file].filter((t) => t !== '').join('  ')}\n  frame  ${d.frameUid}`
}

const prescriptionText = (p: PlanEntry): string[] =>
  p.doseReferences
    .filter((r) => r.prescribedGy !== null)
    .map((r) => {
      const where = oneLine(r.description) || (r.roiNumber === null ? '' : `ROI ${r.roiNumber}`)
      return `  prescribed ${fixed(r.prescribedGy, 2)} Gy${where === '' ? '' : ` to ${where}`}`
    })

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

const groupText = (g: PlanEntry['fractionGroups'][number]): string => {
  const fractions = g.fractions === null ? 'fractions not stated' : counted(g.fractions, 'fraction')
  const dose = g.fractionGy === null ? '' : `, ${fixed(g.fractionGy, 3)} Gy each at the beams' points`
  return `  group ${g.number}: ${fractions}${dose}`
}

/** An RT Plan for people. */
export const planText = (p: PlanEntry): string => {
  const words = [oneLine(p.label), oneLine(p.name), p.date, p.intent, p.approval, counted(p.beams, 'beam'), p.file]
  return [
    `RTPLAN  ${words.filter((t) => t !== '').join('  ')}`,
    ...(p.prescriptionText === '' ? [] : [`  ${oneLine(p.prescriptionText)}`]),
    ...prescriptionText(p),
    ...p.fractionGroups.map(groupText),
  ].join('\n')
}
