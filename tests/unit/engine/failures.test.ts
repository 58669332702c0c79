import { describe, expect, test } from 'vitest'
import type { FrameUid, Uid } from '../../../src/core/frame/index.js'
import { cancelledError, type Job, quietJob } from '../../../src/core/job/index.js'
import { PostopError } from '../../../src/core/problem/index.js'
import { createEngine } from '../../../src/engine/index.js'
import { createRunner, type PipelineRunner } from '../../../src/engine/runner.js'
import { loadModule, testEngine } from '../../support/engine.js'
import { cube, fieldOf, maskOf, obliqueGrid, seeded } from './support/grids.js'

const failure = async (work: Promise<unknown>): Promise<PostopError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof PostopError) return error
  throw new Error(`expected a PostopError, got ${String(error)}`)
}

const version = async (runner: PipelineRunner): Promise<unknown> => {
  const [output] = await runner.run(
    { pipeline: 'version', options: {}, inputs: [], outputs: ['JsonCompatible'] },
    quietJob,
  )
  return output?.data
}

describe('a pipeline that fails', () => {
  test.each([
    ['standard-exception', "The computation 'fail' failed with exit code 1: a line on stderr a standard exception."],
    ['itk-exception', 'an ITK exception.'],
    ['other-exception', 'an exception that is not a std::exception.'],
    ['memory', 'Failed to allocate memory for image.'],
    ['exit', "The computation 'fail' failed with exit code 7: a line on stderr."],
    ['abort', "The computation 'fail' stopped: a line on stderr Aborted()"],
    ['trap', "The computation 'fail' stopped: a line on stderr unreachable."],
  ])('by %s says so, and the next call works', async (how, text) => {
    const runner = await createRunner(loadModule)
    const error = await failure(
      runner.run({ pipeline: 'fail', options: { how }, inputs: [], outputs: ['Image'] }, quietJob),
    )
    expect(error.code).toBe('engine/pipeline-failed')
    expect(error.message).toContain(text)
    expect(error.remedy).not.toBe('')
    expect(await version(runner)).toEqual({ itk: '5.2.1' })
  })

  test('by its name or its options', async () => {
    const runner = await createRunner(loadModule)
    const run = (pipeline: string, options: object): Promise<PostopError> =>
      failure(runner.run({ pipeline, options, inputs: [], outputs: [] }, quietJob))
    expect((await run('dilate', {})).message).toContain('there is no pipeline dilate')
    expect((await run('threshold', {})).message).toContain('input 1 is')
    const field = fieldOf(cube(3), () => 1)
    const engine = await testEngine()
    expect((await failure(engine.redistance(field, Number.NaN, quietJob))).message).toContain(
      'reachMm must be a number',
    )
    expect((await failure(engine.threshold(field, 2, 1, quietJob))).message).toContain('must not exceed')
  })

  test('by fields on different grids is refused before it starts', async () => {
    const engine = await testEngine()
    const a = fieldOf(cube(5), () => 1)
    const b = { grid: { ...a.grid, frame: '1.2.3' as FrameUid }, mm: a.mm }
    const error = await failure(engine.geodesic(a, b, 5, quietJob))
    expect(error.code).toBe('frame/mismatch')
    expect(error.message).toContain('1.2.3')
    const rest = { islandMm3: 0, holeMm3: 0, smoothMm: 0 }
    expect((await failure(engine.tidy({ carved: a, allowed: a, kept: b, ...rest }, quietJob))).code).toBe(
      'frame/mismatch',
    )
  })

  test('by a solid of another frame of reference, or a transform that does not lead there, is refused before it starts', async () => {
    const engine = await testEngine()
    const { grid } = fieldOf(cube(5), () => 1)
    const frame = '1.2.3' as FrameUid
    const solid = { frame, axes: { u: [1, 0, 0], v: [0, 1, 0], w: [0, 0, 1] }, runs: [] } as const
    const options = { closeBetweenPlanes: false, fillHoles: false, reachMm: 5 }
    const plain = await failure(engine.signedDistance(solid, grid, options, quietJob))
    expect(plain.code).toBe('frame/mismatch')
    const matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] as const
    const toSolid = { from: frame, to: grid.frame, matrix, sourceUid: '1.2.4' as Uid }
    const wrongWay = await failure(engine.signedDistance(solid, grid, { ...options, toSolid }, quietJob))
    expect(wrongWay.code).toBe('frame/mismatch')
    expect(wrongWay.message).toContain('leads from frame 1.2.3')
  })

  test('by six margins on an oblique grid is refused before it starts', async () => {
    const engine = await testEngine()
    const margins = { leftMm: 5, rightMm: 5, anteriorMm: 5, posteriorMm: 5, superiorMm: 5, inferiorMm: 5 }
    const oblique = fieldOf(obliqueGrid([5, 5, 5]), () => 1)
    expect((await failure(engine.expandLrapsi(oblique, margins, quietJob))).code).toBe('frame/mismatch')
  })
})

describe('an engine that cannot run', () => {
  test('because its bytes do not come', async () => {
    const error = await failure(createEngine(() => Promise.reject(new Error('404 Not Found'))))
    expect(error.code).toBe('engine/unavailable')
    expect(error.message).toContain('404 Not Found')
  })

  test('because WebAssembly does not take them, says what it needs', async () => {
    // What a machine without SIMD sees: a function with an instruction that it does not know.
    const code = [65, 0, 0xff, 15, 0xff, 98, 11]
    const head = [
      0,
      97,
      115,
      109,
      1,
      0,
      0,
      0,
      1,
      5,
      1,
      96,
      0,
      1,
      127,
      3,
      2,
      1,
      0,
      10,
      code.length + 3,
      1,
      code.length + 1,
      0,
    ]
    const bytes = Uint8Array.from([...head, ...code])
    const error = await failure(createEngine(() => Promise.resolve(bytes)))
    expect(error.code).toBe('engine/unavailable')
    expect(error.message).toContain('needs WebAssembly with SIMD')
    expect(error.message).toContain('0xff')
    expect(error.remedy).toContain('Node 20')
  })

  test('because its bytes are cut short', async () => {
    const bytes = await loadModule()
    const error = await failure(createEngine(() => Promise.resolve(bytes.subarray(0, bytes.length - 1000))))
    expect(error.code).toBe('engine/unavailable')
  })
})

describe('a job that is cancelled', () => {
  const jobUntil = (calls: number): Job => {
    let asked = 0
    return {
      throwIfCancelled: () => {
        asked++
        if (asked > calls) throw cancelledError()
      },
      yield: () => new Promise((resolve) => setImmediate(resolve)),
      progress: () => {},
    }
  }

  test.each([0, 1, 2])('at its question %d ends, and the engine goes on', async (calls) => {
    const engine = await testEngine()
    const mask = maskOf(cube(9), seeded(1), 0.5)
    expect((await failure(engine.fillHoles(mask, jobUntil(calls)))).code).toBe('run/cancelled')
    expect((await engine.fillHoles(mask, jobUntil(99))).inside.length).toBe(729)
  })
})
