import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateSample, type SampleOptions } from './generator/index.js'

const [folder = fileURLToPath(new URL('case', import.meta.url)), scale = 'small', targetScale = '1'] =
  process.argv.slice(2)

const size = /^(\d+)x(\d+)x(\d+)$/.exec(scale)
if (size === null && scale !== 'small' && scale !== 'standard') {
  console.error(`Scale is small, standard or COLUMNSxROWSxSLICES, not ${scale}.`)
  process.exit(2)
}
const options: SampleOptions = {
  scale:
    size === null
      ? (scale as 'small' | 'standard')
      : { columns: Number(size[1]), rows: Number(size[2]), slices: Number(size[3]) },
  targetScale: Number(targetScale),
}

const sums: string[] = []
let total = 0
for (const { path, bytes } of generateSample(options)) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
  total += bytes.length
  sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${path}`)
}
writeFileSync(join(folder, 'SHA256SUMS'), `${sums.join('\n')}\n`)
console.log(`${sums.length} files, ${(total / 1e6).toFixed(2)} MB, in ${folder}`)
