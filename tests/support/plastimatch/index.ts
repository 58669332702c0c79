export { maskMm3 } from './mask.js'
export { plastimatch } from './run.js'
export { type UsualRequest, type UsualResult, usualWay } from './usual-way.js'
