import type { OpenCase } from '../../../case/index.js'
import { type ExportOptions, NAME_LIMIT, nameLength } from '../../../core/export/index.js'
import { LIMITS } from '../../../core/guideline/index.js'
import { Check } from '../../components/check.js'
import { NumberField } from '../../components/number-field.js'
import { Segments } from '../../components/segments.js'
import { useSession } from '../../hooks/session-context.js'

type NameProps = { readonly label: string; readonly of: 'name' | 'label'; readonly value: string }

const NameField = ({ label, of, value }: NameProps) => {
  const session = useSession()
  const length = nameLength(value)
  return (
    <label className="export-field">
      <span className="second">{label}</span>
      <input
        value={value}
        maxLength={2 * NAME_LIMIT}
        aria-invalid={length > NAME_LIMIT || value.trim() !== value || value === ''}
        onChange={(event) => session.act({ do: 'set-export', options: { [of]: event.target.value } }, `export-${of}`)}
        onBlur={session.endDrag}
      />
      <span className={length > NAME_LIMIT ? 'too-long' : 'fits'}>
        {length} / {NAME_LIMIT}
      </span>
    </label>
  )
}

const HOLES = [
  { value: 'keyhole', text: 'Keyhole' },
  { value: 'nested', text: 'Nested' },
] as const satisfies readonly { value: ExportOptions['holes']; text: string }[]

const HOLE_WORDS: Readonly<Record<ExportOptions['holes'], string>> = {
  keyhole: 'A bridge joins a hole to its outer loop: every planning system reads it.',
  nested: 'A hole is a loop of its own: some planning systems fill it.',
}

const CONTENTS = [
  { value: 'all', text: 'With the originals' },
  { value: 'ctv', text: 'Only the CTV' },
] as const

const CONTENT_WORDS: Readonly<Record<(typeof CONTENTS)[number]['value'], string>> = {
  all: "The planning CT's ROIs are copied verbatim: the planning system gets a second, whole structure set; plan on that one alone.",
  ctv: 'The planning system gets a structure set of its own for the CTV: copy it from there into the clinical one.',
}

/** A PTV's margin where it is first asked for. */
const FIRST_PTV_MM = 3

/** What the structure set is called, how holes are written, and what else stands in it. */
export const Names = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const { name, label, holes, onlyCtv, ptvMm } = open.history.present.exporting
  const set = (options: Partial<ExportOptions>) => session.act({ do: 'set-export', options })
  const content = onlyCtv ? 'ctv' : 'all'
  return (
    <section className="export-names" aria-label="Names">
      <h3>Names</h3>
      <NameField label="CTV name" of="name" value={name} />
      <NameField label="Structure set label" of="label" value={label} />
      <div className="export-field">
        <span className="second">Holes</span>
        <Segments label="Holes" value={holes} options={HOLES} onChange={(one) => set({ holes: one })} />
        <span className="third">{HOLE_WORDS[holes]}</span>
      </div>
      <div className="export-field">
        <span className="second">Content</span>
        <Segments
          label="Content"
          value={content}
          options={CONTENTS}
          onChange={(one) => set({ onlyCtv: one === 'ctv' })}
        />
        <span className="third">{CONTENT_WORDS[content]}</span>
      </div>
      <div className="export-field">
        <Check
          label="Add a PTV"
          checked={ptvMm !== null}
          onChange={(checked) => set({ ptvMm: checked ? FIRST_PTV_MM : null })}
        />
        {ptvMm !== null && (
          <NumberField
            label="PTV margin"
            labelHidden
            value={ptvMm}
            unit="mm"
            min={LIMITS.ptvMm.from}
            max={LIMITS.ptvMm.to}
            step={0.5}
            decimals={1}
            onChange={(mm) => set({ ptvMm: mm })}
          />
        )}
        {ptvMm !== null && <span className="third">The CTV grown on all sides; nothing is subtracted from it.</span>}
      </div>
    </section>
  )
}
