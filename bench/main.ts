import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Row, section } from './report.js'
import { accuracy } from './workloads/accuracy.js'
import { masks } from './workloads/masks.js'
import { memory } from './workloads/memory.js'
import { page } from './workloads/page.js'
import { proposal } from './workloads/proposal.js'
import { reading } from './workloads/reading.js'
import { stroke } from './workloads/stroke.js'
import { structures } from './workloads/structures.js'
import { tasks } from './workloads/tasks.js'

type Workload = { readonly title: string; readonly run: (folder: string) => Promise<Row[]> }

const WORKLOADS: Readonly<Record<string, Workload>> = {
  W1: { title: 'Proposal on a 512 x 512 x 200 CT, 40 cm3 target, 12 exclusions', run: proposal },
  W2: { title: '300 CT files of 512 x 512 to one volume in memory', run: reading },
  W3: { title: 'Margin changed to contours redrawn, in Chromium', run: page },
  W4: { title: '20 ROIs of 60 slices to masks', run: masks },
  W5: { title: 'Accuracy on closed forms', run: accuracy },
  W6: { title: "The page's main thread, in Chromium", run: tasks },
  W7: { title: "The page's memory with a CT of 512 x 512 x 300, in Chromium", run: memory },
  W8: { title: '100 ROIs of a million points to contours', run: structures },
  W9: { title: 'A step of the brush to the contour redrawn, in Chromium', run: stroke },
}

const machine = (): string => {
  const [cpu] = cpus()
  const version = execFileSync('plastimatch', ['--version'], { encoding: 'utf8' }).trim()
  return `${cpus().length} x ${cpu?.model.trim()}, Node ${process.version}, ${version}`
}

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in WORKLOADS))
if (unknown.length > 0)
  throw new Error(`There is no workload ${unknown.join(', ')}: ${Object.keys(WORKLOADS).join(', ')}`)

const folder = mkdtempSync(join(tmpdir(), 'postop-ctv-bench-'))
try {
  console.log(`Measured on ${machine()}. Times: median (best to worst) of runs taken in turn.\n`)
  for (const [name, { title, run }] of Object.entries(WORKLOADS))
    if (chosen.length === 0 || chosen.includes(name))
      console.log(section(`${name}: ${title}`, await run(join(folder, name))))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
