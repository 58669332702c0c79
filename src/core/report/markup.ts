const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text from files and names as text of the page, never as markup. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITY[c] ?? c)

/** A number with a fixed number of decimals and no minus before nothing; a dash where there is none. */
export const fixed = (value: number | null, decimals: number): string =>
  value === null ? '\u2013' : value.toFixed(decimals).replace(/^-(?=0\.?0*$)/, '')

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

const cells = (row: readonly string[], tag: 'td' | 'th'): string =>
  `<tr>${row.map((c) => `<${tag}>${escapeHtml(c)}</${tag}>`).join('')}</tr>`

/** A table of texts, each escaped. */
export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead>${cells(head, 'th')}</thead><tbody>${rows.map((r) => cells(r, 'td')).join('')}</tbody></table>`

/** Names on the left, what they are on the right, each escaped. */
export const factsOf = (facts: readonly (readonly [string, string])[]): string =>
  `<table class="facts"><tbody>${facts
    .map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`)
    .join('')}</tbody></table>`

/** A heading with what stands under it; nothing where that is nothing. @param body markup */
export const sectionOf = (title: string, body: string): string =>
  body === '' ? '' : `<section><h2>${escapeHtml(title)}</h2>${body}</section>`
