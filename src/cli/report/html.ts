import { describeRole } from '../../core/proposal/index.js'
import type { ImageReference } from '../../dicom/index.js'
import { fixed } from '../terminal/table.js'
import type { ProposalFigures } from './figures.js'

const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text from files and names as text of the page, never as markup. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITY[c] ?? c)

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

const cells = (row: readonly string[], tag: 'td' | 'th'): string =>
  `<tr>${row.map((c) => `<${tag}>${escapeHtml(c)}</${tag}>`).join('')}</tr>`

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead>${cells(head, 'th')}</thead><tbody>${rows.map((r) => cells(r, 'td')).join('')}</tbody></table>`

const inside = new Set(['target', 'margin', 'concern', 'edited-in'])

/** One bar: what is in the CTV, then what each rule took. */
const bar = (f: ProposalFigures): string => {
  const shares = f.volumeByReason.map((v, i) => {
    const width = f.regionCm3 > 0 ? (100 * v.cm3) / f.regionCm3 : 0
    const colour = inside.has(v.reason) ? `hsl(28 90% ${45 + 8 * i}%)` : `hsl(${200 + 17 * i} 25% ${40 + 3 * i}%)`
    return `<i style="width:${width.toFixed(3)}%;background:${colour}" title="${escapeHtml(v.reason)} ${v.cm3.toFixed(2)} cm3"></i>`
  })
  return `<div class="bar">${shares.join('')}</div>`
}

const STYLE = `body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b1f24}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #d8dde3;vertical-align:top}
.bar{display:flex;height:1.2rem;border-radius:3px;overflow:hidden;margin:.5rem 0}.bar i{display:block;height:100%}
.warn{border-left:4px solid #c77700;padding:.3rem .8rem;background:#fff6e5;margin:.4rem 0}
.state{background:#fff6e5;border:1px solid #c77700;padding:.5rem .8rem;border-radius:4px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f6f8;padding:1rem;font-size:12px}`

const findings = (f: ProposalFigures): string => {
  const decide = f.findings.filter((x) => x.kind === 'decide')
  const notes = f.findings.filter((x) => x.kind === 'note')
  const asked = decide.map(
    (x) =>
      `<p class="warn"><b>${x.accepted === true ? 'Accepted' : 'To decide'}:</b> ${escapeHtml(x.message)} ${escapeHtml(x.remedy)} <code>${escapeHtml(x.code)}</code></p>`,
  )
  return `${asked.join('')}${notes.length === 0 ? '' : `<ul>${notes.map((x) => `<li>${escapeHtml(x.message)} <code>${escapeHtml(x.code)}</code></li>`).join('')}</ul>`}`
}

/** The report as one page that needs nothing else; everything from files is escaped. */
export const proposalHtml = (f: ProposalFigures, reference: ImageReference): string => {
  const used = f.roles.filter((a) => a.role.is !== 'ignore')
  const facts: readonly (readonly [string, string])[] = [
    ['Patient', `${reference.patientName} (${reference.patientId})`],
    ['Study', `${reference.studyDate} ${reference.studyDescription}`],
    ['Recipe', f.recipeInWords],
    ['CTV', `${f.solidCm3.toFixed(2)} cm3 as a solid, ${f.contourCm3.toFixed(2)} cm3 by contour area x spacing`],
    ['Target', `${f.targetSolidCm3.toFixed(2)} cm3 as a solid, ${f.targetContourCm3.toFixed(2)} cm3 by contours`],
    [
      'Achieved margin',
      `${f.achievedMarginMinMm.toFixed(1)} mm at least, ${f.achievedMarginMeanMm.toFixed(1)} mm on average; ${percent(f.achievedMarginShareUnder5mm)} of the target's surface under 5 mm`,
    ],
    [
      'On slices',
      `${fixed(f.effectiveMarginSuperiorMm, 1)} mm superior, ${fixed(f.effectiveMarginInferiorMm, 1)} mm inferior, slices ${fixed(f.sliceSpacingMm, 2)} mm`,
    ],
    ['Literal twin', `${f.literalTwinCm3.toFixed(2)} cm3 by 5 mm minus air alone`],
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>CTV proposal</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(f.roiName ?? 'CTV')}</h1>
<p class="state">A proposal by ${escapeHtml(f.software)}, not approved. A physician reviews, edits and approves it.</p>
<table><tbody>${facts.map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(value)}</td></tr>`).join('')}</tbody></table>
<h2>Volume by rule</h2>${bar(f)}
${table(
  ['Rule', 'cm3'],
  f.volumeByReason.map((v) => [v.reason, v.cm3.toFixed(2)]),
)}
<h2>Achieved margin</h2>
${table(
  ['Direction', 'Smallest (mm)', 'Share under 5 mm'],
  f.achievedMarginByDirection.map((d) => [d.direction, d.minMm.toFixed(1), percent(d.shareUnder5mm)]),
)}
${table(
  ['Cut by', 'Share of the surface', 'Smallest (mm)'],
  f.achievedMarginCutBy.map((c) => [c.reason, percent(c.share), c.minMm.toFixed(1)]),
)}
<h2>Taken from the literal twin</h2>
${table(
  ['Rule', 'cm3'],
  f.literalTwinTaken.map((t) => [t.reason, t.cm3.toFixed(2)]),
)}
<h2>Roles</h2>
${table(
  ['ROI', 'Role', 'Said by', 'Why'],
  used.map((a) => [a.roi, describeRole(a.role), a.by, a.why]),
)}
<h2>Findings</h2>${findings(f)}
<h2>Recipe</h2><pre>${escapeHtml(JSON.stringify(f.recipe, null, 2))}</pre>
</body></html>
`
}
