import { beforeAll, describe, expect, test } from 'vitest'
import { describeExport, EXPORT_DEFAULTS, planExport } from '../../../../src/core/export/index.js'
import type { Sha256, Uid, Vec3 } from '../../../../src/core/frame/index.js'
import { decide, note } from '../../../../src/core/problem/index.js'
import type { Proposal } from '../../../../src/core/proposal/index.js'
import { proposalFigures, proposalHtml } from '../../../../src/core/report/index.js'
import * as cf from '../../../support/closed-forms/index.js'
import * as ph from '../../../support/phantom/index.js'
import { proposePhantom } from '../../../support/propose.js'

const C: Vec3 = [2.6, 40.3, -11.2]
const EVIL = '"><script>alert(1)</script>'
const image = ph.acquire(cf.sphere(C, 14), { name: 'report', sliceMm: 2.5, columnMm: 1.3, rowMm: 1.1 })
const made = ph.phantomOf({ name: 'report', image, parts: [{ name: EVIL, shape: cf.sphere(C, 6), role: ph.target }] })
const phantom = { ...made, recipe: { ...made.recipe, gridMm: 1 } }
const PIXEL = 'data:image/png;base64,iVBORw0KGgo='
const patient = { patientName: EVIL, patientId: EVIL, studyDate: EVIL, studyDescription: EVIL }

let proposal: Proposal
const htmlOf = (extras: Parameters<typeof proposalHtml>[2] = {}): string => {
  const plan = planExport(proposal, EXPORT_DEFAULTS, null, null)
  const [set] = phantom.inputs.structureSets
  if (set === undefined) throw new Error('no structure set')
  const [roi] = set.rois
  const { card } = describeExport({
    plan,
    read: set,
    numbers: [roi?.number ?? 0],
    copied: null,
    image: phantom.inputs.image,
    patient,
  })
  const rois = [{ type: 'CTV', name: EVIL, number: 1, geometryHash: 'h' as Sha256 }]
  const findings = [
    decide('target/in-organ', EVIL, EVIL, { roi: EVIL, accepted: true, acceptedBy: `${EVIL}JM` } as never),
    decide('image/very-thick-slices', 'Thick.', 'Accept.'),
    note('roi/ignored', EVIL),
  ]
  const figures = proposalFigures({
    image: phantom.inputs.image,
    proposal,
    written: { sopInstanceUid: '1.2' as Uid, rois, card },
    findings,
    out: EVIL,
  })
  return proposalHtml(figures, patient, extras)
}

beforeAll(async () => {
  proposal = await proposePhantom(phantom)
})

describe('the report', () => {
  test('takes no markup from a name, a finding or initials', () => {
    const html = htmlOf({ looked: { seen: 3, of: 9 } })
    expect(html).not.toContain('<script')
    expect(html).toContain('Accepted by &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;JM:')
    expect(html).toContain('<b>To decide:</b> Thick.')
    expect(html).toContain('3 of 9 with the CTV')
    expect(html).toContain('PROPOSAL, NOT APPROVED')
    // The balance of tags: what was escaped opens none.
    for (const tag of ['div', 'section', 'table', 'main', 'header', 'p', 'pre'])
      expect(html.split(`<${tag}>`).length + html.split(`<${tag} `).length - 1, tag).toBe(
        html.split(`</${tag}>`).length,
      )
  })

  test('shows inline pictures and nothing that has an address', () => {
    const html = htmlOf({
      pictures: [
        { title: EVIL, dataUrl: PIXEL },
        { title: 'by address', dataUrl: 'https://example.org/a.png' },
        { title: 'by markup', dataUrl: `${PIXEL}" onerror="x` },
        { title: 'a page', dataUrl: 'data:text/html;base64,AAAA' },
      ],
      legend: [
        { name: EVIL, colour: '#F5402F' },
        { name: 'by markup', colour: 'red;background:url(x)' },
        { name: 'of a file', colour: 'rgb(1 2 3)' },
      ],
    })
    expect([...html.matchAll(/<img src="([^"]+)"/g)].map(([, src]) => src)).toEqual([PIXEL])
    expect(html).not.toMatch(/example\.org|onerror|url\(|<script/)
    expect(html.match(/class="key" style="background:(#F5402F|rgb\(1 2 3\))"/g)?.length).toBeGreaterThanOrEqual(2)
    expect(html).not.toContain('by markup')
  })

  test('is the same text for the same proposal', () => {
    expect(htmlOf()).toBe(htmlOf())
  })
})
