import { Check, Settings as Gear } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { setTextPercent, showHintsAgain, TEXT_PERCENTS, useSettings } from './settings.js'
import '../components/menu.css'

/** How the page looks in this browser. */
export const SettingsMenu = () => {
  const percent = useSettings((settings) => settings.textPercent)
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="icon-button fade" aria-label="Settings" title="Settings">
        <Gear size={16} strokeWidth={1.6} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={2}>
          <DropdownMenu.Label className="menu-note">Size of text and tools</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={String(percent)} onValueChange={(value) => setTextPercent(Number(value))}>
            {TEXT_PERCENTS.map((one) => (
              <DropdownMenu.RadioItem key={one} className="menu-item" value={String(one)}>
                {one} %
                <DropdownMenu.ItemIndicator>
                  <Check size={14} />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={showHintsAgain}>
            Show the hints again
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
