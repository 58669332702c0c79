import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexIjk, indexToLps, lpsToIndex, type PointLps } from '../../src/core/frame/index.js'
import { quietJob } from '../../src/core/job/index.js'
import { type DicomScan, type LoadedVolume, loadVolume, scanFiles } from '../../src/dicom/index.js'
import { propose, readCase, writeStructureSet } from '../../src/index.js'
import { folderFiles } from '../support/dicom-folder.js'

const CASE = resolve('sample-dicom/case')
const SLICES = readdirSync(join(CASE, 'CT')).sort()
const scratch = mkdtempSync(join(tmpdir(), 'postop-series-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const scanOf = async (folder: string): Promise<DicomScan> => scanFiles(await folderFiles(folder), quietJob)

const load = async (folder: string): Promise<LoadedVolume> => {
  const { series, problems } = await scanOf(folder)
  expect(problems).toEqual([])
  const [only] = series
  if (only === undefined || series.length > 1) throw new Error(`${series.length} series`)
  return loadVolume(only, quietJob)
}

const made = (name: string): string => join(scratch, name)

let classic: LoadedVolume

beforeAll(async () => {
  const script = resolve('tests/support/python/write_series.py')
  execFileSync('/usr/bin/python3', [script, scratch, ...SLICES.map((f) => join(CASE, 'CT', f))])
  classic = await load(join(CASE, 'CT'))
})

describe('an enhanced multi-frame CT', () => {
  it.each([
    ['with its frames in no order', 'enhanced', []],
    ['in two instances', 'parts', []],
    ['in RLE', 'enhanced', ['dcmcrle']],
    ['in RLE with a fragment a frame and no offset table', 'enhanced', ['dcmcrle', '-ot']],
    ['in JPEG-LS', 'enhanced', ['dcmcjpls']],
    ['in JPEG-LS, frames in fragments of 4 KiB', 'enhanced', ['dcmcjpls', '+fs', '4']],
    ['in JPEG-LS, in fragments without offset table', 'enhanced', ['dcmcjpls', '+fs', '4', '-ot']],
    ['in big endian', 'enhanced', ['dcmconv', '+tb']],
    ['deflated', 'enhanced', ['dcmconv', '+td']],
  ] as const)('%s is the volume of its single-frame slices', async (name, source, command) => {
    const [program, ...options] = command
    const folder = program === undefined ? made(source) : made(name.replace(/\W+/g, '-'))
    if (program !== undefined) {
      execFileSync('mkdir', ['-p', folder])
      execFileSync(program, [...options, join(made(source), 'all.dcm'), join(folder, 'all.dcm')], { stdio: 'pipe' })
    }
    const { volume, findings } = await load(folder)
    expect(volume.hash).toBe(classic.volume.hash)
    expect(findings).toEqual(classic.findings)
    expect(volume.window).toEqual({ width: 350, level: 40 })
    const numbers = volume.planes.map((plane) => plane.frame?.number)
    expect(new Set(volume.planes.map((plane) => `${plane.sopInstanceUid} ${plane.frame?.number}`)).size).toBe(
      SLICES.length,
    )
    expect(Math.max(...numbers.map(Number))).toBe(volume.planes[0]?.frame?.of === SLICES.length ? SLICES.length : 40)
  })

  it('has a rescale slope of its own for every frame', async () => {
    const { volume } = await load(made('slopes'))
    expect(volume.slope.slice(0, 4)).toEqual([1, 2, 1, 2])
    const perPlane = volume.grid.size[0] * volume.grid.size[1]
    for (const k of [10, 11]) {
      for (const at of [0, 777, 20000]) {
        const hu = (v: LoadedVolume['volume']) =>
          (v.data[k * perPlane + at] as number) * (v.slope[k] as number) + (v.intercept[k] as number)
        expect(Math.abs(hu(volume) - hu(classic.volume))).toBeLessThan(2)
      }
    }
  })

  it('takes a proposal, whose contours name the frames they lie on, as the standard wants it', async () => {
    const paths = { image: [made('enhanced')], structures: [join(CASE, 'RS-CT.dcm')] }
    const request = { targets: ['rGTV'], useDefaults: false }
    const onFrames = await readCase(paths)
    const proposal = await propose(onFrames, request)
    const onSlices = await propose(await readCase({ ...paths, image: [join(CASE, 'CT')] }), request)
    expect(proposal.contours).toEqual(onSlices.contours)
    const bytes = await writeStructureSet(onFrames, proposal, { date: '2026-01-02T03:04:05Z' })
    const file = join(scratch, 'RS.dcm')
    writeFileSync(file, bytes)
    const seen = JSON.parse(
      execFileSync(
        '/usr/bin/python3',
        [resolve('tests/support/python/frame_references.py'), file, join(made('enhanced'), 'all.dcm')],
        {
          encoding: 'utf8',
        },
      ),
    )
    expect(seen.contours).toBeGreaterThan(15)
    expect(seen.largestDistanceMm).toBeLessThan(1e-6)
    expect(seen.imagesOfTheSeries).toEqual([[]])
  })
})

describe('several acquisitions in one series', () => {
  it.each([
    ['acquisitions', ['acquisition 3', 'acquisition 12'], [10, 10]],
    ['time points', ['time point 1', 'time point 2'], [10, 10]],
    ['kernels', ['kernel B30f', 'kernel B60f'], [10, 10]],
    ['interleaved', ['acquisition 1', 'acquisition 2'], [10, 10]],
    ['orientations', ['axial', 'coronal'], [10, 10]],
    ['apart', ['at -12 to 6 mm', 'at 288 to 306 mm'], [10, 10]],
    ['stacks', ['stack A', 'stack B'], [30, 30]],
    ['contiguous', [''], [10]],
  ] as const)('%s are volumes of their own, each by its name', async (name, parts, planes) => {
    const { series } = await scanOf(made(name))
    const uid = series[0]?.seriesUid
    expect(series.map((s) => s.part)).toEqual(parts)
    expect(series.map((s) => s.key)).toEqual(parts.length === 1 ? [uid] : parts.map((_, i) => `${uid}#${i + 1}`))
    const volumes = await Promise.all(series.map((s) => loadVolume(s, quietJob)))
    expect(volumes.map((v) => v.volume.planes.length)).toEqual(planes)
    for (const { findings } of volumes)
      expect(
        findings
          .map((f) => f.code)
          .filter((code) => code !== 'image/very-thick-slices' && code !== 'image/thick-slices'),
      ).toEqual([])
  })

  it('are listed where none is named, and named one by one', async () => {
    const structures = [join(CASE, 'RS-CT.dcm')]
    const paths = { image: [made('acquisitions')], structures }
    const [first, second] = (await scanOf(made('acquisitions'))).series
    await expect(readCase(paths)).rejects.toMatchObject({
      code: 'input/several-series',
      message: expect.stringContaining(`CT ${second?.key} (10 images, `),
      remedy: expect.stringContaining(`--series ${first?.key}`),
    })
    await expect(readCase(paths, { seriesUid: first?.seriesUid ?? '' })).rejects.toMatchObject({
      code: 'input/several-series',
    })
    const read = await readCase(paths, { seriesUid: second?.key ?? '' })
    expect(read.inputs.image.window?.level).toBe(300)
    const { volume } = await loadVolume(first as NonNullable<typeof first>, quietJob)
    const again = await readCase(paths, { seriesUid: first?.seriesUid ?? '', imageHash: volume.hash })
    expect(again.inputs.image.window?.level).not.toBe(300)
  })

  it('that nothing tells apart are refused, not mixed', async () => {
    const [only, second] = (await scanOf(made('no way to tell'))).series
    expect(second).toBeUndefined()
    await expect(loadVolume(only as NonNullable<typeof only>, quietJob)).rejects.toMatchObject({
      code: 'series/duplicate-slice',
    })
  })
})

describe('padding', () => {
  it('is neither air nor bone: with all air marked as padding the CTV is that without the air rule', async () => {
    const ctv = async (image: string, air: { airBelowHu: null } | Record<string, never>) => {
      const read = await readCase({ image: [image], structures: [join(CASE, 'RS-CT.dcm')] })
      const found = read.findings.some((f) => f.code === 'image/padding')
      const { contours } = await propose(read, { targets: ['rGTV'], useDefaults: false, ...air })
      return { found, contours }
    }
    const padded = await ctv(made('air as padding'), {})
    const unnamed = await ctv(made('air as low values'), {})
    const noAir = await ctv(join(CASE, 'CT'), { airBelowHu: null })
    expect([padded.found, unnamed.found, noAir.found]).toEqual([true, false, false])
    expect(padded.contours).toEqual(noAir.contours)
    expect(unnamed.contours).not.toEqual(noAir.contours)
  })
})

/** The stored value nearest to each of some points in LPS mm, NaN outside. */
const valuesAt = ({ volume: v }: LoadedVolume, points: readonly PointLps[]): number[] =>
  points.map((p) => {
    const [i, j, k] = lpsToIndex(v.grid, p).map(Math.round) as [number, number, number]
    const [ni, nj, nk] = v.grid.size
    return i < 0 || j < 0 || k < 0 || i >= ni || j >= nj || k >= nk
      ? Number.NaN
      : (v.data[i + ni * (j + nj * k)] as number)
  })

describe('a patient on the table another way round', () => {
  it.each(['HFS', 'HFP', 'FFS', 'FFP', 'HFDR', 'HFDL', 'FFDR', 'FFDL', 'sagittal'])(
    '%s: every value lies where it lay',
    async (position) => {
      const turned = await load(made(position))
      const { grid } = turned.volume
      const points: PointLps[] = []
      for (let n = 0; n < 400; n++)
        points.push(
          indexToLps(grid, indexIjk((n * 37) % grid.size[0], (n * 53) % grid.size[1], (n * 7) % grid.size[2])),
        )
      const values = valuesAt(turned, points)
      expect(values).toEqual(valuesAt(classic, points))
      expect(new Set(values).size).toBeGreaterThan(50)
      expect(turned.volume.evenlySpaced).toBe(true)
    },
  )
})

describe('what is odd about a series', () => {
  it.each([
    ['missing', ['image/uneven-slices', 'image/missing-slice']],
    ['uneven', ['image/thick-slices', 'image/uneven-slices']],
    ['tilted', ['image/sheared-slices']],
    ['copied', ['file/duplicate']],
    ['localizer', ['image/localizer-skipped']],
    ['inverted', ['image/inverted']],
  ])('%s is said, and the series is read', async (name, codes) => {
    const { findings, volume } = await load(made(name))
    expect(findings.map((f) => f.code)).toEqual(codes)
    expect(volume.planes).toHaveLength(name === 'missing' ? 9 : 10)
  })

  it.each([
    ['mixed spacing', 'series/mixed-geometry'],
    ['mixed size', 'series/mixed-geometry'],
    ['single', 'series/single-slice'],
  ])('%s is refused', async (name, code) => {
    await expect(load(made(name))).rejects.toMatchObject({ code })
  })
})

describe('what else stands in the files', () => {
  it('is a name in any character set', async () => {
    const names = JSON.parse(readFileSync(made('names.json'), 'utf8')) as Record<string, string>
    const read: Record<string, string> = {}
    for (const name of Object.keys(names)) read[name] = (await load(join(made('names'), name))).reference.patientName
    expect(read).toEqual(names)
    expect(Object.keys(read)).toHaveLength(10)
  })

  it.each([
    ['as they are', []],
    ['with group lengths and sequences of undefined length', ['+g', '-e']],
    ['with sequences of explicit length', ['+e']],
    ['in implicit VR', ['+ti']],
    ['without preamble and meta information', ['-F', '+te']],
    ['without preamble, in implicit VR', ['-F', '+ti']],
  ])('are private elements, long ones and nested ones, %s', async (name, options) => {
    const folder = made(`private ${name}`)
    mkdirSync(folder)
    for (const f of readdirSync(made('private')))
      execFileSync('dcmconv', [...options, join(made('private'), f), join(folder, f)])
    const { volume } = await load(folder)
    expect(volume.hash).toBe((await load(made('HFS'))).volume.hash)
  })

  it('is a DICOMDIR that names files which are not there, and files that it does not name: the files count', async () => {
    const folder = made('medium')
    cpSync(made('private'), folder, { recursive: true })
    execFileSync('dcmmkdir', ['+I', '+r', '+D', 'DICOMDIR'], { cwd: folder, stdio: 'pipe' })
    rmSync(join(folder, 'IM3'))
    cpSync(join(made('private'), 'IM0'), join(folder, 'unlisted'))
    const scan = await scanOf(folder)
    expect(scan.others.map((o) => o.kind)).toEqual(['DICOMDIR'])
    expect(scan.series[0]?.images).toHaveLength(10)
    expect(scan.problems).toEqual([])
  })

  it('are three thousand other files between them', async () => {
    const folder = made('heap')
    for (const [i, f] of readdirSync(made('HFS')).entries())
      cpSync(join(made('HFS'), f), join(folder, `${i % 3}/${i}/image`), { recursive: true })
    for (let n = 0; n < 3000; n++) {
      const at = join(folder, `${n % 3}`)
      writeFileSync(join(at, `note ${n}.txt`), n % 5 === 0 ? '' : `DICM ${n}`.repeat(40))
    }
    const scan = await scanOf(folder)
    expect(scan.fileCount).toBe(3010)
    expect(scan.problems).toHaveLength(3000)
    const [only] = scan.series
    if (only === undefined) throw new Error('no series')
    expect((await loadVolume(only, quietJob)).volume.hash).toBe((await load(made('HFS'))).volume.hash)
  })
})
