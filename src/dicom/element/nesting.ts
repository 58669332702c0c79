import type { DataSet, Element } from 'dicom-parser'

/** What ends an item of unknown length has no VR. */
const ITEM_END = 'xfffee00d'
/** An item's tag where an element should be: a sequence ended too early and the rest of it would be lost. */
const ITEM = 'xfffee000'
/** Those of PS3.5 table 6.2-1, `??` of vendors who know none, and the dictionary's words for a choice. */
const VRS = new Set(
  'AE AS AT CS DA DS DT FL FD IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV ?? ox xs lt'.split(
    ' ',
  ),
)

const isStandard = (key: string): boolean => Number.parseInt(key.slice(4, 5), 16) % 2 === 0

const itemsFit = (e: Element): boolean => {
  const end = e.dataOffset + e.length
  return (e.items ?? []).every(
    (item) => item.dataOffset + item.length <= end && item.dataSet !== undefined && nestsWell(item.dataSet),
  )
}

/**
 * Whether sequences hold their items whole, at every depth, and elements begin as elements do. Where not, a length is
 * wrong, and dicom-parser goes on at another place than where the writer did.
 */
export const nestsWell = (dataSet: DataSet): boolean =>
  Object.entries(dataSet.elements).every(
    ([key, e]) =>
      key === ITEM_END || (key !== ITEM && (e.vr === undefined || !isStandard(key) || VRS.has(e.vr)) && itemsFit(e)),
  )
