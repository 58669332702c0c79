import { norm, pointLps, unit, type Vec3 } from '../../core/frame/index.js'
import type { Attributes } from '../element/attributes.js'
import { FARTHEST_MM, VOXEL_MM } from '../value/limits.js'
import type { ImageHeader } from './types.js'

/** ImageOrientationPatient: unit vectors along a row and down a column; null where missing. @throws dicom/bad-value */
export const readOrientation = (a: Attributes): ImageHeader['orientation'] => {
  const v = a.decimals('ImageOrientationPatient')
  if (v === null) return null
  const [rx, ry, rz, cx, cy, cz] = v
  if (v.length !== 6 || rx === undefined || ry === undefined || rz === undefined)
    throw a.badValue('ImageOrientationPatient', 'needs six numbers')
  const row: Vec3 = [rx, ry, rz]
  const column: Vec3 = [cx as number, cy as number, cz as number]
  const skew = row[0] * column[0] + row[1] * column[1] + row[2] * column[2]
  if (Math.abs(norm(row) - 1) > 0.01 || Math.abs(norm(column) - 1) > 0.01 || Math.abs(skew) > 0.001) {
    throw a.badValue('ImageOrientationPatient', `holds no two perpendicular unit vectors (${v.join(' ')})`)
  }
  return { row: unit(row), column: unit(column) }
}

/** ImagePositionPatient, LPS mm; null where missing. @throws dicom/bad-value */
export const readPosition = (a: Attributes): ImageHeader['positionLps'] => {
  const v = a.decimals('ImagePositionPatient')
  if (v === null) return null
  const [x, y, z] = v
  if (v.length !== 3 || x === undefined || y === undefined || z === undefined)
    throw a.badValue('ImagePositionPatient', 'needs three numbers')
  const far = v.find((c) => Math.abs(c) > FARTHEST_MM)
  if (far !== undefined) throw a.badValue('ImagePositionPatient', `is at ${far} mm, where no patient is`)
  return pointLps(x, y, z)
}

/** PixelSpacing: between rows, between columns, mm; null where missing. @throws dicom/bad-value */
export const readSpacing = (a: Attributes): ImageHeader['pixelSpacingMm'] => {
  const v = a.decimals('PixelSpacing')
  if (v === null) return null
  const [rows, columns] = v
  if (v.length !== 2 || rows === undefined || columns === undefined || rows <= 0 || columns <= 0) {
    throw a.badValue('PixelSpacing', 'needs two numbers above 0')
  }
  const odd = [rows, columns].find((size) => size < VOXEL_MM.least || size > VOXEL_MM.most)
  if (odd !== undefined) throw a.badValue('PixelSpacing', `is ${odd} mm, which is no size of a pixel`)
  return [rows, columns]
}
