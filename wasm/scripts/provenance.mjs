// wasm/dist/BUILD.json: what the committed module was made from and with, and when a second build last agreed with it.
//   record            writes it anew from what is there
//   check             exit 1 and the names where sources or outputs are no longer those that it states
//   same-tools        exit 2 where the machine's packages are others than those that it states
//   verified SCOPE    notes that a build from nothing gave the same bytes
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const WASM = fileURLToPath(new URL('..', import.meta.url))
const BUILD = join(WASM, 'dist/BUILD.json')
const OUTPUTS = ['postop-ctv.d.ts', 'postop-ctv.js', 'postop-ctv.wasm']
// Everything that can reach the bytes; Debian's Node.js only runs emscripten's JavaScript optimizer.
const PACKAGES = ['binaryen', 'clang-14', 'emscripten', 'lld-14', 'llvm-14', 'node-acorn', 'rapidjson-dev']

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
const hashFile = (name) => sha256(readFileSync(join(WASM, name)))

const filesUnder = (folder) =>
  readdirSync(join(WASM, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(WASM, join(entry.parentPath ?? entry.path, entry.name)))

const sources = () => {
  const names = ['CMakeLists.txt', ...['patches', 'scripts', 'src'].flatMap(filesUnder)].sort()
  const files = Object.fromEntries(names.map((name) => [name, hashFile(name)]))
  return { sha256: sha256(JSON.stringify(files)), files }
}

const outputs = () => Object.fromEntries(OUTPUTS.map((name) => [name, hashFile(`dist/${name}`)]))

const tools = () => {
  const version = (name) => execFileSync('dpkg-query', ['-W', `-f=\${Version}`, name], { encoding: 'utf8' })
  const itk = /^ITK_DEBIAN=(.*)$/m.exec(readFileSync(join(WASM, 'scripts/environment.sh'), 'utf8'))[1]
  return { insighttoolkit5: itk, ...Object.fromEntries(PACKAGES.map((name) => [name, version(name)])) }
}

const read = () => JSON.parse(readFileSync(BUILD, 'utf8'))
const write = (build) => writeFileSync(BUILD, `${JSON.stringify(build, null, 2)}\n`)
const differences = (stated, found) =>
  [...new Set([...Object.keys(stated), ...Object.keys(found)])].sort().filter((name) => stated[name] !== found[name])
const end = (code, line) => {
  process.stderr.write(`${line}\n`)
  process.exit(code)
}

const commands = {
  record: () => {
    const before = (() => {
      try {
        return read()
      } catch {
        return null // the first build has no predecessor
      }
    })()
    const made = outputs()
    const unchanged = before !== null && differences(before.outputs, made).length === 0
    write({
      schema: 1,
      sources: sources(),
      tools: tools(),
      outputs: made,
      verified: unchanged ? before.verified : null,
    })
  },
  check: () => {
    const build = read()
    const changed = [
      ...differences(build.sources.files, sources().files),
      ...differences(build.outputs, outputs()).map((name) => `dist/${name}`),
    ]
    if (changed.length > 0)
      end(1, `wasm/dist does not belong to these sources (npm run build:wasm): ${changed.join(', ')}`)
  },
  'same-tools': () => {
    const stated = read().tools
    const found = tools()
    const moved = differences(stated, found)
    if (moved.length > 0) {
      const list = moved.map((name) => `${name} ${stated[name]} is now ${found[name]}`).join(', ')
      end(2, `verify:wasm: cannot verify, Debian's packages have moved on: ${list}`)
    }
  },
  verified: (scope) => {
    const verified = { date: new Date().toISOString().slice(0, 10), scope, with: tools() }
    write({ ...read(), verified })
    process.stdout.write(`verify:wasm: the same bytes (${scope})\n`)
  },
}

const [command, ...words] = process.argv.slice(2)
if (!(command in commands)) end(2, `provenance.mjs: one of ${Object.keys(commands).join(', ')}`)
commands[command](...words)
