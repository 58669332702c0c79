import type { Finding } from '../problem/index.js'
import type { cardFigures } from './card-figures.js'
import type { ProposalFigures } from './figures.js'
import { escapeHtml, factsOf, fixed, sectionOf, tableOf } from './markup.js'

/** A picture for the report: its address is `data:image/png;base64,...` or the like, never another. */
export type ReportPicture = { readonly title: string; readonly dataUrl: string }

const IS_PICTURE = /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/

/** Pictures side by side with their titles, and what the lines in them are. What is no inline picture is left out. */
export const picturesPart = (
  pictures: readonly ReportPicture[],
  legend: readonly { readonly name: string; readonly colour: string }[],
): string => {
  const figures = pictures
    .filter(({ dataUrl }) => IS_PICTURE.test(dataUrl))
    .map(
      ({ title, dataUrl }) =>
        `<figure><img src="${dataUrl}" alt="${escapeHtml(title)}"><figcaption>${escapeHtml(title)}</figcaption></figure>`,
    )
  if (figures.length === 0) return ''
  const lines = legend
    .filter(({ colour }) => /^(#[\da-f]{6}|rgb\([\d ,]+\))$/i.test(colour))
    .map(({ name, colour }) => `<span><i class="key" style="background:${colour}"></i>${escapeHtml(name)}</span>`)
  return sectionOf(
    'Pictures',
    `<div class="pictures">${figures.join('')}</div><div class="legend">${lines.join('')}</div>`,
  )
}

/** Colours of the reasons, as the page has them; on white paper the barrier is darker. */
const REASON_COLOURS: readonly (readonly [RegExp, string])[] = [
  [/^target$/, '#F5402F'],
  [/^margin$/, '#FFE45C'],
  [/^concern$/, '#FFB1A8'],
  [/^air$/, '#62B0F5'],
  [/^barrier:/, '#8C877B'],
  [/^organ:/, '#6953C5'],
  [/^edited-in$/, '#5CCB97'],
  [/^edited-out$/, '#2F7D56'],
]
const OTHER_COLOUR = '#C3B9BE'

const reasonColour = (reason: string): string =>
  REASON_COLOURS.find(([pattern]) => pattern.test(reason))?.[1] ?? OTHER_COLOUR

/** One bar and a table: what is in the CTV, then what each rule took. */
export const volumesPart = (f: ProposalFigures): string => {
  const shares = f.volumeByReason.map((v) => {
    const width = f.regionCm3 > 0 ? (100 * v.cm3) / f.regionCm3 : 0
    return `<i style="width:${width.toFixed(3)}%;background:${reasonColour(v.reason)}" title="${escapeHtml(v.reason)} ${v.cm3.toFixed(2)} cm3"></i>`
  })
  const rows = f.volumeByReason.map(
    (v) =>
      `<tr><td><i class="key" style="background:${reasonColour(v.reason)}"></i>${escapeHtml(v.reason)}</td><td>${v.cm3.toFixed(2)}</td></tr>`,
  )
  return sectionOf(
    'Volume by rule',
    `<div class="bar">${shares.join('')}</div><table><thead><tr><th>Rule</th><th>cm³</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
}

const decided = ({ accepted, acceptedBy }: Finding): string =>
  accepted !== true ? 'To decide' : acceptedBy === undefined ? 'Accepted' : `Accepted by ${acceptedBy}`

/** What was to be decided, by whom it was accepted, and what was noted. */
export const findingsPart = (findings: readonly Finding[]): string => {
  const asked = findings
    .filter((x) => x.kind === 'decide')
    .map(
      (x) =>
        `<p class="warn${x.accepted === true ? ' done' : ''}"><b>${escapeHtml(decided(x))}:</b> ${escapeHtml(x.message)} ${x.accepted === true ? '' : `${escapeHtml(x.remedy)} `}<code>${escapeHtml(x.code)}</code></p>`,
    )
  const notes = findings
    .filter((x) => x.kind === 'note')
    .map((x) => `<li>${escapeHtml(x.message)} <code>${escapeHtml(x.code)}</code></li>`)
  const body = `${asked.join('')}${notes.length === 0 ? '' : `<ul>${notes.join('')}</ul>`}`
  return sectionOf('Findings', body === '' ? '<p>None.</p>' : body)
}

type Card = ReturnType<typeof cardFigures>

/** The figures to compare after the import. */
export const cardPart = (card: Card): string =>
  sectionOf(
    'Import card',
    card.structures
      .map((s) =>
        [
          factsOf([
            [`${s.name} (${s.type})`, `ROI number ${s.number} in "${card.label}", approval status ${card.approval}`],
            ['Volume by contours', `${fixed(s.contourCm3, 2)} cm³ (area x slice spacing, as a planning system counts)`],
            ['Volume as a solid', `${fixed(s.solidCm3, 2)} cm³`],
            ['Centroid (LPS, mm)', s.centroidLps.map((x) => fixed(x, 2)).join(', ')],
            ['Contours from z to z (mm)', `${fixed(s.inferiorMm, 2)} to ${fixed(s.superiorMm, 2)}`],
            ['Contours', `${s.contours} on ${s.slices.length} slices, ${s.loopsMin} to ${s.loopsMax} a slice`],
          ]),
          tableOf(
            ['Slice (mm)', 'Loops', 'Area (cm²)'],
            s.slices.map((one) => [fixed(one.positionMm, 2), String(one.loops), fixed(one.areaMm2 / 100, 3)]),
          ),
        ].join(''),
      )
      .join(''),
  )
