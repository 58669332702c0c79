import type { Row } from '../report.js'
/** W3 */
export const page = async (_folder: string): Promise<Row[]> => []
