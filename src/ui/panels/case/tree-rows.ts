import type { CaseLeaf, Patient, PatientNode, StudyNode } from '../../../case/index.js'

type Place = {
  readonly key: string
  readonly level: 1 | 2 | 3
  /** Among those of the same parent, from 1. */
  readonly position: number
  readonly siblings: number
}

/** One line of the tree as it is shown. */
export type TreeRow =
  | (Place & { readonly is: 'patient'; readonly patient: Patient; readonly open: boolean })
  | (Place & { readonly is: 'study'; readonly study: StudyNode; readonly open: boolean })
  | (Place & { readonly is: 'leaf'; readonly leaf: CaseLeaf })

/** The lines that are seen: what lies under a closed one is left out. */
export const treeRows = (patients: readonly PatientNode[], closed: ReadonlySet<string>): readonly TreeRow[] =>
  patients.flatMap((node, p): TreeRow[] => {
    const key = `patient ${node.key}`
    const open = !closed.has(key)
    const head: TreeRow = {
      is: 'patient',
      key,
      level: 1,
      position: p + 1,
      siblings: patients.length,
      patient: node.patient,
      open,
    }
    return open
      ? [head, ...node.studies.flatMap((study, s) => studyRows(study, s, node.studies.length, closed))]
      : [head]
  })

const studyRows = (study: StudyNode, s: number, siblings: number, closed: ReadonlySet<string>): readonly TreeRow[] => {
  const key = `study ${study.key}`
  const open = !closed.has(key)
  const head: TreeRow = { is: 'study', key, level: 2, position: s + 1, siblings, study, open }
  if (!open) return [head]
  const leaves = study.leaves.map(
    (leaf, i): TreeRow => ({
      is: 'leaf',
      key: leaf.key,
      level: 3,
      position: i + 1,
      siblings: study.leaves.length,
      leaf,
    }),
  )
  return [head, ...leaves]
}
