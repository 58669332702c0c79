import { join } from 'node:path'
import { quietJob } from '../../src/core/job/index.js'
import {
  type Outline,
  outline,
  type Proposal,
  propose,
  type Recipe,
  StageCache,
} from '../../src/core/proposal/index.js'
import { testEngine } from '../../tests/support/engine.js'
import { type Phantom, type PhantomFiles, writePhantoms } from '../../tests/support/phantom/index.js'
import { plastimatch } from '../../tests/support/plastimatch/index.js'
import { headCase, ORGANS } from '../head.js'
import { faster, percent, type Row, time } from '../report.js'
import { inTurn } from '../timing.js'

const ROUNDS = 5
const SLICES = 200

const recipeOf = ({ recipe }: Phantom, mm: number): Recipe => ({ ...recipe, margin: { is: 'isotropic', mm } })

const run = async (phantom: Phantom, marginMm = 5, cache = new StageCache()): Promise<Proposal> =>
  propose(phantom.inputs, recipeOf(phantom, marginMm), await testEngine(), cache, quietJob)

const contours = async (phantom: Phantom, marginMm: number, cache: StageCache): Promise<Outline> =>
  outline(phantom.inputs, recipeOf(phantom, marginMm), await testEngine(), cache, quietJob)

/** Structures to masks on the CT's voxels, the target's distance map, and its threshold: no exclusion, no contours out. */
const peer = async (files: PhantomFiles): Promise<void> => {
  const at = (name: string): string => join(files.folder, name)
  const [structures = ''] = files.structureFiles
  const masks = ['--output-prefix', at('masks'), '--prefix-format', 'mha']
  await plastimatch(
    'convert',
    '--input',
    structures,
    '--referenced-ct',
    files.imageFolder,
    '--fixed',
    at('ct.mha'),
    ...masks,
  )
  await plastimatch('dmap', '--algorithm', 'maurer', '--input', at('masks/rGTV.mha'), '--output', at('distance.mha'))
  await plastimatch('threshold', '--input', at('distance.mha'), '--below', '5', '--output', at('grown.mha'))
}

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(2)} GB`

/** W1: contours in, contours out, the CT in memory and nothing kept from a run before; then one more margin with the stages kept. */
export const proposal = async (folder: string): Promise<Row[]> => {
  const phantom = headCase({ slices: SLICES, exclusions: ORGANS })
  const twice = headCase({ slices: 2 * SLICES, exclusions: ORGANS })
  const [files] = writePhantoms(folder, [phantom])
  if (!files) throw new Error('no files were written')
  await plastimatch('convert', '--input', files.imageFolder, '--output-img', join(files.folder, 'ct.mha'))

  const first = await run(phantom)
  const kept = new StageCache()
  await run(phantom, 5, kept)
  let marginMm = 3
  const { ours, longer, margin, whole, usual } = await inTurn(ROUNDS, {
    ours: () => run(phantom),
    longer: () => run(twice),
    margin: () => {
      marginMm += 0.5
      return contours(phantom, marginMm, kept)
    },
    whole: () => run(phantom, marginMm + 0.25, kept),
    usual: () => peer(files),
  })
  const { targetSolidCm3, solidCm3 } = first.volumes
  return [
    {
      what: `ours: ${targetSolidCm3.toFixed(1)} cm3 to a CTV of ${solidCm3.toFixed(1)} cm3`,
      figure: time(ours),
      aim: '',
    },
    { what: 'plastimatch convert + dmap + threshold', figure: time(usual), aim: '' },
    { what: 'faster than plastimatch', figure: faster(usual, ours), aim: 'at least 10 x' },
    { what: `ours on ${2 * SLICES} slices`, figure: time(longer), aim: '' },
    { what: 'more time for twice the slices', figure: percent(longer.medianMs / ours.medianMs - 1), aim: 'under 10 %' },
    { what: 'another margin, to its contours and volume', figure: time(margin), aim: 'under 150 ms' },
    { what: 'another margin, with reasons and achieved margin', figure: time(whole), aim: '' },
    {
      what: 'most memory of this process, both CTs in it',
      figure: gigabytes(process.resourceUsage().maxRSS * 1024),
      aim: 'under 1.5 GB',
    },
  ]
}
