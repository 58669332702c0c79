import { describe, expect, test } from 'vitest'
import { exportFileName } from '../../../../src/case/export/export.js'

describe('the file name', () => {
  test.each([
    ['SYN-0001', 'RS.SYN-0001.ctv-1.dcm'],
    ['a/b\\c:d', 'RS.a_b_c_d.ctv-1.dcm'],
    ['', 'RS.case.ctv-1.dcm'],
  ])('of patient "%s" is %s', (patient, name) => {
    expect(exportFileName(patient)).toBe(name)
  })
})
