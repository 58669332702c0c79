import { useEffect } from 'react'
import type { CommandId } from './table.js'

/**
 * Carries a command out. False says that it means nothing now and leaves the key to the browser;
 * a function is called when the key is let go.
 */
export type CommandHandler = () => boolean | (() => void)

export type Commands = Readonly<Partial<Record<CommandId, CommandHandler>>>

const registered: Commands[] = []

/** Offers commands while a component is on the page; the one that came last goes first, the others where it says false. */
export const useCommands = (commands: Commands): void => {
  useEffect(() => {
    registered.push(commands)
    return () => {
      registered.splice(registered.indexOf(commands), 1)
    }
  }, [commands])
}

/** Carries a command out where someone offers it. */
export const runCommand = (id: CommandId): boolean | (() => void) => {
  for (const commands of [...registered].reverse()) {
    const done = commands[id]?.() ?? false
    if (done !== false) return done
  }
  return false
}
