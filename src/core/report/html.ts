import { describeRole, type RoleAssignment } from '../proposal/index.js'
import type { ProposalFigures } from './figures.js'
import { escapeHtml, factsOf, fixed, percent, sectionOf, tableOf } from './markup.js'
import { cardPart, findingsPart, picturesPart, type ReportPicture, volumesPart } from './parts.js'
import { STYLE } from './style.js'

/** Whose image it is, as the report's head says it. */
export type ReportPatient = {
  readonly patientName: string
  readonly patientId: string
  readonly studyDate: string
  readonly studyDescription: string
}

type Extras = {
  readonly pictures?: readonly ReportPicture[]
  /** What the lines in the pictures are; CSS colours as `#rrggbb` or `rgb(...)`. */
  readonly legend?: readonly { readonly name: string; readonly colour: string }[]
  /** Slices with the CTV: how many were looked at, of how many. */
  readonly looked?: { readonly seen: number; readonly of: number }
}

const summary = (f: ProposalFigures, patient: ReportPatient, { looked }: Extras): string =>
  factsOf([
    ['Patient', `${patient.patientName} (${patient.patientId})`],
    ['Study', `${patient.studyDate} ${patient.studyDescription}`],
    ['CTV', `${fixed(f.solidCm3, 2)} cm³ as a solid, ${fixed(f.contourCm3, 2)} cm³ by contour area x spacing`],
    ['Target', `${fixed(f.targetSolidCm3, 2)} cm³ as a solid, ${fixed(f.targetContourCm3, 2)} cm³ by contours`],
    [
      'Achieved margin',
      `${fixed(f.achievedMarginMinMm, 1)} mm at least, ${fixed(f.achievedMarginMeanMm, 1)} mm on average; ${percent(f.achievedMarginShareUnder5mm)} of the target's surface under 5 mm`,
    ],
    [
      'Effective margin on slices',
      `${fixed(f.effectiveMarginSuperiorMm, 1)} mm superior, ${fixed(f.effectiveMarginInferiorMm, 1)} mm inferior, slices ${fixed(f.sliceSpacingMm, 2)} mm`,
    ],
    ['Literal twin', `${fixed(f.literalTwinCm3, 2)} cm³ by 5 mm minus air alone`],
    ...(f.ptv === null ? [] : [['PTV', f.ptv.roiName] as const]),
    ...(looked === undefined ? [] : [['Slices looked at', `${looked.seen} of ${looked.of} with the CTV`] as const]),
  ])

const marginPart = (f: ProposalFigures): string =>
  sectionOf(
    'Achieved margin',
    [
      tableOf(
        ['Direction', 'Smallest (mm)', 'Share under 5 mm'],
        f.achievedMarginByDirection.map((d) => [d.direction, fixed(d.minMm, 1), percent(d.shareUnder5mm)]),
      ),
      f.achievedMarginConcern === null
        ? ''
        : tableOf(
            ['Area of concern', 'Smallest (mm)', 'Share under its own margin'],
            [['inside', fixed(f.achievedMarginConcern.minMm, 1), percent(f.achievedMarginConcern.shareUnderOwnMargin)]],
          ),
      tableOf(
        ['Cut by', 'Share of the surface', 'Smallest (mm)'],
        f.achievedMarginCutBy.map((c) => [c.reason, percent(c.share), fixed(c.minMm, 1)]),
      ),
    ].join(''),
  )

const uidsPart = (f: ProposalFigures): string => {
  const { inputs } = f.recipe
  const rows: readonly (readonly [string, string])[] = [
    ['Structure set written', f.sopInstanceUid],
    ['Planning image series', `${inputs.image.seriesUid}, sha256 ${inputs.image.hash}`],
    ['Frame of reference', inputs.image.frame],
    ...inputs.structureSets.map((s) => ['Structure set read', `${s.uid}, sha256 ${s.hash}`] as const),
    ...inputs.registrations.map((r) => ['Registration read', `${r.uid}, sha256 ${r.hash}`] as const),
    ['Geometry of the contours', `sha256 ${f.geometryHash ?? ''}`],
    ['Recipe with its inputs', `sha256 ${f.proposalKey}`],
    ['Software', f.software],
  ]
  return sectionOf('Versions and UIDs', `<div class="uids">${factsOf(rows)}</div>`)
}

/** JSON with lists of numbers on one line each. */
const json = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /\[\s+(-?[\d.e+-]+(?:,\s+-?[\d.e+-]+)*)\s+\]/g,
    (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`,
  )

const editsPart = (f: ProposalFigures): string =>
  f.edits.length === 0
    ? ''
    : sectionOf(
        'Edited by hand',
        tableOf(
          ['Edit', 'What', 'Effect (cm³)'],
          f.edits.map((e) => [e.id, e.what, e.on ? `${e.cm3 > 0 ? '+' : ''}${fixed(e.cm3, 2)}` : 'switched off']),
        ),
      )

const SAID_BY: Readonly<Record<RoleAssignment['by'], string>> = {
  user: 'the user',
  whitelist: 'its name',
  protocol: 'the protocol',
  default: 'nobody',
}

const rolesPart = (f: ProposalFigures): string =>
  sectionOf(
    'Roles',
    tableOf(
      ['ROI', 'Role', 'Said by', 'Why'],
      f.roles.filter((a) => a.role.is !== 'ignore').map((a) => [a.roi, describeRole(a.role), SAID_BY[a.by], a.why]),
    ),
  )

/** The report as one page that needs nothing else and prints to PDF: no script, no address; everything from files is escaped. */
export const proposalHtml = (
  f: ProposalFigures,
  patient: ReportPatient,
  extras: Extras = {},
): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width"><title>CTV proposal</title><style>${STYLE}</style></head><body><div class="sheet">
<header class="head"><div><b>PROPOSAL, NOT APPROVED</b><span>${escapeHtml(patient.patientName)} (${escapeHtml(patient.patientId)})</span><span>${escapeHtml(f.software)}</span></div></header>
<main class="body">
<h1>${escapeHtml(f.roiName ?? 'CTV')}</h1>
<p>A proposal, not approved. A physician reviews, edits and approves it.</p>
<p class="line">${escapeHtml(f.recipeInWords)}</p>
${summary(f, patient, extras)}
${picturesPart(extras.pictures ?? [], extras.legend ?? [])}
${findingsPart(f.findings)}
${volumesPart(f)}
${marginPart(f)}
${sectionOf(
  'Taken from the literal twin',
  tableOf(
    ['Rule', 'cm³'],
    f.literalTwinTaken.map((t) => [t.reason, fixed(t.cm3, 2)]),
  ),
)}
${editsPart(f)}
${rolesPart(f)}
${cardPart(f.importCard)}
${uidsPart(f)}
${sectionOf('Recipe, all parameters', `<pre>${escapeHtml(json(f.recipe))}</pre>`)}
</main></div></body></html>
`
