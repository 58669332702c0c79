import { expect, test } from 'vitest'
import { quietJob } from '../../../src/core/job/index.js'
import { fieldInput, floatVoxels, maskInput } from '../../../src/engine/images.js'
import { createRunner } from '../../../src/engine/runner.js'
import { loadModule, testEngine } from '../../support/engine.js'
import { cube, fieldOf, maskOf, seeded } from './support/grids.js'

type Memory = { readonly usedBytes: number; readonly heapEndBytes: number }

const ball = (n: number, radius: number) => fieldOf(cube(n), (x, y, z) => Math.sqrt(x * x + y * y + z * z) - radius)

test('1,000 calls leave nothing in the heap and do not move its end', async () => {
  const runner = await createRunner(loadModule)
  const memory = async (): Promise<Memory> => {
    const [output] = await runner.run(
      { pipeline: 'memory', options: {}, inputs: [], outputs: ['JsonCompatible'] },
      quietJob,
    )
    return output?.data as Memory
  }
  const field = fieldInput(ball(18, 3))
  const inputs = [field, field, field]
  const margins = { leftMm: 5, rightMm: 4, anteriorMm: 3, posteriorMm: 2, superiorMm: 1, inferiorMm: 0 }
  const calls = [
    { pipeline: 'tidy', options: { islandMm3: 50, holeMm3: 50, smoothMm: 0.5 }, inputs },
    { pipeline: 'redistance', options: { reachMm: 5 }, inputs: [field] },
    { pipeline: 'expand-lrapsi', options: margins, inputs: [field] },
    { pipeline: 'fill-holes', options: {}, inputs: [maskInput(maskOf(cube(18), seeded(3), 0.8))] },
    { pipeline: 'threshold', options: { lower: null, upper: 0 }, inputs: [field] },
    {
      pipeline: 'geodesic',
      options: { limitMm: 5 },
      inputs: [field, fieldInput(fieldOf(cube(18), (x) => Math.abs(x - 3.7) - 0.5))],
    },
  ] as const
  const round = async (): Promise<void> => {
    for (const call of calls) await runner.run({ ...call, outputs: ['Image'] }, quietJob)
  }

  // The first rounds find each pipeline's place between what the others left free.
  for (let n = 0; n < 10; n++) await round()
  const first = await memory()
  for (let n = 0; n < 170; n++) await round()
  const last = await memory()
  console.log(
    `heap after 60 and after 1,080 calls: used ${first.usedBytes} and ${last.usedBytes} bytes, end ${first.heapEndBytes} and ${last.heapEndBytes}`,
  )
  expect(last).toEqual(first)
}, 60_000)

test('the same call gives the same bytes, in one instance and in another', async () => {
  const field = ball(40, 7)
  const request = { carved: field, allowed: field, kept: ball(40, 3), islandMm3: 50, holeMm3: 50, smoothMm: 0.5 }
  const engine = await testEngine()
  const once = await engine.tidy(request, quietJob)
  expect(await engine.tidy(request, quietJob)).toEqual(once)
  const fresh = await createRunner(loadModule)
  const inputs = [field, field, request.kept].map(fieldInput)
  const options = { islandMm3: 50, holeMm3: 50, smoothMm: 0.5 }
  const [output] = await fresh.run({ pipeline: 'tidy', options, inputs, outputs: ['Image'] }, quietJob)
  expect(floatVoxels(output)).toEqual(once.mm)
})

test('inputs stay as they are, and may be views into a larger buffer', async () => {
  const engine = await testEngine()
  const mask = maskOf(cube(11), seeded(4), 0.7)
  const larger = new Uint8Array(3000).fill(1)
  larger.set(mask.inside, 700)
  const view = { grid: mask.grid, inside: larger.subarray(700, 700 + 1331) }
  const before = Uint8Array.from(mask.inside)
  expect(await engine.fillHoles(view, quietJob)).toEqual(await engine.fillHoles(mask, quietJob))
  expect(mask.inside).toEqual(before)
})

test('results lie in plain buffers of their own, which a worker can transfer', async () => {
  const engine = await testEngine()
  const { inside } = await engine.threshold(ball(5, 1), 0, 1, quietJob)
  expect(inside.buffer).toBeInstanceOf(ArrayBuffer)
  expect(inside.byteLength).toBe(inside.buffer.byteLength)
  expect(structuredClone(inside, { transfer: [inside.buffer] })).toHaveLength(125)
})
