import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** The success criteria of WCAG 2.2 to level AA. */
const CRITERIA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Result = {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
  readonly passes: readonly unknown[]
}

/** What axe finds against WCAG 2.2 AA, a line each: rule and element; and how many rules it could apply. */
export const violations = async (page: Page): Promise<{ readonly found: readonly string[]; readonly held: number }> => {
  await page.evaluate(axe.source)
  const { violations: all, passes } = (await page.evaluate(
    `axe.run(document, ${JSON.stringify({
      runOnly: { type: 'tag', values: CRITERIA },
      rules: { 'target-size': { enabled: true } },
    })})`,
  )) as Result
  return {
    found: all.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)),
    held: passes.length,
  }
}
