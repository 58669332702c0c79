import { describe, expect, test } from 'vitest'
import {
  CT_FRAME,
  HEAD,
  inputsOf,
  MR_BY_THIRD,
  MR_FRAME,
  MR_TO_CT,
  refusal,
  resolve,
  rolesOf,
  setOf,
} from './support.js'

const targetsOf = (r: ReturnType<typeof resolve>) =>
  r.recipe.roles.filter((a) => a.role.is === 'target').map((a) => `${a.roi.setUid} ${a.roi.name}`)
const codes = (r: ReturnType<typeof resolve>) => r.findings.map((f) => f.code)

describe('names', () => {
  test('an exact name comes before a folded one', () => {
    const set = setOf('two.dcm', ['gtv', 'GTV'])
    const r = resolve({ targets: ['GTV'] }, inputsOf([set]))
    expect(targetsOf(r)).toEqual([`${set.uid} GTV`])
    expect(codes(r)).not.toContain('roi/name-folded')
  })

  test('a name is found without case, blanks and punctuation, with a note', () => {
    const r = resolve({ targets: ['tumor bed'] })
    expect(targetsOf(r)).toEqual([`${HEAD.uid} TumorBed`])
    expect(codes(r)).toContain('roi/name-folded')
  })

  test('a folded name that fits two ROIs is ambiguous and lists both', () => {
    const e = refusal(() => resolve({ targets: ['g-t-v'] }, inputsOf([setOf('two.dcm', ['gtv', 'GTV'])])))
    expect(e.code).toBe('roi/ambiguous')
    expect(e.message).toContain('two.dcm::gtv (#1)')
    expect(e.message).toContain('two.dcm::GTV (#2)')
  })

  test('a missing name lists the nearest ones, nearest first', () => {
    const e = refusal(() => resolve({ targets: ['rGVT'] }))
    expect(e.code).toBe('roi/unknown')
    expect(e.attribute).toBe('--target')
    expect(e.message).toMatch(/nearest are "rGTV"/)
  })

  test('a name of punctuation alone matches nothing', () => {
    expect(refusal(() => resolve({ targets: ['--'] })).code).toBe('roi/unknown')
  })

  test('of several sets the one in the frame of the image is meant, with a note', () => {
    const onMr = setOf('MR.dcm', ['rGTV'], MR_FRAME)
    for (const sets of [
      [HEAD, onMr],
      [onMr, HEAD],
    ]) {
      const r = resolve({ targets: ['rGTV'] }, inputsOf(sets, [MR_TO_CT]))
      expect(targetsOf(r)).toEqual([`${HEAD.uid} rGTV`])
      expect(codes(r)).toContain('roi/several-sets')
    }
  })

  test('two sets in the frame of the image are ambiguous; FILE::NAME and FILE::#NUMBER are exact', () => {
    const other = setOf('other/RS2.dcm', ['Brain', 'rGTV'])
    const inputs = inputsOf([HEAD, other])
    expect(refusal(() => resolve({ targets: ['rGTV'] }, inputs)).code).toBe('roi/ambiguous')
    for (const word of ['RS2.dcm::rGTV', 'other/RS2.dcm::rGTV', 'RS2.dcm::#2']) {
      expect(targetsOf(resolve({ targets: [word] }, inputs))).toEqual([`${other.uid} rGTV`])
    }
  })

  test('#NUMBER is a ROI number, unless a ROI is called so', () => {
    expect(targetsOf(resolve({ targets: ['#2'] }))).toEqual([`${HEAD.uid} TumorBed`])
    const odd = setOf('odd.dcm', ['one', 'two', '#1'])
    expect(targetsOf(resolve({ targets: ['#1'] }, inputsOf([odd])))).toEqual([`${odd.uid} #1`])
  })

  test('the order of the files plays no part', () => {
    const onMr = setOf('MR.dcm', ['rGTV', 'Brainstem'], MR_FRAME)
    const one = resolve({ targets: ['rGTV'] }, inputsOf([HEAD, onMr], [MR_TO_CT]))
    const two = resolve({ targets: ['rGTV'] }, inputsOf([onMr, HEAD], [MR_TO_CT]))
    expect(JSON.stringify(two.recipe)).toBe(JSON.stringify(one.recipe))
  })
})

describe('NAME:MM', () => {
  test('splits at the last colon where a number follows', () => {
    const set = setOf('colons.dcm', ['GTV', 'Cord', 'Node:5', 'a:b', 'L:7'])
    const roles = rolesOf(
      resolve({ targets: ['GTV'], exclude: ['Cord:2.5', 'Node:5', 'a:b', 'a:b', 'L:7:3'] }, inputsOf([set])),
    )
    expect(roles).toMatchObject({
      Cord: { is: 'organ', marginMm: 2.5 },
      'Node:5': { is: 'organ', marginMm: 0 },
      'a:b': { is: 'organ', marginMm: 0 },
      'L:7': { is: 'organ', marginMm: 3 },
    })
  })

  test.each(['-1', '30.5', 'NaN', 'Infinity', '1e9'])('a margin of %s mm is refused with its limits', (mm) => {
    const e = refusal(() => resolve({ targets: ['rGTV'], exclude: [`Brainstem:${mm}`] }))
    expect(e.code).toBe('value/out-of-range')
    expect(e.message).toContain('from 0 to 30 mm')
    expect(e.attribute).toBe('--exclude')
  })

  test('a concern must say its margin', () => {
    expect(refusal(() => resolve({ targets: ['rGTV'], concern: ['Couch'] })).code).toBe('usage/malformed')
  })
})

describe('frames', () => {
  const onMr = setOf('MR.dcm', ['rGTV', 'Brainstem', 'External'], MR_FRAME)

  test('a target of another frame needs a registration', () => {
    const e = refusal(() => resolve({ targets: ['rGTV'] }, inputsOf([onMr])))
    expect(e.code).toBe('frame/no-registration')
    expect(e.message).toContain(MR_FRAME)
    expect(e.message).toContain(CT_FRAME)
  })

  test.each([
    ['one step', [MR_TO_CT]],
    ['two steps, one of them backwards', MR_BY_THIRD],
  ])('a registration joins it in %s', (_, registrations) => {
    const r = resolve({ targets: ['rGTV'] }, inputsOf([onMr], registrations))
    expect(rolesOf(r)).toMatchObject({
      rGTV: { is: 'target' },
      Brainstem: { is: 'organ', blocks: true },
      External: { is: 'ignore' },
    })
  })

  test("an organ of another frame is not taken by its name where the image's own frame has it, or nothing joins the frames", () => {
    const ct = setOf('CT.dcm', ['TumorBed', 'BrainStem'])
    const by = (registrations: Parameters<typeof inputsOf>[1]) =>
      resolve({ targets: ['TumorBed'] }, inputsOf([ct, onMr], registrations)).recipe.roles.find(
        (a) => a.roi.name === 'Brainstem',
      )
    expect(by([MR_TO_CT])).toMatchObject({ role: { is: 'ignore' }, why: "the image's own frame has it too" })
    expect(by([])).toMatchObject({
      role: { is: 'ignore' },
      why: 'drawn in another frame of reference, and no registration joins it',
    })
  })
})
