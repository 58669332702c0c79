import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCli, cli, printed, scratchFolder } from '../support/cli.js'
import { capsule, sphere } from '../support/closed-forms/index.js'
import { acquire, type PhantomFiles, phantomOf, target, writePhantoms } from '../support/phantom/index.js'
import { plastimatch } from '../support/plastimatch/index.js'

type Printed = {
  readonly dsc: number
  readonly surfaceDsc: number
  readonly toleranceMm: number
  readonly hd95Mm: number
  readonly hdMm: number
  readonly addedPathLengthMm: number
  readonly a: { readonly solidCm3: number; readonly contourCm3: number }
}

const scratch = scratchFolder('compare')
let files: PhantomFiles
let words: readonly string[]

/** Two bodies of over 10 cm3 on voxels of about 1 mm, as pydicom writes them. */
beforeAll(() => {
  buildCli()
  const [a, b] = [capsule([0, 0, -10], [8, 4, 10], 13), sphere([6, 2, 3], 17)]
  const image = acquire(sphere([4, 2, 0], 30), { name: 'compare', columnMm: 0.8, rowMm: 1, sliceMm: 1 })
  const parts = [
    { name: 'A', shape: a, role: target },
    { name: 'B', shape: b, role: { is: 'ignore' } as const },
  ]
  files = writePhantoms(scratch.path, [phantomOf({ name: 'compare', image, parts })])[0] as PhantomFiles
  const rs = files.structureFiles[0] as string
  words = ['compare', rs, rs, '--roi', 'A', '--roi-b', 'B', '--image', files.imageFolder, '--json']
})
afterAll(scratch.remove)

test('Dice is that of plastimatch on masks within 1 %, and its largest surface distance within a voxel', async () => {
  const ours = cli(words)
  expect(ours.exit).toBe(0)
  const { dsc, hdMm } = printed<Printed>(ours)
  const masks = join(scratch.path, 'masks')
  await plastimatch(
    ...['convert', '--input', files.structureFiles[0] as string, '--referenced-ct', files.imageFolder],
    ...['--output-prefix', masks, '--prefix-format', 'mha'],
  )
  const said = await plastimatch('dice', '--all', join(masks, 'A.mha'), join(masks, 'B.mha'))
  const figure = (name: string) => Number(new RegExp(`${name}[^\\d]*([\\d.]+)`).exec(said)?.[1])
  expect(Math.abs(dsc - figure('DICE'))).toBeLessThan(0.01)
  expect(Math.abs(hdMm - figure('Hausdorff distance \\(boundary\\)'))).toBeLessThan(1.3)
})

test('the tolerance is a word, the larger one gives the larger surface Dice and the shorter added path', () => {
  const narrow = printed<Printed>(cli([...words, '--tolerance', '0.5']))
  const wide = printed<Printed>(cli([...words, '--tolerance', '4']))
  expect([narrow.toleranceMm, wide.toleranceMm]).toEqual([0.5, 4])
  expect(wide.surfaceDsc).toBeGreaterThan(narrow.surfaceDsc)
  expect(wide.addedPathLengthMm).toBeLessThan(narrow.addedPathLengthMm)
  expect(wide.hd95Mm).toBe(narrow.hd95Mm)
})

test('without the image the planes of the contours give the spacing', () => {
  const without = printed<Printed>(cli(words.filter((w) => w !== '--image' && w !== files.imageFolder)))
  const withImage = printed<Printed>(cli(words))
  expect(without.a.contourCm3).toBeCloseTo(withImage.a.contourCm3, 6)
  expect(without.dsc).toBeCloseTo(withImage.dsc, 6)
})
