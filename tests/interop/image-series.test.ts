import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
