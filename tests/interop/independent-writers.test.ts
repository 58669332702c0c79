import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Vec3 } from '../../src/core/frame/index.js'
import { type Proposal, propose, readCase } from '../../src/index.js'
import * as cf from '../support/closed-forms/index.js'
import { accuracyOf, brief, drawingOf } from '../support/measure/index.js'
import * as ph from '../support/phantom/index.js'
import { plastimatch } from '../support/plastimatch/index.js'

const scratch = mkdtempSync(join(tmpdir(), 'postop-writers-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const C: Vec3 = [33.71, -8.24, 12.97]
const ball = cf.sphere(C, 9)
const nerve = cf.sphere([C[0] + 15, C[1], C[2]], 6)
const duct = cf.cylinder([C[0] - 13, C[1], C[2]], [0, 0.1, 1], 4)
const image = ph.acquire(cf.sphere(C, 15), { name: 'writers', sliceMm: 2, columnMm: 0.8, rowMm: 1 })
const phantom = ph.phantomOf({
  name: 'writers',
  image,
  parts: [
    { name: 'rGTV', shape: ball, role: ph.target },
    { name: 'Organ', shape: nerve, role: ph.organ(1) },
  ],
  materials: [{ shape: duct, hu: -970 }],
})

let folder = ''
let original: Proposal

const proposeIn = async (images: string, structures: string): Promise<Proposal> =>
  propose(await readCase({ image: [images], structures: [structures] }), {
    targets: ['rGTV'],
    exclude: ['Organ:1'],
    useDefaults: false,
  })

beforeAll(async () => {
  const [files] = ph.writePhantoms(join(scratch, 'pydicom'), [phantom])
  folder = files?.folder ?? expect.fail('nothing was written')
  original = await proposeIn(join(folder, 'CT'), join(folder, 'RS-0.dcm'))
})

/** The phantom's files, each rewritten by a program. */
const rewritten = (
  name: string,
  program: string,
  options: readonly string[],
): { images: string; structures: string } => {
  const to = join(scratch, name)
  mkdirSync(join(to, 'CT'), { recursive: true })
  for (const f of readdirSync(join(folder, 'CT')))
    execFileSync(program, [...options, join(folder, 'CT', f), join(to, 'CT', f)])
  execFileSync(program, [...options, join(folder, 'RS-0.dcm'), join(to, 'RS.dcm')])
  return { images: join(to, 'CT'), structures: join(to, 'RS.dcm') }
}

describe('the same case rewritten', () => {
  it.each([
    ['dcmtk, explicit little endian', 'dcmconv', ['+te']],
    ['dcmtk, implicit little endian', 'dcmconv', ['+ti']],
    ['dcmtk, deflated', 'dcmconv', ['+td']],
    ['dcmtk, explicit big endian', 'dcmconv', ['+tb']],
    ['dcmtk, sequences of undefined length, group lengths', 'dcmconv', ['+ti', '-e', '+g']],
    ['gdcm, explicit little endian', 'gdcmconv', ['--explicit']],
    ['gdcm, implicit little endian', 'gdcmconv', ['--implicit']],
  ] as const)('by %s gives the same contours to the last digit', async (name, program, options) => {
    const { images, structures } = rewritten(name.replace(/\W+/g, '-'), program, options)
    const p = await proposeIn(images, structures)
    expect(p.contours).toEqual(original.contours)
    expect(p.volumes).toEqual(original.volumes)
  })

  it('with its slices under other names gives the same contours', async () => {
    const { images, structures } = rewritten('renamed', 'dcmconv', ['+te'])
    for (const [i, f] of readdirSync(images).toSorted().entries())
      renameSync(join(images, f), join(images, `${(i * 31) % 97}`))
    const p = await proposeIn(images, structures)
    expect(p.contours).toEqual(original.contours)
    expect(p.key).toBe(original.key)
  })
})

describe('a case that plastimatch wrote, image and contours', () => {
  it('is read and proposed: the target is what plastimatch made of it, in steps of its voxels', async () => {
    const to = join(scratch, 'plastimatch')
    mkdirSync(to)
    await plastimatch('convert', '--input', join(folder, 'CT'), '--output-img', join(to, 'ct.mha'))
    await plastimatch(
      'convert',
      '--input',
      join(folder, 'RS-0.dcm'),
      '--referenced-ct',
      join(folder, 'CT'),
      '--fixed',
      join(to, 'ct.mha'),
      '--output-prefix',
      join(to, 'masks'),
      '--prefix-format',
      'mha',
    )
    await plastimatch(
      'convert',
      '--input',
      join(to, 'ct.mha'),
      '--input-prefix',
      join(to, 'masks'),
      '--output-dicom',
      join(to, 'dicom'),
      '--patient-pos',
      'hfs',
      '--filenames-without-uids',
    )
    mkdirSync(join(to, 'RS'))
    for (const f of readdirSync(join(to, 'dicom')).filter((n) => n.startsWith('rtss')))
      renameSync(join(to, 'dicom', f), join(to, 'RS', f))
    const p = await proposeIn(join(to, 'dicom'), join(to, 'RS'))
    const truth = cf.subtract(cf.sphere(C, 14), cf.expand(nerve, 1), duct)
    const a = accuracyOf(drawingOf(p.contours), truth, ph.cutsOf(image), image.sliceMm)
    console.log(`by plastimatch: vertices ${brief(a.vertices)}, surface ${brief(a.surface)} mm`)
    // Its contours run along voxel edges: half a voxel off at worst, a quarter on average.
    expect(a.vertices.mean).toBeLessThan(0.3)
    expect(a.surface.mean).toBeLessThan(0.3)
    expect(Math.abs(p.volumes.solidCm3 / original.volumes.solidCm3 - 1)).toBeLessThan(0.05)
  })
})
