import { describe, expect, test } from 'vitest'
import { type Action, type CaseDocument, newDocument, reduce } from '../../../../src/case/document/document.js'
import { newRegionName } from '../../../../src/case/document/drawn.js'
import { endDrag, record, redo, startHistory, undo } from '../../../../src/case/document/history.js'
import { baseMarginMm, withDirection } from '../../../../src/case/document/margin.js'
import { recipeLine } from '../../../../src/case/document/recipe.js'
import type { Uid } from '../../../../src/core/frame/index.js'
import type { Role, RoleAssignment } from '../../../../src/core/proposal/index.js'

const roleOf = (name: string, number: number, role: Role): RoleAssignment => ({
  roi: { setUid: '1.2' as Uid, number, name },
  role,
  by: 'whitelist',
  why: 'name',
})

const ROLES = [
  roleOf('rGTV', 1, { is: 'target' }),
  roleOf('TumorBed', 2, { is: 'target' }),
  roleOf('Brainstem', 3, { is: 'organ', marginMm: 1, blocks: true, cutsTarget: false }),
  roleOf('Parotid_L', 4, { is: 'organ', marginMm: 0, blocks: false, cutsTarget: false }),
  roleOf('Dura', 5, { is: 'barrier', cutsTarget: false }),
  roleOf('Concern_L', 6, { is: 'concern', marginMm: 8 }),
  roleOf('External', 7, { is: 'body', retractionMm: 0 }),
  roleOf('Couch', 8, { is: 'ignore' }),
]

const SQUARE = [0, 0, 0, 10, 0, 0, 10, 10, 0, 0, 10, 0]

const BEGINNING = {
  planningSeriesUid: '1.5' as Uid,
  baseSetUid: '1.2' as Uid,
  registrations: ['1.7', '1.8'] as Uid[],
  roles: ROLES,
  isCt: true,
}

const document: CaseDocument = newDocument(BEGINNING)

describe('the document', () => {
  test('starts from the consensus: 5 mm, air below -465 HU', () => {
    expect(document).toMatchObject({
      margin: { is: 'isotropic', mm: 5 },
      path: 'round',
      bone: null,
      drawn: [],
      air: { belowHu: -465, minimumCm3: 0.2, blocks: false },
      accepted: [],
    })
    expect(newDocument({ ...BEGINNING, isCt: false }).air).toBeNull()
  })

  test("a role is the user's once touched; the others stay", () => {
    const roi = ROLES[7]?.roi
    if (roi === undefined) throw new Error('no ROI')
    const next = reduce(document, { do: 'set-role', roi, role: { is: 'target' } })
    expect(next.roles[7]).toMatchObject({ role: { is: 'target' }, by: 'user' })
    expect(next.roles.slice(0, 7)).toEqual(document.roles.slice(0, 7))
  })

  test('a locked role stays, whoever would change it, until it is unlocked', () => {
    const roi = ROLES[3]?.roi
    if (roi === undefined) throw new Error('no ROI')
    const locked = reduce(document, { do: 'lock', roi, locked: true })
    expect(reduce(locked, { do: 'set-role', roi, role: { is: 'target' } })).toBe(locked)
    const ignored = ROLES.map((r): RoleAssignment => ({ ...r, role: { is: 'ignore' }, by: 'protocol' }))
    const taken = reduce(locked, { do: 'take-protocol', parts: { ...document, roles: ignored } })
    expect(taken.roles.filter((r) => r.role.is !== 'ignore')).toEqual([ROLES[3]])
    const unlocked = reduce(locked, { do: 'lock', roi, locked: false })
    expect(reduce(unlocked, { do: 'set-role', roi, role: { is: 'target' } }).roles[3]?.role).toEqual({ is: 'target' })
  })

  test('what changes nothing is the same document', () => {
    expect(reduce(document, { do: 'set-margin', margin: { is: 'isotropic', mm: 5 } })).toBe(document)
    expect(reduce(document, { do: 'set-air', air: { belowHu: -465 } })).toBe(document)
  })

  test('the recipe reads as one line', () => {
    expect(recipeLine(document)).toBe(
      'CTV = (rGTV \u222A TumorBed) + 5 mm, 8 mm in Concern_L round (Brainstem + 1 mm), Dura \u2212 these \u2212 Air (< \u2212465 HU, \u2265 0.2 cm\u00B3) \u2212 Parotid_L, inside External; tidy: islands 0.05 cm\u00B3, holes 0.05 cm\u00B3, smooth 0.5 mm',
    )
  })

  test('six margins, bone and a drawn region stand in the line too', () => {
    const actions: Action[] = [
      { do: 'set-margin', margin: withDirection(document.margin, 'posteriorMm', 3) },
      { do: 'set-bone', bone: { aboveHu: 400 } },
      { do: 'set-air', air: null },
      { do: 'draw', region: 'Drawn_1', loop: SQUARE },
    ]
    const line = recipeLine(actions.reduce(reduce, document))
    expect(line).toContain('+ L 5 R 5 A 5 P 3 S 5 I 5 mm, 8 mm in Concern_L, 8 mm in Drawn_1 straight ')
    expect(line).toContain('Dura, Bone (> 400 HU) \u2212 these \u2212 Parotid_L')
  })
})

