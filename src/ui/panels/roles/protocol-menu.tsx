import { ChevronDown, SlidersHorizontal } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useRef } from 'react'
import type { OpenCase } from '../../../case/index.js'
import { type Finding, toErrorRecord } from '../../../core/problem/index.js'
import { protocolOf } from '../../../core/proposal/index.js'
import { consensusProtocol, readProtocol, saveProtocol } from '../../files/protocol.js'
import { useSession } from '../../hooks/session-context.js'
import '../../components/menu.css'

/** What came of taking a protocol over. */
export type Taken =
  | { readonly is: 'taken'; readonly name: string; readonly findings: readonly Finding[] }
  | { readonly is: 'refused'; readonly message: string; readonly remedy: string }

type Props = { readonly open: OpenCase; readonly onTaken: (taken: Taken) => void }

const nameOf = (json: unknown): string => {
  const name = (json as { readonly name?: unknown } | null)?.name
  return typeof name === 'string' ? name : 'Protocol'
}

/** Roles and rules from a protocol, as one step that undo takes back, and the case's own as one. */
export const ProtocolMenu = ({ open, onTaken }: Props) => {
  const session = useSession()
  const input = useRef<HTMLInputElement>(null)
  const take = async (read: Promise<unknown>) => {
    try {
      const json = await read
      onTaken({ is: 'taken', name: nameOf(json), findings: session.takeProtocol(json) })
    } catch (error) {
      onTaken({ is: 'refused', ...toErrorRecord(error) })
    }
  }
  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger className="menu-button fade">
          <SlidersHorizontal size={14} strokeWidth={1.6} aria-hidden="true" />
          Protocol
          <ChevronDown size={14} aria-hidden="true" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={2}>
            <DropdownMenu.Item className="menu-item" onSelect={() => void take(consensusProtocol())}>
              Consensus 2024, 5 mm
            </DropdownMenu.Item>
            <DropdownMenu.Separator className="menu-line" />
            <DropdownMenu.Item className="menu-item" onSelect={() => input.current?.click()}>
              Load protocol…
            </DropdownMenu.Item>
            <DropdownMenu.Item
              className="menu-item"
              onSelect={() => saveProtocol(protocolOf(open.history.present, 'Saved from postop-ctv'))}
            >
              Save as protocol…
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        data-pick="protocol"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) void take(readProtocol(file))
          target.value = ''
        }}
      />
    </>
  )
}
