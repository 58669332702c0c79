import { describe, expect, test } from 'vitest'
import { type Action, type CaseDocument, newDocument, reduce } from '../../../../src/case/document/document.js'
import type { NewEdit } from '../../../../src/case/document/edits.js'
import { recipeLine } from '../../../../src/case/document/recipe.js'
import type { Uid } from '../../../../src/core/frame/index.js'

const EMPTY: CaseDocument = newDocument({
  planningSeriesUid: '1.5' as Uid,
  baseSetUid: null,
  registrations: [],
  roles: [],
  isCt: true,
})

const BRUSH: NewEdit = {
  do: 'add',
  shape: { is: 'sweep', pathLps: [1, 2, 3], radiusMm: 5, flat: null },
  mayEnter: false,
}

const documentOf = (...actions: readonly Action[]): CaseDocument => actions.reduce(reduce, EMPTY)
const ids = ({ edits }: CaseDocument) => edits.map(({ id }) => id)

const ADD: Action = { do: 'add-edit', edit: BRUSH }
const WIDER: Action = { do: 'set-margin', margin: { is: 'isotropic', mm: 7 } }

describe('the log of edits', () => {
  test('counts its edits, and no number comes twice', () => {
    const two = documentOf(ADD, ADD)
    expect(ids(two)).toEqual(['e1', 'e2'])
    expect(two.edits.every(({ on }) => on)).toBe(true)
    expect(ids(documentOf(ADD, ADD, { do: 'remove-edit', id: 'e1' }, ADD))).toEqual(['e2', 'e3'])
  })

  test('switches one off and keeps it; the recipe line counts those in effect', () => {
    const off = documentOf(ADD, ADD, { do: 'switch-edit', id: 'e1', on: false })
    expect(off.edits.map(({ on }) => on)).toEqual([false, true])
    expect(recipeLine(off)).toMatch(/; 1 edit by hand$/)
    expect(recipeLine(documentOf(ADD, ADD))).toMatch(/; 2 edits by hand$/)
    expect(recipeLine(EMPTY)).not.toContain('by hand')
  })

  test('is the same document where nothing is done to it', () => {
    const one = documentOf(ADD)
    expect(reduce(one, { do: 'switch-edit', id: 'e1', on: true })).toBe(one)
    expect(reduce(one, { do: 'remove-edit', id: 'e7' })).toBe(one)
    expect(reduce(EMPTY, { do: 'drop-edits' })).toBe(EMPTY)
  })
})

describe('edits under a changed rule', () => {
  test('stay and are asked about once; without edits nothing is asked', () => {
    expect(documentOf(WIDER).editsAsked).toBe(false)
    const asked = documentOf(ADD, WIDER)
    expect(asked.editsAsked).toBe(true)
    expect(ids(asked)).toEqual(['e1'])
    const replayed = reduce(asked, { do: 'set-on-rule-change', to: 'replay' })
    expect(replayed).toMatchObject({ editsAsked: false, onRuleChange: 'replay' })
    expect(ids(replayed)).toEqual(['e1'])
    const again = reduce(replayed, { do: 'set-margin', margin: { is: 'isotropic', mm: 3 } })
    expect(again.editsAsked).toBe(false)
    expect(ids(again)).toEqual(['e1'])
  })

  test('are dropped where the user says so, then and from then on', () => {
    const dropped = documentOf(ADD, WIDER, { do: 'set-on-rule-change', to: 'drop' })
    expect(ids(dropped)).toEqual([])
    const later = [ADD, { do: 'set-path', path: 'straight' } as const].reduce(reduce, dropped)
    expect(ids(later)).toEqual([])
    expect(later.editsAsked).toBe(false)
  })

  test('a choice made before any change drops nothing', () => {
    expect(ids(documentOf(ADD, { do: 'set-on-rule-change', to: 'drop' }))).toEqual(['e1'])
  })

  test('what is no rule asks nothing; the last edit that goes takes the question with it', () => {
    expect(documentOf(ADD, { do: 'set-base', setUid: '1.9' as Uid }).editsAsked).toBe(false)
    expect(documentOf(ADD, WIDER, { do: 'remove-edit', id: 'e1' }).editsAsked).toBe(false)
  })
})

describe('an exclusion that an edit came to', () => {
  test('is entered where the user lets it, by that edit; the answer is kept for later ones', () => {
    const letIn = documentOf(ADD, ADD, { do: 'let-enter', id: 'e2', reasons: ['organ:Brainstem'], letIn: true })
    expect(letIn.edits.map(({ mayEnter }) => mayEnter)).toEqual([false, true])
    expect(letIn.entering).toEqual({ 'organ:Brainstem': true })
    const kept = documentOf(ADD, { do: 'let-enter', id: 'e1', reasons: ['air'], letIn: false })
    expect(kept.edits[0]?.mayEnter).toBe(false)
    expect(kept.entering).toEqual({ air: false })
  })
})
