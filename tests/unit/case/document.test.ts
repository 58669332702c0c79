import { describe, expect, test } from 'vitest'
import { type CaseDocument, newDocument, reduce } from '../../../src/case/document.js'
import { endDrag, record, redo, startHistory, undo } from '../../../src/case/history.js'
import { recipeLine } from '../../../src/case/recipe.js'
import type { Uid } from '../../../src/core/frame/index.js'
import type { Role, RoleAssignment } from '../../../src/core/proposal/index.js'

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

const document: CaseDocument = newDocument('1.5' as Uid, ROLES, true)

describe('the document', () => {
  test('starts from the consensus: 5 mm, air below -465 HU', () => {
    expect(document).toMatchObject({
      marginMm: 5,
      air: { belowHu: -465, minimumCm3: 0.2, blocks: false },
      accepted: [],
    })
    expect(newDocument('1.5' as Uid, ROLES, false).air).toBeNull()
  })

  test("a role is the user's once touched; the others stay", () => {
    const roi = ROLES[7]?.roi
    if (roi === undefined) throw new Error('no ROI')
    const next = reduce(document, { do: 'set-role', roi, role: { is: 'target' } })
    expect(next.roles[7]).toMatchObject({ role: { is: 'target' }, by: 'user' })
    expect(next.roles.slice(0, 7)).toEqual(document.roles.slice(0, 7))
  })

  test('what changes nothing is the same document', () => {
    expect(reduce(document, { do: 'set-margin', marginMm: 5 })).toBe(document)
    expect(reduce(document, { do: 'set-air', belowHu: -465 })).toBe(document)
  })

  test('the recipe reads as one line', () => {
    expect(recipeLine(document)).toBe(
      'CTV = (rGTV \u222A TumorBed) + 5 mm, 8 mm in Concern_L round (Brainstem + 1 mm), Dura \u2212 these \u2212 Air \u2212 Parotid_L, inside External',
    )
  })
})

describe('undo and redo', () => {
  const margin = (d: CaseDocument, marginMm: number) => reduce(d, { do: 'set-margin', marginMm })

  test('a drag is one step, the next drag another', () => {
    let h = startHistory(document)
    for (const mm of [5.5, 6, 6.5, 7]) h = record(h, margin(h.present, mm), 'margin')
    h = endDrag(h)
    for (const mm of [7.5, 8]) h = record(h, margin(h.present, mm), 'margin')
    expect(h.present.marginMm).toBe(8)
    h = undo(h)
    expect(h.present.marginMm).toBe(7)
    h = undo(h)
    expect(h.present).toBe(document)
    expect(undo(h)).toBe(h)
    h = redo(redo(h))
    expect(h.present.marginMm).toBe(8)
    expect(redo(h)).toBe(h)
  })

  test('a new decision forgets what was undone', () => {
    let h = record(startHistory(document), margin(document, 6))
    h = undo(h)
    h = record(h, margin(h.present, 3))
    expect(redo(h)).toBe(h)
    expect(h.present.marginMm).toBe(3)
  })
})
