import { describe, expect, test } from 'vitest'
import { type CaseDocument, newDocument, reduce } from '../../../../src/case/document/document.js'
import { record, startHistory } from '../../../../src/case/document/history.js'
import { restored } from '../../../../src/case/save/restore.js'
import type { SavedCase } from '../../../../src/case/state/saved.js'
import type { Sha256, Uid } from '../../../../src/core/frame/index.js'
import type { Edit, ProposalInputs, Role, RoleAssignment } from '../../../../src/core/proposal/index.js'

const role = (setUid: string, number: number, is: Role): RoleAssignment => ({
  roi: { setUid: setUid as Uid, number, name: `roi ${number}` },
  role: is,
  by: 'whitelist',
  why: 'name',
})

const ROLES = [role('1.1', 1, { is: 'target' }), role('1.1', 2, { is: 'ignore' }), role('1.2', 1, { is: 'ignore' })]
const FRESH = newDocument({
  planningSeriesUid: '1.9' as Uid,
  baseSetUid: '1.1' as Uid,
  registrations: [],
  roles: ROLES,
  isCt: true,
})

/** The margin was moved, then two ROIs were given roles. */
const work = [
  { do: 'set-margin', margin: { is: 'isotropic', mm: 7 } } as const,
  {
    do: 'set-role',
    roi: ROLES[1]?.roi ?? { setUid: '' as Uid, number: 0, name: '' },
    role: { is: 'barrier', cutsTarget: false },
  } as const,
  { do: 'set-role', roi: ROLES[2]?.roi ?? { setUid: '' as Uid, number: 0, name: '' }, role: { is: 'target' } } as const,
].reduce((history, action) => record(history, reduce(history.present, action)), startHistory<CaseDocument>(FRESH))

const hash = (word: string): Sha256 => word as Sha256
const SETS = [
  { uid: '1.1' as Uid, hash: hash('a') },
  { uid: '1.2' as Uid, hash: hash('b') },
]

const saved: SavedCase = {
  key: hash('image'),
  patientName: 'SAMPLE',
  patientId: '1',
  seriesDescription: '',
  seriesDate: '',
  savedAt: 0,
  history: work,
  step: 'proposal',
  looked: {},
  proposed: true,
  structureSets: SETS,
  origin: null,
  wasOpen: true,
}

const inputs = (structureSets: readonly { readonly uid: Uid; readonly hash: Sha256 }[]): ProposalInputs =>
  ({ structureSets }) as unknown as ProposalInputs

const rolesOf = (document: CaseDocument): readonly string[] => document.roles.map((r) => r.role.is)

describe('saved work', () => {
  test('comes back whole, undo included, where image and structure sets are the same', () => {
    const back = restored(saved, FRESH, inputs(SETS))
    expect(back.history).toBe(work)
    expect(back.findings).toEqual([])
  })

  test('leaves out what was said about ROIs of a set that changed, and says so', () => {
    const [first] = SETS
    const back = restored(
      saved,
      FRESH,
      inputs([...(first === undefined ? [] : [first]), { uid: '1.2' as Uid, hash: hash('changed') }]),
    )
    expect(rolesOf(back.history.present)).toEqual(['target', 'barrier', 'ignore'])
    expect(rolesOf(work.present)).toEqual(['target', 'barrier', 'target'])
    expect(back.history.past).toEqual([])
    expect(back.findings.map(({ code, kind }) => [code, kind])).toEqual([['case/saved-differs', 'note']])
  })

  test.each(['ask', 'replay', 'drop'] as const)(
    'keeps the edits over other structures, and asks what becomes of them although it was "%s"',
    (onRuleChange) => {
      const edit: Edit = { id: 'e1', on: true, do: 'smooth', mm: 1, mayEnter: false }
      const history = startHistory<CaseDocument>({ ...work.present, edits: [edit], onRuleChange })
      const same = restored({ ...saved, history }, FRESH, inputs(SETS)).history.present
      expect([same.edits, same.editsAsked]).toEqual([[edit], false])
      const other = restored({ ...saved, history }, FRESH, inputs(SETS.slice(0, 1))).history.present
      expect([other.edits, other.editsAsked]).toEqual([[edit], true])
    },
  )

  test('says so where a set is new or gone', () => {
    const more = [...SETS, { uid: '1.3' as Uid, hash: hash('c') }]
    for (const sets of [more, SETS.slice(0, 1)])
      expect(restored(saved, FRESH, inputs(sets)).findings.map(({ code }) => code)).toEqual(['case/saved-differs'])
  })
})
