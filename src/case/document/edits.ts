import type { Edit } from '../../core/proposal/index.js'

type WithoutId<E> = E extends Edit ? Omit<E, 'id' | 'on'> : never

/** An edit as it comes from the hand: the log numbers it. */
export type NewEdit = WithoutId<Edit>

/** What becomes of the edits when a rule changes. */
export type OnRuleChange = 'ask' | 'replay' | 'drop'

/** The part of a document that says what was done by hand. */
export type EditLog = {
  /** Over what the rules make, in their order. */
  readonly edits: readonly Edit[]
  readonly onRuleChange: OnRuleChange
  /** A rule changed and it was not yet said what becomes of the edits: they are replayed. */
  readonly editsAsked: boolean
  /** Exclusions that a stroke came to, by their reason: whether edits may enter. */
  readonly entering: Readonly<Record<string, boolean>>
}

/** What a user does to the log of edits by hand. */
export type EditAction =
  | { readonly do: 'add-edit'; readonly edit: NewEdit }
  | { readonly do: 'switch-edit'; readonly id: string; readonly on: boolean }
  | { readonly do: 'remove-edit'; readonly id: string }
  | { readonly do: 'drop-edits' }
  /** Whether this edit, and every later one, may enter these exclusions (by their reason). */
  | { readonly do: 'let-enter'; readonly id: string; readonly reasons: readonly string[]; readonly letIn: boolean }
  /** What the user wants from now on, and now. */
  | { readonly do: 'set-on-rule-change'; readonly to: 'replay' | 'drop' }

const EDIT_ACTIONS: Readonly<Record<EditAction['do'], true>> = {
  'add-edit': true,
  'switch-edit': true,
  'remove-edit': true,
  'drop-edits': true,
  'let-enter': true,
  'set-on-rule-change': true,
}

export const isEditAction = <A extends { readonly do: string }>(action: A | EditAction): action is EditAction =>
  Object.hasOwn(EDIT_ACTIONS, action.do)

const numberOf = ({ id }: Edit): number => Number(id.slice(1))

/** `e1`, `e2`: no two of a log are the same. */
const nextId = (edits: readonly Edit[]): string => `e${Math.max(0, ...edits.map(numberOf)) + 1}`

/** The document after something was done to its edits; the same object where it changes nothing. */
export const reduceEdits = <D extends EditLog>(document: D, action: EditAction): D => {
  const { edits } = document
  const withEdits = (next: readonly Edit[]): D => ({
    ...document,
    edits: next,
    editsAsked: document.editsAsked && next.length > 0,
  })
  switch (action.do) {
    case 'add-edit':
      return withEdits([...edits, { ...action.edit, id: nextId(edits), on: true } as Edit])
    case 'switch-edit':
      return edits.some(({ id, on }) => id === action.id && on !== action.on)
        ? withEdits(edits.map((one) => (one.id === action.id ? { ...one, on: action.on } : one)))
        : document
    case 'remove-edit':
      return edits.some(({ id }) => id === action.id) ? withEdits(edits.filter(({ id }) => id !== action.id)) : document
    case 'drop-edits':
      return edits.length === 0 ? document : withEdits([])
    case 'let-enter': {
      const said = Object.fromEntries(action.reasons.map((reason) => [reason, action.letIn]))
      return {
        ...withEdits(
          action.letIn ? edits.map((one) => (one.id === action.id ? { ...one, mayEnter: true } : one)) : edits,
        ),
        entering: { ...document.entering, ...said },
      }
    }
    case 'set-on-rule-change':
      return {
        ...(document.editsAsked && action.to === 'drop' ? withEdits([]) : document),
        onRuleChange: action.to,
        editsAsked: false,
      }
  }
}

/** The parts of a document that decide the automatic CTV. */
const RULES = ['roles', 'registrations', 'margin', 'path', 'air', 'bone', 'tidy', 'drawn'] as const

type Rules = Readonly<Record<(typeof RULES)[number], unknown>>

/** Whether two documents have the same automatic CTV. */
export const sameRules = (a: Rules, b: Rules): boolean =>
  RULES.every((part) => a[part] === b[part] || JSON.stringify(a[part]) === JSON.stringify(b[part]))

/** What becomes of the edits after a rule may have changed: as the user said, and until then they stay and it is asked. */
export const editsFollow = <D extends EditLog & Rules>(before: D, after: D): D => {
  if (after.edits.length === 0 || sameRules(before, after)) return after
  switch (after.onRuleChange) {
    case 'ask':
      return { ...after, editsAsked: true }
    case 'replay':
      return after
    case 'drop':
      return { ...after, edits: [] }
  }
}
