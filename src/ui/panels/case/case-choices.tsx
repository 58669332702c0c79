import type { ReactNode } from 'react'
import { type Join, joinedBy, joinsOf, liesOn, type OpenCase, planningCandidates } from '../../../case/index.js'
import { Choice } from '../../components/choice.js'
import { dicomDate } from '../../format.js'
import { useSession } from '../../hooks/session-context.js'
import { seriesName } from './leaf-words.js'

type Props = { readonly open: OpenCase }

/** The value of "no structure set": a UID is never it. */
const NONE = 'none'

const Row = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="case-choice">
    <span className="third">{name}</span>
    {children}
  </div>
)

type PickProps = {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly onChange: (value: string) => void
}

/** A choice; with nothing to choose from, its only value. */
const Pick = (props: PickProps) =>
  props.options.length > 1 ? <Choice {...props} /> : <span>{props.options[0]?.text ?? 'None'}</span>

const PlanningCt = ({ open }: Props) => {
  const session = useSession()
  const { key } = open.image.series
  return (
    <Pick
      label="Planning CT"
      value={key}
      options={planningCandidates(open.contents).map((series) => ({
        value: series.key,
        text: `${seriesName(series)}, ${series.imageCount} images, ${dicomDate(series.date)}`,
      }))}
      onChange={(chosen) => {
        if (chosen !== key) void session.planOn(chosen)
      }}
    />
  )
}

const BaseSet = ({ open }: Props) => {
  const session = useSession()
  const sets = open.contents.structureSets.filter((set) => liesOn(set, open.image.series))
  const none = { value: NONE, text: 'None: the export holds the CTV alone' }
  return (
    <Pick
      label="Structure set"
      value={open.history.present.baseSetUid ?? NONE}
      options={[
        ...sets.map((set) => ({
          value: set.uid,
          text: `${set.label || set.file}, ${set.rois.length} ${set.rois.length === 1 ? 'ROI' : 'ROIs'}`,
        })),
        none,
      ]}
      onChange={(value) => session.act({ do: 'set-base', setUid: sets.find((set) => set.uid === value)?.uid ?? null })}
    />
  )
}

const JoinChoice = ({ open, join }: Props & { readonly join: Join }) => {
  const session = useSession()
  const { objects } = open.contents
  return (
    <Pick
      label={`Registration of ${joinName(open, join)}`}
      value={joinedBy(join, open.history.present) ?? ''}
      options={join.uids.map((uid) => {
        const object = objects.find((o) => o.sopInstanceUid === uid)
        return { value: uid, text: object === undefined ? uid : `${object.description || 'REG'}, ${object.file}` }
      })}
      onChange={(value) => {
        const uid = join.uids.find((other) => other === value)
        if (uid === undefined) return
        session.act({ do: 'use-registration', uid, instead: join.uids.filter((other) => other !== uid) })
      }}
    />
  )
}

/** What lies in the frame that a registration joins to the planning CT. */
const joinName = ({ contents, image }: OpenCase, { frames }: Join): string => {
  const other = frames.find((frame) => frame !== image.series.frame)
  const series = contents.series.filter((s) => s.frame === other).map((s) => `${s.modality} ${seriesName(s)}`)
  return series.length > 0 ? series.join(', ') : `frame ${other?.slice(-4)}`
}

/** What was chosen for the case and can be chosen otherwise: planning CT, its structure set, who joins the frames. */
export const CaseChoices = ({ open }: Props) => (
  <div className="case-choices">
    <Row name="Planning CT">
      <PlanningCt open={open} />
    </Row>
    <Row name="Structure set, copied by the export">
      <BaseSet open={open} />
    </Row>
    {joinsOf(open.contents.registrations)
      .filter(({ frames }) => frames.some((frame) => frame === open.image.series.frame))
      .map((join) => (
        <Row key={join.frames.join()} name={`Registration of ${joinName(open, join)}`}>
          <JoinChoice open={open} join={join} />
        </Row>
      ))}
  </div>
)
