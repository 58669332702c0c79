import { Check, ChevronDown } from 'lucide-react'
import { Select } from 'radix-ui'
import './choice.css'

type Props<T extends string> = {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly text: string }[]
  readonly onChange: (value: T) => void
  readonly quiet?: boolean
  readonly disabled?: boolean
}

/** One of several, by mouse or by keyboard (arrows, first letter). */
export const Choice = <T extends string>({
  label,
  value,
  options,
  onChange,
  quiet = false,
  disabled = false,
}: Props<T>) => (
  <Select.Root value={value} disabled={disabled} onValueChange={(next) => onChange(next as T)}>
    <Select.Trigger className={`choice ${quiet ? 'quiet' : ''}`} aria-label={label}>
      <Select.Value />
      <Select.Icon className="choice-icon">
        <ChevronDown size={14} />
      </Select.Icon>
    </Select.Trigger>
    <Select.Portal>
      <Select.Content className="choice-list" position="popper" sideOffset={2}>
        <Select.Viewport>
          {options.map((option) => (
            <Select.Item key={option.value} value={option.value} className="choice-item">
              <Select.ItemText>{option.text}</Select.ItemText>
              <Select.ItemIndicator>
                <Check size={14} />
              </Select.ItemIndicator>
            </Select.Item>
          ))}
        </Select.Viewport>
      </Select.Content>
    </Select.Portal>
  </Select.Root>
)
