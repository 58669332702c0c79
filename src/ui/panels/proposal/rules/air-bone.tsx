import type { CaseDocument, OpenCase } from '../../../../case/index.js'
import { freshness } from '../../../../case/index.js'
import { LIMITS } from '../../../../core/guideline/index.js'
import { Check } from '../../../components/check.js'
import { NumberField } from '../../../components/number-field.js'
import { figure, signedCm3 } from '../../../format.js'
import { useSession } from '../../../hooks/session-context.js'
import { lookStore, useLook } from '../../../hooks/view-store.js'
import { Histogram } from './histogram.js'

/** Bone starts here when it is turned on, in HU. */
const BONE_HU = 400

/** The rules in the head of the folded section: `air < -465 HU, bone off`. */
export const airBoneWords = ({ air, bone }: CaseDocument): string =>
  [
    air === null ? 'air off' : `air < ${figure(air.belowHu, 0)} HU`,
    bone === null ? 'bone off' : `bone > ${figure(bone.aboveHu, 0)} HU`,
  ].join(' \u00B7 ')

/** Shows air and bone in the views. */
export const TissuePreview = () => {
  const shown = useLook((state) => state.tissueShown)
  return <Check label="Preview" checked={shown} onChange={(tissueShown) => lookStore.setState({ tissueShown })} />
}

/** How much the threshold of air decides: the CTV at 100 HU less and more. */
const AirChanges = ({ open }: { readonly open: OpenCase }) => {
  const { airChanges, proposal } = open
  if (open.history.present.air === null || proposal === null) return null
  if (freshness(open).is !== 'fresh' || airChanges?.key !== proposal.key)
    return <p className="third air-changes">CTV at 100 HU less and more: not known yet</p>
  const said = airChanges.list.map(
    ({ belowHu, solidCm3 }) => `at ${figure(belowHu, 0)} HU: ${signedCm3(solidCm3 - proposal.volumes.solidCm3)} cm³`,
  )
  return (
    <p className="second air-changes" data-air-changes>
      CTV {said.join(', ')}
    </p>
  )
}

/** A rule by CT number: on or off, and its threshold. */
const Threshold = ({
  label,
  hu,
  limits,
  step,
  onSwitch,
  onChange,
}: {
  readonly label: string
  /** null where the rule is off. */
  readonly hu: number | null
  readonly limits: { readonly from: number; readonly to: number }
  readonly step: number
  readonly onSwitch: (on: boolean) => void
  readonly onChange: (hu: number) => void
}) => (
  <div className="tissue-rule">
    <Check label={label} checked={hu !== null} onChange={onSwitch} />
    {hu === null ? (
      <span className="third">off</span>
    ) : (
      <NumberField
        label={`${label}, HU`}
        labelHidden
        value={hu}
        unit="HU"
        min={limits.from}
        max={limits.to}
        step={step}
        decimals={0}
        onChange={onChange}
      />
    )}
  </div>
)

/** What is taken away by CT number. */
export const AirBone = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const document = open.history.present
  const { air, bone } = document
  if (open.image.unit !== 'HU') return <p className="third">No air and no bone rule: the image has no CT numbers.</p>
  return (
    <div className="tissue">
      <Histogram document={document} histogram={open.tissue?.histogram ?? null} />
      <div className="tissue-row">
        <Threshold
          label="Air below"
          hu={air?.belowHu ?? null}
          limits={LIMITS.airBelowHu}
          step={5}
          onSwitch={(on) => session.act({ do: 'set-air', air: on ? {} : null })}
          onChange={(belowHu) => session.act({ do: 'set-air', air: { belowHu } })}
        />
        <Threshold
          label="Bone above"
          hu={bone?.aboveHu ?? null}
          limits={LIMITS.boneAboveHu}
          step={10}
          onSwitch={(on) => session.act({ do: 'set-bone', bone: on ? { aboveHu: BONE_HU } : null })}
          onChange={(aboveHu) => session.act({ do: 'set-bone', bone: { aboveHu } })}
        />
      </div>
      {air !== null && (
        <div className="tissue-row">
          <NumberField
            label="Air from"
            value={air.minimumCm3}
            unit="cm³"
            min={LIMITS.airMinimumCm3.from}
            max={LIMITS.airMinimumCm3.to}
            step={0.05}
            decimals={2}
            onChange={(minimumCm3) => session.act({ do: 'set-air', air: { minimumCm3 } })}
          />
          <Check
            label="Air blocks"
            checked={air.blocks}
            onChange={(blocks) => session.act({ do: 'set-air', air: { blocks } })}
          />
        </div>
      )}
      <AirChanges open={open} />
    </div>
  )
}
