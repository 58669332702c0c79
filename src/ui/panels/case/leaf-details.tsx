import { type CaseLeaf, joinsOf, liesOn, type OpenCase, planningCandidates } from '../../../case/index.js'
import { Button } from '../../components/button.js'
import { dicomDate, figure, UNKNOWN } from '../../format.js'
import { useSession } from '../../hooks/session-context.js'
import { leafCount, leafModality } from './leaf-words.js'

type Props = { readonly open: OpenCase; readonly leaf: CaseLeaf }

const sizeOf = (leaf: CaseLeaf): string => {
  if (leaf.is === 'object') return leaf.object.holds || leafCount(leaf)
  const { columns, rows, sliceSpacingMm } = leaf.series
  const apart = sliceSpacingMm === null ? '' : `, ${figure(sliceSpacingMm, 2)} mm apart`
  return `${leafCount(leaf)}, ${columns} × ${rows}${apart}`
}

/** What can be done with it: plan on it, copy it, join frames by it. */
const Act = ({ open, leaf }: Props) => {
  const session = useSession()
  if (leaf.is === 'series') {
    const { key } = leaf.series
    const can = planningCandidates(open.contents).some((s) => s.key === key)
    if (!can || key === open.image.series.key) return null
    return <Button onClick={() => void session.planOn(key)}>Plan on this CT</Button>
  }
  const uid = leaf.object.sopInstanceUid
  const set = open.contents.structureSets.find((s) => s.uid === uid)
  if (set !== undefined) {
    if (!liesOn(set, open.image.series) || open.history.present.baseSetUid === uid) return null
    return <Button onClick={() => session.act({ do: 'set-base', setUid: uid })}>Copy this set on export</Button>
  }
  const rivals = joinsOf(open.contents.registrations).flatMap(({ uids }) => (uids.includes(uid) ? uids : []))
  if (leaf.part.plays || !rivals.includes(uid)) return null
  const instead = rivals.filter((other) => other !== uid)
  return <Button onClick={() => session.act({ do: 'use-registration', uid, instead })}>Use this registration</Button>
}

/** What a series or object is, what it does in the case and why, and what can be done about it. */
export const LeafDetails = ({ open, leaf }: Props) => {
  const owned = leaf.is === 'series' ? leaf.series : leaf.object
  const facts = [
    ['Kind', leaf.is === 'series' ? leafModality(leaf) : leaf.object.kind],
    ['Description', owned.description || UNKNOWN],
    ...(leaf.is === 'series' && leaf.series.part !== '' ? ([['Part of its series', leaf.series.part]] as const) : []),
    ['Date', dicomDate(owned.date)],
    ['Holds', sizeOf(leaf)],
    ['Part', leaf.part.words],
  ] as const
  const places = [
    ['Frame', owned.frame ?? UNKNOWN],
    ['Series', (leaf.is === 'series' ? leaf.series.key : owned.seriesUid) || UNKNOWN],
    ...(leaf.is === 'object' ? ([['File', leaf.object.file]] as const) : []),
  ] as const
  return (
    <>
      <dl className="leaf-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {places.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
      <Act open={open} leaf={leaf} />
    </>
  )
}
