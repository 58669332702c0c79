import type { FrameUid } from '../../core/frame/index.js'
import { joinedFrames } from '../../core/proposal/index.js'
import { liesOn } from '../contents/choose.js'
import { type Patient, patientKey } from '../contents/patients.js'
import { joinedBy, joinsOf, usedRegistrations } from '../document/joins.js'
import type { CaseObject, CaseSeries } from '../services.js'
import type { OpenCase } from '../state/state.js'

/** What an object does in the case; `plays: false` says why it plays no part. */
export type Part = { readonly plays: boolean; readonly words: string }

type Leaf = { readonly key: string; readonly part: Part }
export type SeriesLeaf = Leaf & { readonly is: 'series'; readonly series: CaseSeries }
export type ObjectLeaf = Leaf & { readonly is: 'object'; readonly object: CaseObject; readonly roiCount: number | null }
export type CaseLeaf = SeriesLeaf | ObjectLeaf

export type StudyNode = {
  readonly key: string
  readonly date: string
  readonly description: string
  readonly leaves: readonly CaseLeaf[]
}

export type PatientNode = { readonly key: string; readonly patient: Patient; readonly studies: readonly StudyNode[] }

const plays = (words: string): Part => ({ plays: true, words })
const idle = (words: string): Part => ({ plays: false, words })

const NO_REGISTRATION = 'in another frame, no registration'

/** Kinds that a proposal does not look at, in words. */
const UNUSED: Readonly<Record<string, string>> = {
  RTDOSE: 'a dose takes no part in a proposal',
  RTPLAN: 'a plan takes no part in a proposal',
  REG: 'it joins no frames that can be used',
}

type Scene = { readonly open: OpenCase; readonly joined: ReadonlySet<FrameUid> }

const seriesPart = ({ open, joined }: Scene, series: CaseSeries): Part => {
  const { image } = open
  if (series.key === image.series.key) return plays('planning CT')
  if (series.refusal !== null) return idle(series.refusal.message)
  if (series.frame === image.series.frame) return plays('in the frame of the planning CT')
  if (series.frame !== null && joined.has(series.frame)) return plays('joined by registration')
  return idle(NO_REGISTRATION)
}

const setPart = ({ open, joined }: Scene, object: CaseObject): Part => {
  const set = open.contents.structureSets.find((s) => s.uid === object.sopInstanceUid)
  if (set === undefined) return idle('it could not be read')
  if (set.rois.length === 0) return idle('it has no ROI')
  if (set.uid === open.history.present.baseSetUid) return plays('belongs to the planning CT: the export copies it')
  if (liesOn(set, open.image.series)) return plays('on the planning CT, not copied')
  return set.rois.some((roi) => joined.has(roi.frame)) ? plays('joined by registration') : idle(NO_REGISTRATION)
}

const shortFrame = (frame: FrameUid): string => frame.slice(-4)

const registrationPart = ({ open, joined }: Scene, object: CaseObject): Part => {
  const uid = object.sopInstanceUid
  const own = joinsOf(open.contents.registrations).filter((join) => join.uids.some((u) => u === uid))
  if (own.length === 0) return idle(UNUSED.REG ?? '')
  const document = open.history.present
  const counts = own.filter((join) => joinedBy(join, document) === uid)
  if (counts.length === 0) return idle('another registration joins these frames')
  const words = counts.map(({ frames }) => `FoR ${frames.map(shortFrame).join(' and ')}`).join(', ')
  const planning = open.image.series.frame
  return counts.some(({ frames }) => frames.some((f) => f === planning || joined.has(f)))
    ? plays(`joins ${words}`)
    : idle(`joins ${words}, not the planning CT's`)
}

const objectPart = (scene: Scene, object: CaseObject): Part => {
  if (object.modality === 'RTSTRUCT') return setPart(scene, object)
  if (object.modality === 'REG') return registrationPart(scene, object)
  if (object.kind === 'DICOMDIR') return idle('an index of the medium, not needed')
  return idle(UNUSED[object.modality] ?? 'this kind is not read')
}

const ORDER = ['CT', 'MR', 'PT', 'RTSTRUCT', 'REG', 'RTPLAN', 'RTDOSE']

const orderOf = (leaf: CaseLeaf): number => {
  const at = ORDER.indexOf(leaf.is === 'series' ? leaf.series.modality : leaf.object.modality)
  return at < 0 ? ORDER.length : at
}

const leavesOf = (scene: Scene): readonly (CaseLeaf & { readonly owner: string; readonly study: StudyOf })[] => {
  const { contents } = scene.open
  const setOf = new Map(contents.structureSets.map((set) => [set.uid, set.rois.length]))
  return [
    ...contents.series.map((series) => ({
      is: 'series' as const,
      key: series.key,
      series,
      part: seriesPart(scene, series),
      owner: patientKey(series),
      study: studyOf(series),
    })),
    ...contents.objects.map((object) => ({
      is: 'object' as const,
      key: object.file,
      object,
      roiCount: setOf.get(object.sopInstanceUid) ?? null,
      part: objectPart(scene, object),
      owner: patientKey(object),
      study: studyOf(object),
    })),
  ]
}

type StudyOf = { readonly uid: string; readonly date: string; readonly description: string }

const studyOf = (o: CaseSeries | CaseObject): StudyOf => ({
  uid: o.studyUid,
  date: o.studyDate,
  description: o.studyDescription,
})

/** Everybody an object names, by ID; objects without one together. */
const ownersOf = (leaves: ReturnType<typeof leavesOf>): readonly Patient[] => {
  const keys = [...new Set(leaves.map(({ owner }) => owner))].sort()
  const nameOf = (leaf: CaseLeaf) => (leaf.is === 'series' ? leaf.series : leaf.object).patientName
  return keys.map((key) => ({
    key,
    name:
      leaves
        .filter(({ owner }) => owner === key)
        .map(nameOf)
        .find((name) => name !== '') ?? '',
  }))
}

/** What was found among the files, by patient, study and series, with what each does in the case. */
export const caseTree = (open: OpenCase): readonly PatientNode[] => {
  const { contents, image, history } = open
  const registrations = usedRegistrations(contents.registrations, history.present)
  const joined = image.series.frame === null ? new Set<FrameUid>() : joinedFrames(image.series.frame, registrations)
  const leaves = leavesOf({ open, joined })
  return ownersOf(leaves).map((patient) => {
    const own = leaves.filter(({ owner }) => owner === patient.key)
    const uids = [...new Set(own.map(({ study }) => study.uid))]
    const studies = uids.map((uid): StudyNode => {
      const of = own.filter(({ study }) => study.uid === uid)
      const said = (what: 'date' | 'description') =>
        of.map(({ study }) => study[what]).find((text) => text !== '') ?? ''
      return {
        key: `${patient.key} ${uid}`,
        date: said('date'),
        description: said('description'),
        leaves: [...of].sort((a, b) => orderOf(a) - orderOf(b)),
      }
    })
    return {
      key: patient.key,
      patient,
      studies: [...studies].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    }
  })
}
