import { type FormEvent, useState } from 'react'
import type { OpenCase } from '../../case/index.js'
import { acceptanceOf, type Finding } from '../../core/problem/index.js'
import { useSession } from '../hooks/session-context.js'
import { lookStore, useLook } from '../hooks/view-store.js'
import { Button } from './button.js'
import './accept.css'

/** More is no initials. */
const MOST_CHARACTERS = 16

const AskInitials = ({ onGiven }: { readonly onGiven: (initials: string) => void }) => {
  const [text, setText] = useState('')
  const initials = text.trim()
  const give = (event: FormEvent) => {
    event.preventDefault()
    if (initials !== '') onGiven(initials)
  }
  return (
    <form className="accept-initials" onSubmit={give}>
      <input
        aria-label="Your initials"
        placeholder="Your initials"
        value={text}
        maxLength={MOST_CHARACTERS}
        ref={(input) => input?.focus()}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        kind="quiet"
        blocked={initials === '' ? 'Needs your initials' : null}
        onClick={() => onGiven(initials)}
      >{`Accept${initials === '' ? '' : ` as ${initials}`}`}</Button>
    </form>
  )
}

type Props = { readonly open: OpenCase; readonly finding: Finding }

/** Accepts a finding with initials, which are asked for once; pressed again it takes that back. */
export const AcceptButton = ({ open, finding }: Props) => {
  const session = useSession()
  const { accepted } = open.history.present
  const known = useLook((state) => state.initials) ?? accepted.at(-1)?.initials ?? null
  const [asking, setAsking] = useState(false)
  const by = acceptanceOf(finding, accepted)
  const decide = (initials: string, yes: boolean) => {
    setAsking(false)
    if (yes) lookStore.setState({ initials })
    const acceptance = { code: finding.code, message: finding.message, initials }
    session.act({ do: 'accept', acceptance, accepted: yes })
  }
  if (by !== undefined) {
    const initials = typeof by === 'string' ? '' : by.initials
    return (
      <Button kind="quiet" onClick={() => decide(initials, false)}>
        {`Accepted by ${initials}: take back`}
      </Button>
    )
  }
  if (asking) return <AskInitials onGiven={(initials) => decide(initials, true)} />
  return (
    <Button kind="quiet" onClick={() => (known === null ? setAsking(true) : decide(known, true))}>
      {known === null ? 'Accept' : `Accept as ${known}`}
    </Button>
  )
}
