import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quietJob } from '../../../src/core/job/index.js'
import { PostopError } from '../../../src/core/problem/index.js'
import {
  encodePart10,
  IMPLICIT_LITTLE_ENDIAN,
  loadVolume,
  parseStructureSet,
  scanFiles,
} from '../../../src/dicom/index.js'
import { AXIAL, closed, ctSlice, fileOf, square, structureSet } from '../../support/dicom-phantom.js'

/** Places as shares of a hundred thousand, and what is put there. */
const change = fc.noBias(fc.tuple(fc.nat({ max: 99_999 }), fc.nat({ max: 255 })))
const changes = fc.array(change, { minLength: 1, maxLength: 4 })

const damaged = (bytes: Uint8Array, where: readonly (readonly [number, number])[]): Uint8Array => {
  const out = bytes.slice()
  for (const [share, value] of where) out[128 + Math.floor((share / 100_000) * (out.length - 128))] = value
  return out
}

describe('damaged files', () => {
  it.each([undefined, IMPLICIT_LITTLE_ENDIAN])('of structure sets are read or refused by code (%s)', (syntax) => {
    const rois = [
      { number: 1, name: 'a', contours: [closed(square(0, 0, 0, 1)), closed(square(0, 0, 2, 1))] },
      { number: 2, name: 'b', contours: [closed(square(0, 0, 0, 1))] },
    ]
    const bytes = encodePart10(structureSet(rois), syntax)
    const seen = new Set<string>()
    fc.assert(
      fc.property(changes, (where) => {
        try {
          seen.add(`read ${parseStructureSet(damaged(bytes, where), 'x').set.rois.length}`)
        } catch (e) {
          if (!(e instanceof PostopError)) throw e
          seen.add(e.code)
        }
      }),
      { numRuns: 500, seed: 1 },
    )
    expect([...seen]).toEqual(expect.arrayContaining(['read 2', 'dicom/truncated', 'dicom/bad-value']))
  })

  it('of images are listed, loaded or refused by code', async () => {
    const slices = AXIAL.positions.map((_, k) => encodePart10(ctSlice(AXIAL, k)))
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(changes, async (where) => {
        const files = slices.map((bytes, k) => fileOf(`${k}`, k === 1 ? damaged(bytes.slice(), where) : bytes))
        const { series, problems } = await scanFiles(files, quietJob)
        for (const p of problems) seen.add(p.code)
        for (const s of series) {
          try {
            seen.add(`loaded ${(await loadVolume(s, quietJob)).volume.planes.length}`)
          } catch (e) {
            if (!(e instanceof PostopError)) throw e
            seen.add(e.code)
          }
        }
      }),
      { numRuns: 300, seed: 1 },
    )
    expect([...seen]).toEqual(expect.arrayContaining(['loaded 4', 'loaded 3', 'dicom/truncated']))
    expect(seen).not.toContain('input/unreadable')
  })
})
