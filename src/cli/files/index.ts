export { inputFile } from './input-files.js'
export { reasonOf, type Walk, walkFiles } from './walk.js'
export { assertWritable, type OutputFile, writeWhole } from './write.js'
