import { describe, expect, it } from 'vitest'
import { applyRigid, pointLps } from '../../../src/core/frame/index.js'
import { encodePart10, type NaturalDataset, parseRegistration } from '../../../src/dicom/index.js'
import { REG_CLASS } from '../../support/dicom-phantom.js'

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
/** A quarter turn about z (x becomes y), then a shift. */
const TURN = [0, -1, 0, 10, 1, 0, 0, 20, 0, 0, 1, 30, 0, 0, 0, 1]
const SHIFT = [1, 0, 0, 1, 0, 1, 0, 2, 0, 0, 1, 3, 0, 0, 0, 1]

type Item = { frame: string; matrices: readonly (readonly number[])[]; type?: string }

const reg = (items: readonly Item[], rest: NaturalDataset = {}): Uint8Array =>
  encodePart10({
    SOPClassUID: REG_CLASS,
    SOPInstanceUID: '1.2.3.7.1',
    Modality: 'REG',
    FrameOfReferenceUID: '1.2.3.9',
    RegistrationSequence: items.map((i) => ({
      FrameOfReferenceUID: i.frame,
      MatrixRegistrationSequence: [
        {
          MatrixSequence: i.matrices.map((m) => ({
            FrameOfReferenceTransformationMatrixType: i.type ?? 'RIGID',
            FrameOfReferenceTransformationMatrix: m,
          })),
        },
      ],
    })),
    ...rest,
  })

const refusal = (bytes: Uint8Array): { code: string; message: string } => {
  try {
    parseRegistration(bytes, 'reg.dcm')
  } catch (e) {
    return e as { code: string; message: string }
  }
  throw new Error('was not refused')
}

describe('a spatial registration', () => {
  it('leads from the item to the object frame', () => {
    const { registrations } = parseRegistration(
      reg([
        { frame: '1.2.3.9', matrices: [IDENTITY] },
        { frame: '1.2.3.8', matrices: [TURN] },
      ]),
      'reg.dcm',
    )
    expect(registrations).toHaveLength(1)
    const [only] = registrations
    expect([only?.rigid.from, only?.rigid.to, only?.rigid.sourceUid, only?.file]).toEqual([
      '1.2.3.8',
      '1.2.3.9',
      '1.2.3.7.1',
      'reg.dcm',
    ])
    if (only === undefined) return
    expect([...applyRigid(only.rigid, pointLps(1, 2, 3))]).toEqual([8, 21, 33])
  })

  it('applies several matrices in their order, the first one first', () => {
    const { registrations } = parseRegistration(reg([{ frame: '1.2.3.8', matrices: [SHIFT, TURN] }]), 'reg.dcm')
    expect(registrations.map((r) => [...applyRigid(r.rigid, pointLps(0, 0, 0))])).toEqual([[8, 21, 33]])
  })

  it('joins items to each other too', () => {
    const { registrations } = parseRegistration(
      reg([
        { frame: '1.2.3.7', matrices: [SHIFT] },
        { frame: '1.2.3.8', matrices: [TURN] },
      ]),
      'reg.dcm',
    )
    expect(registrations.map((r) => [r.rigid.from, r.rigid.to])).toEqual([
      ['1.2.3.7', '1.2.3.9'],
      ['1.2.3.8', '1.2.3.9'],
      ['1.2.3.7', '1.2.3.8'],
    ])
    const [a, b, c] = registrations
    if (a === undefined || b === undefined || c === undefined) throw new Error('missing')
    const p = pointLps(4, 5, 6)
    const over = applyRigid(b.rigid, applyRigid(c.rigid, p))
    for (const [i, v] of applyRigid(a.rigid, p).entries()) expect(over[i]).toBeCloseTo(v, 9)
  })

  it.each([
    ['AFFINE', { frame: '1.2.3.8', matrices: [TURN], type: 'AFFINE' }, 'is AFFINE, not RIGID'],
    ['RIGID_SCALE', { frame: '1.2.3.8', matrices: [TURN], type: 'RIGID_SCALE' }, 'is RIGID_SCALE, not RIGID'],
    ['no type', { frame: '1.2.3.8', matrices: [TURN], type: '' }, 'of no stated type'],
    [
      'a determinant of 0.99 in the second of two matrices',
      { frame: '1.2.3.8', matrices: [TURN, [0.99, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]] },
      'not a rotation',
    ],
    [
      'a scaling',
      { frame: '1.2.3.8', matrices: [[1.01, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]] },
      'not a rotation',
    ],
    ['a mirror', { frame: '1.2.3.8', matrices: [[-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]] }, 'mirrors'],
    ['a bad last row', { frame: '1.2.3.8', matrices: [[1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 2]] }, 'last row'],
  ])('refuses %s', (_, item, words) => {
    const e = refusal(reg([item]))
    expect(e.code).toBe('registration/not-rigid')
    expect(e.message).toContain(words)
  })

  it('refuses deformable ones, contradictions, and what is incomplete', () => {
    expect(refusal(reg([], { SOPClassUID: '1.2.840.10008.5.1.4.1.1.66.3' })).code).toBe('registration/unsupported')
    expect(
      refusal(
        reg([
          { frame: '1.2.3.8', matrices: [TURN] },
          { frame: '1.2.3.8', matrices: [SHIFT] },
        ]),
      ).code,
    ).toBe('registration/unsupported')
    expect(refusal(reg([{ frame: '1.2.3.9', matrices: [TURN] }])).code).toBe('registration/unsupported')
    expect(refusal(reg([{ frame: '1.2.3.8', matrices: [] }])).code).toBe('dicom/missing-attribute')
    expect(refusal(reg([{ frame: '', matrices: [TURN] }])).code).toBe('dicom/missing-attribute')
    expect(refusal(reg([{ frame: '1.2.3.8', matrices: [[1, 2]] }])).code).toBe('dicom/bad-value')
    expect(refusal(encodePart10({ SOPClassUID: '1.2.3', SOPInstanceUID: '1.2' })).code).toBe('dicom/unsupported-object')
  })
})
