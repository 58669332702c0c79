import { useMemo } from 'react'
import { type OpenCase, roiId } from '../../case/index.js'
import type { Role, RoleAssignment } from '../../core/proposal/index.js'
import type { Roi } from '../../core/structure/index.js'
import type { OutlineStyle } from '../../viewer/index.js'
import { outlineStyle, roiColour } from '../theme/palette.js'
import { useLook } from './view-store.js'

/** One ROI as lists and views show it. */
export type RoiRow = {
  readonly id: string
  readonly roi: Roi
  readonly assignment: RoleAssignment
  /** Where it is drawn, if not on the planning image: the label of its structure set. */
  readonly place: string | null
  readonly colour: string
  readonly style: OutlineStyle
  readonly visible: boolean
  /** Its role stays as it is until unlocked. */
  readonly locked: boolean
  readonly contourCm3: number | null
  readonly solidCm3: number | null
  /** Why there is nothing to draw; null where there is. */
  readonly problem: string | null
}

/** Groups by role, in the order of the list. */
export const GROUPS = ['Target', 'Concern', 'Organ', 'Barrier', 'Body', 'Not used'] as const
export type Group = (typeof GROUPS)[number]

export const groupOf = (role: Role): Group => {
  switch (role.is) {
    case 'target':
      return 'Target'
    case 'concern':
      return 'Concern'
    case 'organ':
    case 'keep-and-warn':
      return 'Organ'
    case 'barrier':
      return 'Barrier'
    case 'body':
      return 'Body'
    case 'ignore':
      return 'Not used'
  }
}

const shownByRole = (role: Role): boolean => role.is !== 'ignore' && role.is !== 'body'

type RowParts = {
  readonly roles: readonly RoleAssignment[]
  readonly locked: readonly string[]
  readonly structureSets: OpenCase['contents']['structureSets']
  readonly frame: string | null
  readonly solids: OpenCase['solids']
}

const rowsOf = (
  { roles, locked, structureSets, frame, solids }: RowParts,
  eyes: Readonly<Record<string, boolean>>,
): readonly RoiRow[] => {
  let turn = 0
  return roles.flatMap((assignment) => {
    const set = structureSets.find((s) => s.uid === assignment.roi.setUid)
    const roi = set?.rois.find((r) => r.number === assignment.roi.number)
    if (roi === undefined) return []
    const id = roiId(assignment.roi)
    const solid = solids[id]
    const problem =
      roi.contours.length === 0 ? 'has no contours' : solid !== undefined && 'problem' in solid ? solid.problem : null
    const volumes = solid !== undefined && 'contourCm3' in solid ? solid : null
    return [
      {
        id,
        roi,
        assignment,
        place: roi.frame === frame ? null : (set?.label ?? ''),
        colour: roiColour(roi, assignment, turn++),
        style: outlineStyle(assignment.role, roi.name),
        visible: problem === null && (eyes[id] ?? shownByRole(assignment.role)),
        locked: locked.includes(id),
        contourCm3: volumes?.contourCm3 ?? null,
        solidCm3: volumes?.solidCm3 ?? null,
        problem,
      },
    ]
  })
}

/** Every ROI of the open case, in the recipe's order. */
export const useRoiRows = (open: OpenCase): readonly RoiRow[] => {
  const eyes = useLook((state) => state.eyes)
  const { roles, locked } = open.history.present
  const { structureSets } = open.contents
  const { frame } = open.image.series
  const { solids } = open
  return useMemo(
    () => rowsOf({ roles, locked, structureSets, frame, solids }, eyes),
    [roles, locked, structureSets, frame, solids, eyes],
  )
}