describe('six directions', () => {
  test('are equal until one is changed, and one margin again once they are equal', () => {
    const six = reduce(document, { do: 'set-margin', margin: withDirection(document.margin, 'leftMm', 8) })
    expect(six.margin).toEqual({
      is: 'lrapsi',
      leftMm: 8,
      rightMm: 5,
      anteriorMm: 5,
      posteriorMm: 5,
      superiorMm: 5,
      inferiorMm: 5,
    })
    expect(baseMarginMm(six.margin)).toBe(8)
    const back = reduce(six, { do: 'set-margin', margin: withDirection(six.margin, 'leftMm', 5) })
    expect(back.margin).toEqual(document.margin)
  })
})

describe('a drawn area of concern', () => {
  const z = (loop: readonly number[], to: number) => loop.map((c, i) => (i % 3 === 2 ? to : c))
  const draw = (d: CaseDocument, loop: readonly number[]) => reduce(d, { do: 'draw', region: 'Drawn_1', loop })

  test('is made by its first outline, 3 mm over the margin, to the micrometre', () => {
    const next = draw(
      document,
      SQUARE.map((c) => c + 1e-7),
    )
    expect(next.drawn).toEqual([{ name: 'Drawn_1', marginMm: 8, loops: [SQUARE] }])
    expect(newRegionName(next.drawn)).toBe('Drawn_2')
  })

  test('has one outline a slice: another one there takes its place', () => {
    const larger = SQUARE.map((c, i) => (i % 3 === 2 ? c : 2 * c))
    const next = [z(SQUARE, 3), larger].reduce(draw, draw(document, SQUARE))
    expect(next.drawn[0]?.loops).toEqual([z(SQUARE, 3), larger])
  })

  test('loses a slice, its margin changes, and without outlines it is gone', () => {
    const two = draw(draw(document, SQUARE), z(SQUARE, 3))
    const one = reduce(two, { do: 'delete-outline', region: 'Drawn_1', index: 1 })
    expect(one.drawn[0]?.loops).toEqual([SQUARE])
    expect(reduce(one, { do: 'set-region-margin', region: 'Drawn_1', marginMm: 10 }).drawn[0]?.marginMm).toBe(10)
    expect(reduce(one, { do: 'delete-outline', region: 'Drawn_1', index: 0 }).drawn).toEqual([])
    expect(reduce(two, { do: 'delete-region', region: 'Drawn_1' }).drawn).toEqual([])
  })
})

describe('undo and redo', () => {
  const margin = (d: CaseDocument, marginMm: number) =>
    reduce(d, { do: 'set-margin', margin: { is: 'isotropic', mm: marginMm } })

  test('a drag is one step, the next drag another', () => {
    let h = startHistory(document)
    for (const mm of [5.5, 6, 6.5, 7]) h = record(h, margin(h.present, mm), 'margin')
    h = endDrag(h)
    for (const mm of [7.5, 8]) h = record(h, margin(h.present, mm), 'margin')
    expect(baseMarginMm(h.present.margin)).toBe(8)
    h = undo(h)
    expect(baseMarginMm(h.present.margin)).toBe(7)
    h = undo(h)
    expect(h.present).toBe(document)
    expect(undo(h)).toBe(h)
    h = redo(redo(h))
    expect(baseMarginMm(h.present.margin)).toBe(8)
    expect(redo(h)).toBe(h)
  })

  test('a new decision forgets what was undone', () => {
    let h = record(startHistory(document), margin(document, 6))
    h = undo(h)
    h = record(h, margin(h.present, 3))
    expect(redo(h)).toBe(h)
    expect(baseMarginMm(h.present.margin)).toBe(3)
  })
})
