import { mutationOf } from './mutate.js'
import { type Verdict, verdictOf, warmUp } from './verdict.js'

/** What the parent asks for: a range of cases. */
export type Order = { readonly seed: number; readonly from: number; readonly to: number }

/** What the child says: it is ready, or how one case ended. Peak memory of the process so far, MB. */
export type Report = { readonly index: number; readonly verdict: Verdict | null; readonly peakMb: number }

const peakMb = (): number => process.resourceUsage().maxRSS / 1024

const say = (report: Report): void => void process.send?.(report)

process.on('message', async ({ seed, from, to }: Order) => {
  await warmUp()
  say({ index: from - 1, verdict: null, peakMb: peakMb() })
  for (let index = from; index < to; index++) {
    const verdict = await verdictOf(mutationOf(seed, index))
    say({ index, verdict, peakMb: peakMb() })
  }
  process.disconnect()
})
