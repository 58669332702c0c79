// The faults that npm run canaries seeds: each a place that would move a contour without an error.

/**
 * @typedef {object} Fault
 * @property {string} fault what goes wrong, in words
 * @property {string} file where
 * @property {string} find text that is in the file exactly once
 * @property {string} replace what stands there instead
 * @property {string} test the test file that must turn red
 * @property {string} name part of the test's full name
 */

/** @type {readonly Fault[]} */
export const FAULTS = [
  {
    fault: 'row and column spacing swapped',
    file: 'src/core/frame/grid.ts',
    find: 'const a = p[0] * g.spacingMm[0]\n  const b = p[1] * g.spacingMm[1]',
    replace: 'const a = p[0] * g.spacingMm[1]\n  const b = p[1] * g.spacingMm[0]',
    test: 'tests/unit/core/frame/grid.test.ts',
    name: 'a step along an index axis',
  },
  {
    fault: 'slice axis flipped',
    file: 'src/core/frame/grid.ts',
    find: 'const c = p[2] * g.spacingMm[2]',
    replace: 'const c = -p[2] * g.spacingMm[2]',
    test: 'tests/unit/core/frame/grid.test.ts',
    name: 'an axial head-first supine slice',
  },
  {
    fault: 'shifted by half a voxel',
    file: 'src/core/frame/grid.ts',
    find: 'const a = p[0] * g.spacingMm[0]\n',
    replace: 'const a = (p[0] + 0.5) * g.spacingMm[0]\n',
    test: 'tests/unit/core/frame/grid.test.ts',
    name: 'index (0, 0, 0) is the centre',
  },
  {
    fault: 'inverse transform not turned back',
    file: 'src/core/frame/rigid.ts',
    find: 'const back = (a: number, b: number, c: number) => -(a * m[3] + b * m[7] + c * m[11])',
    replace: 'const back = (a: number, b: number, c: number) => a * m[3] + b * m[7] + c * m[11]',
    test: 'tests/unit/core/frame/rigid.test.ts',
    name: 'its inverse names the frames',
  },
]
