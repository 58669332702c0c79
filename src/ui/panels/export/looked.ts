import { type OpenCase, wasLookedAt } from '../../../case/index.js'
import { useSliceFacts } from '../review/slices/use-slices.js'

/** Of the slices with contours of the CTV: how many were looked at as they are now. */
export type Looked = { readonly seen: number; readonly of: number }

export const useLooked = (open: OpenCase): Looked => {
  const slices = useSliceFacts(open).filter(({ areaCm2 }) => areaCm2 > 0)
  return { seen: slices.filter((slice) => wasLookedAt(open.looked, slice)).length, of: slices.length }
}
