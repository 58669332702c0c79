import type { Anatomy } from './anatomy/index.js'
import * as land from './anatomy/landmarks.js'
import { EXTERNAL } from './anatomy/outline.js'
import { capsuleMm3, ellipsoidMm3, roundBoxMm3 } from './closed-volumes.js'
import { mirrored } from './combine.js'
import type { Shape } from './shapes.js'

/** A region of interest whose body is known in closed form. */
export type SampleRoi = {
  readonly number: number
  readonly name: string
  /** RT ROI Interpreted Type (3006,00A4). */
  readonly type: 'GTV' | 'ORGAN' | 'CONTROL' | 'EXTERNAL'
  readonly colour: readonly [number, number, number]
  readonly shape: Shape
  /** Distance of contour points in mm, about. */
  readonly stepMm: number
  /** Volume by formula in mm3; none for the outline, which the scan cuts off. */
  readonly volumeMm3: number | undefined
}

const side = (name: string, shape: Shape): readonly (readonly [string, Shape])[] => [
  [`${name}_L`, shape],
  [`${name}_R`, mirrored(shape)],
]

/** The structures drawn on the planning CT, by their TG-263 names where there is one. */
export const roisOf = ({ target }: Anatomy): readonly SampleRoi[] => {
  const rows: Omit<SampleRoi, 'number'>[] = []
  const add = (
    name: string,
    type: SampleRoi['type'],
    colour: SampleRoi['colour'],
    shape: Shape,
    volumeMm3?: number,
    stepMm = 0.6,
  ): void => {
    rows.push({ name, type, colour, shape, volumeMm3, stepMm })
  }
  const pair = (name: string, colour: SampleRoi['colour'], shape: Shape, mm3: number, stepMm?: number): void => {
    for (const [n, s] of side(name, shape)) add(n, 'ORGAN', colour, s, mm3, stepMm)
  }
  add('rGTV', 'GTV', [244, 63, 38], target.rGtv, target.mm3.rGtv, 0.4)
  add('TumorBed', 'GTV', [76, 175, 130], target.bed, target.mm3.bed, 0.4)
  add('Concern_L', 'CONTROL', [255, 160, 150], target.concern, target.mm3.concern)
  add('Brainstem', 'ORGAN', [170, 70, 230], land.BRAINSTEM, ellipsoidMm3(land.BRAINSTEM_SEMI))
  add('SpinalCord', 'ORGAN', [120, 220, 240], land.CORD, capsuleMm3(land.CORD_FROM, land.CORD_TO, land.CORD_MM), 0.5)
  pair('OpticNrv', [255, 210, 70], land.NERVE, capsuleMm3(land.NERVE_FROM, land.NERVE_TO, land.NERVE_MM), 0.4)
  add(
    'OpticChiasm',
    'ORGAN',
    [255, 170, 30],
    land.CHIASM,
    capsuleMm3(land.CHIASM_FROM, land.CHIASM_TO, land.CHIASM_MM),
    0.4,
  )
  const carotidMm3 = capsuleMm3(land.CAROTID_FROM, land.CAROTID_TO, land.CAROTID_MM)
  pair('A_Carotid', [235, 40, 140], land.CAROTID, carotidMm3, 0.4)
  pair('Lobe_Temporal', [200, 160, 90], land.LOBE_TEMPORAL, ellipsoidMm3(land.LOBE_SEMI), 1.4)
  pair('Parotid', [90, 180, 230], land.PAROTID, ellipsoidMm3(land.PAROTID_SEMI), 0.9)
  add('Bone_Clivus', 'ORGAN', [225, 225, 225], land.CLIVUS, roundBoxMm3(land.CLIVUS_HALF, land.CLIVUS_ROUND_MM))
  add('External', 'EXTERNAL', [120, 140, 120], EXTERNAL, undefined, 2.4)
  return rows.map((row, n) => ({ number: n + 1, ...row }))
}
