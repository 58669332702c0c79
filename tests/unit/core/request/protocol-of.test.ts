import { readFileSync } from 'node:fs'
import { resolve as resolvePath } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ProtocolParts, protocolOf, suggestRoles, takeProtocol } from '../../../../src/core/proposal/index.js'
import { CT_FRAME, HEAD, inputsOf, refusal, resolve, rolesOf } from './support.js'

const CONSENSUS = JSON.parse(
  readFileSync(resolvePath(import.meta.dirname, '../../../../public/protocols/consensus-2024.json'), 'utf8'),
)

const partsOf = ({ recipe }: ReturnType<typeof resolve>): ProtocolParts => recipe

const byName = (parts: Pick<ProtocolParts, 'roles'>) =>
  Object.fromEntries(parts.roles.map(({ roi, role }) => [roi.name, role]))

describe('a case saved as a protocol', () => {
  const said = resolve({
    targets: ['rGTV'],
    marginLrapsiMm: { leftMm: 1, rightMm: 2, anteriorMm: 3, posteriorMm: 4, superiorMm: 5, inferiorMm: 6 },
    exclude: ['Parotid_L:2.5'],
    keep: ['TumorBed'],
    body: 'External:3',
    cutTarget: ['Parotid_L'],
    airBelowHu: -300,
    boneAboveHu: 500,
    ignore: ['A_Carotid_L'],
  })
  const parts: ProtocolParts = {
    ...partsOf(said),
    roles: said.recipe.roles.map((a) =>
      a.roi.name === 'Bone_Clivus' ? { ...a, role: { is: 'barrier', cutsTarget: true } } : a,
    ),
    path: 'straight',
    tidy: { islandCm3: 0.1, holeCm3: 0.02, smoothMm: 0 },
  }
  const file = JSON.parse(JSON.stringify(protocolOf(parts, 'mine')))

  test('gives back every role, margin and rule, on the page and on the command line', () => {
    const page = takeProtocol(inputsOf([HEAD]), file)
    const { recipe } = resolve({ protocol: file })
    for (const back of [page.parts, recipe]) {
      expect(byName(back)).toEqual(byName(parts))
      const { roles: _back, ...rules } = back
      const { roles: _parts, ...saved } = parts
      expect(rules).toMatchObject({
        margin: saved.margin,
        path: saved.path,
        air: saved.air,
        bone: saved.bone,
        tidy: saved.tidy,
      })
    }
    expect(page.findings).toEqual([])
  })

  test('names what another case does not have, and does not invent it', () => {
    const { parts: other, findings } = takeProtocol(inputsOf([{ ...HEAD, rois: HEAD.rois.slice(1) }]), file)
    expect(Object.values(byName(other)).filter((role) => role.is === 'target')).toEqual([])
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['protocol/name-absent', 'The protocol names "rGTV", which this case does not have.'],
    ])
  })
})

describe('the consensus protocol that comes with the product', () => {
  test('is what a case starts with: roles by name, 5 mm, air below -465 HU', () => {
    const inputs = inputsOf([HEAD])
    const { parts, findings } = takeProtocol(inputs, CONSENSUS)
    expect(parts.roles).toEqual(suggestRoles(inputs.structureSets, CT_FRAME, []))
    expect(parts).toMatchObject({
      margin: { is: 'isotropic', mm: 5 },
      path: 'round',
      air: { belowHu: -465, minimumCm3: 0.2, blocks: false },
      bone: null,
    })
    expect(findings).toEqual([])
  })

  test('serves the command line too', () => {
    expect(rolesOf(resolve({ protocol: CONSENSUS, targets: ['rGTV'] }))).toMatchObject({ rGTV: { is: 'target' } })
  })
})

test('values out of range are refused with the key, the range and the unit', () => {
  const refused = (key: string, value: unknown) => refusal(() => takeProtocol(inputsOf([HEAD]), { [key]: value }))
  expect(refused('smooth-mm', 9)).toMatchObject({ code: 'value/out-of-range', attribute: 'smooth-mm' })
  expect(refused('smooth-mm', 9).message).toContain('from 0 to 2 mm')
  expect(refused('path', 'through')).toMatchObject({ code: 'protocol/invalid', attribute: 'path' })
  expect(refused('margin', 31)).toMatchObject({ code: 'value/out-of-range' })
})
