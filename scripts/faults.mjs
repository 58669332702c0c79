// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of source text
// The faults that npm run canaries seeds: each a place where an error would move a contour without a word.

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
    file: 'src/dicom/volume/load.ts',
    find: 'spacingMm: [first.pixelSpacingMm[1], first.pixelSpacingMm[0],',
    replace: 'spacingMm: [first.pixelSpacingMm[0], first.pixelSpacingMm[1],',
    test: 'tests/unit/dicom/volume.test.ts',
    name: 'puts every voxel where its image says',
  },
  {
    fault: 'slice axis flipped',
    file: 'src/dicom/volume/load.ts',
    find: 'fromColumns(row, column, cross(row, column))',
    replace: 'fromColumns(row, column, cross(column, row))',
    test: 'tests/unit/dicom/volume.test.ts',
    name: 'puts every voxel where its image says',
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
    fault: 'registration the wrong way round',
    file: 'src/core/proposal/roi-field.ts',
    find: 'toSolid: invertRigid(cast.toImage)',
    replace: 'toSolid: cast.toImage',
    test: 'tests/oracle/frames.test.ts',
    name: 'carried by the registration',
  },
  {
    fault: 'barrier subtracts but does not block',
    file: 'src/core/proposal/exclusions.ts',
    find: '`barrier:${c.roi.name}`, 0, c.role.cutsTarget, true)',
    replace: '`barrier:${c.roi.name}`, 0, c.role.cutsTarget, false)',
    test: 'tests/oracle/barriers.test.ts',
    name: 'drawn:',
  },
  {
    fault: 'margin in mm taken as voxels',
    file: 'src/core/proposal/carve.ts',
    find: '(base[o + i] as number) - baseMm',
    replace: '(base[o + i] as number) - baseMm * grid.spacingMm[0]',
    test: 'tests/oracle/rules.test.ts',
    name: 'has the achieved margin of the closed form',
  },
  {
    fault: 'left and right margins swapped',
    file: 'src/engine/pipelines/expand-lrapsi.ts',
    find: 'options: margins,',
    replace: 'options: { ...margins, leftMm: margins.rightMm, rightMm: margins.leftMm },',
    test: 'tests/oracle/frames.test.ts',
    name: 'six directions on a patient lying HFS',
  },
  {
    fault: 'hole filled on writing',
    file: 'src/dicom/write/contours.ts',
    find: 'const holes = rings.filter((r) => r.hole)',
    replace: 'const holes = rings.filter((r) => r.hole && r.pointsLps.length === 0)',
    test: 'tests/unit/dicom/write.test.ts',
    name: 'writes holes as keyholes or nested',
  },
  {
    fault: 'every contour references one image',
    file: 'src/dicom/write/roi.ts',
    find: 'const plane = planes[contour.planeIndex] as ImagePlane',
    replace: 'const plane = planes[0] as ImagePlane',
    test: 'tests/unit/dicom/write.test.ts',
    name: 'puts every contour on its own image',
  },
  {
    fault: 'a brush that enters what is excluded',
    file: 'src/core/proposal/edits/apply.ts',
    find: 'Math.max(clamped(to), taken[p + i] as number)',
    replace: 'clamped(to)',
    test: 'tests/unit/core/edits/apply.test.ts',
    name: 'stops what it adds at an exclusion',
  },
  {
    fault: 'contours drawn off by a millimetre',
    file: 'src/viewer/overlay/sections.ts',
    find: 'loop[2 * n] = along(p, view.right)\n',
    replace: 'loop[2 * n] = along(p, view.right) + 1\n',
    test: 'tests/unit/viewer/sections.test.ts',
    name: 'are drawn at their patient coordinates',
  },
  {
    fault: 'view mirrored, letters with it',
    file: 'src/viewer/space/planes.ts',
    find: 'return { right: axes.x, down: axes.y, normal: axes.z }',
    replace: 'return { right: negate(axes.x), down: axes.y, normal: axes.z }',
    test: 'tests/unit/viewer/space/planes.test.ts',
    name: 'the same letters at the same edges',
  },
]
