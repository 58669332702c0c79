import type { OpenCase } from '../../../../case/index.js'
import { Section } from '../../../components/section.js'
import { Between } from './between.js'
import { EditList } from './edit-list.js'
import { HandTools } from './hand-tools.js'
import { RuleChange } from './rule-change.js'
import { Smooth } from './smooth.js'
import './edit.css'

/** What is changed by hand: tools, and the log of what was done with them. */
export const EditTab = ({ open }: { readonly open: OpenCase }) => {
  const { edits } = open.history.present
  return (
    <div className="edit-tab">
      <HandTools />
      <Section title="Between slices">
        <Between open={open} />
      </Section>
      <Section title="Smooth" startsFolded>
        <Smooth />
      </Section>
      <Section title="Edits" aside={<span className="third">{edits.length}</span>}>
        <EditList open={open} />
        <RuleChange document={open.history.present} />
      </Section>
    </div>
  )
}
