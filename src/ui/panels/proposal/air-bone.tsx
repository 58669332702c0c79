import type { CaseDocument } from '../../../case/index.js'
import { LIMITS } from '../../../core/guideline/index.js'
import { Check } from '../../components/check.js'
import { NumberField } from '../../components/number-field.js'
import { Swatch } from '../../components/swatch.js'
import { figure } from '../../format.js'
import { useSession } from '../../hooks/session-context.js'
import { FIXED } from '../../theme/palette.js'

/** Bone starts here when it is turned on, in HU. */
const BONE_HU = 400

/** The rules in the head of the folded section: `air < -465 HU, bone off`. */
export const airBoneWords = ({ air, bone }: CaseDocument): string =>
  [
    air === null ? 'air off' : `air < ${figure(air.belowHu, 0)} HU`,
    bone === null ? 'bone off' : `bone > ${figure(bone.aboveHu, 0)} HU`,
  ].join(' \u00B7 ')

/** What is taken away by CT number. */
export const AirBone = ({ document, isCt }: { readonly document: CaseDocument; readonly isCt: boolean }) => {
  const session = useSession()
  const { air, bone } = document
  if (!isCt) return <p className="third">No air and no bone rule: the image has no CT numbers.</p>
  return (
    <div className="tissue">
      <div className="tissue-row">
        <Swatch colour={FIXED.air} />
        <Check
          label="Air"
          checked={air !== null}
          onChange={(on) => session.act({ do: 'set-air', air: on ? {} : null })}
        />
        {air !== null && (
          <NumberField
            label="below"
            value={air.belowHu}
            unit="HU"
            min={LIMITS.airBelowHu.from}
            max={LIMITS.airBelowHu.to}
            step={5}
            decimals={0}
            onChange={(belowHu) => session.act({ do: 'set-air', air: { belowHu } })}
          />
        )}
      </div>
      {air !== null && (
        <div className="tissue-row more">
          <Check
            label="Blocks"
            checked={air.blocks}
            onChange={(blocks) => session.act({ do: 'set-air', air: { blocks } })}
          />
          <NumberField
            label="from"
            value={air.minimumCm3}
            unit="cm³"
            min={LIMITS.airMinimumCm3.from}
            max={LIMITS.airMinimumCm3.to}
            step={0.05}
            decimals={2}
            onChange={(minimumCm3) => session.act({ do: 'set-air', air: { minimumCm3 } })}
          />
        </div>
      )}
      <div className="tissue-row">
        <Swatch colour={FIXED.barrier} />
        <Check
          label="Bone"
          checked={bone !== null}
          onChange={(on) => session.act({ do: 'set-bone', bone: on ? { aboveHu: BONE_HU } : null })}
        />
        {bone !== null && (
          <NumberField
            label="above"
            value={bone.aboveHu}
            unit="HU"
            min={LIMITS.boneAboveHu.from}
            max={LIMITS.boneAboveHu.to}
            step={10}
            decimals={0}
            onChange={(aboveHu) => session.act({ do: 'set-bone', bone: { aboveHu } })}
          />
        )}
      </div>
    </div>
  )
}
