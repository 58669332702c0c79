import { type Finding, note } from '../../core/problem/index.js'

const UID = /^[0-9.]{1,64}$/

/** Identifiers that are no UIDs (PS3.5 section 9), as careless anonymisers write; they are used as they stand. */
export const oddUidFindings = (file: string, attribute: string, uids: readonly string[]): Finding[] => {
  const odd = [...new Set(uids)].filter((uid) => uid !== '' && !UID.test(uid))
  if (odd.length === 0) return []
  const listed = odd.map((uid) => JSON.stringify(uid.slice(0, 70))).join(', ')
  return [
    note('file/odd-uid', `${file} has ${listed} as ${attribute}, which is no UID: used as it stands.`, {
      file,
      attribute,
    }),
  ]
}
