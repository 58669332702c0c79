import { Check, MoreVertical } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { cm3, UNKNOWN } from '../format.js'
import type { RoiRow } from '../hooks/roi-rows.js'
import { setFill, useLook } from '../hooks/view-store.js'
import './menu.css'

const FILLS = [0, 0.1, 0.2, 0.4] as const

type Props = {
  readonly row: RoiRow
  readonly onLock: (locked: boolean) => void
}

/** What is known of one structure, how much of it is filled in the views, and whether its role is locked. */
export const StructureMenu = ({ row, onLock }: Props) => {
  const fill = useLook((state) => state.fills[row.id] ?? 0)
  const { roi, contourCm3, solidCm3, locked } = row
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="icon-button fade" aria-label={`More on ${roi.name}`} title="More">
        <MoreVertical size={16} strokeWidth={1.6} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={2}>
          <DropdownMenu.Label className="menu-note">
            <span>Type {roi.type === '' ? UNKNOWN : roi.type}</span>
            <span>As contours {contourCm3 === null ? UNKNOWN : `${cm3(contourCm3)} cm³`}</span>
            <span>As a solid {solidCm3 === null ? UNKNOWN : `${cm3(solidCm3)} cm³`}</span>
          </DropdownMenu.Label>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.RadioGroup value={String(fill)} onValueChange={(value) => setFill(row.id, Number(value))}>
            {FILLS.map((one) => (
              <DropdownMenu.RadioItem key={one} className="menu-item" value={String(one)}>
                {one === 0 ? 'No fill' : `Fill ${Math.round(100 * one)} %`}
                <DropdownMenu.ItemIndicator>
                  <Check size={14} />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.CheckboxItem className="menu-item" checked={locked} onCheckedChange={onLock}>
            Lock the role
            <DropdownMenu.ItemIndicator>
              <Check size={14} />
            </DropdownMenu.ItemIndicator>
          </DropdownMenu.CheckboxItem>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
