import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  buildCli,
  cli,
  type PrintedError,
  printed,
  ROOT,
  SAMPLE,
  SAMPLE_WORDS,
  SMALL_WORDS,
  scratchFolder,
} from '../support/cli.js'

type Json = Readonly<Record<string, unknown>>

const scratch = scratchFolder('json-document')
const at = (name: string): string => join(scratch.path, name)

/** An example of docs/json.md, its comments taken out (no text in it holds `//` after a blank). */
const example = (name: string): Json => {
  const document = readFileSync(join(ROOT, 'docs/json.md'), 'utf8')
  const block = new RegExp(`\`\`\`jsonc\\n// ${name}\\n([\\s\\S]*?)\`\`\``).exec(document)?.[1]
  if (block === undefined) throw new Error(`docs/json.md has no example of ${name}`)
  return JSON.parse(block.replace(/(^|\s)\/\/.*$/gm, '')) as Json
}

const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v)

/** Keys that one has and the other has not, at any depth where both have an object; lists by their first entries. */
const differing = (documented: unknown, real: unknown, where = ''): readonly string[] => {
  if (Array.isArray(documented) && Array.isArray(real)) {
    return documented.length > 0 && real.length > 0 ? differing(documented[0], real[0], `${where}[]`) : []
  }
  if (!isObject(documented) || !isObject(real) || Object.keys(documented).length === 0) return []
  const missing = Object.keys(documented)
    .filter((k) => !(k in real))
    .map((k) => `${where}.${k} is not printed`)
  const unknown = Object.keys(real)
    .filter((k) => !(k in documented))
    .map((k) => `${where}.${k} is not documented`)
  return [
    ...missing,
    ...unknown,
    ...Object.keys(documented).flatMap((k) => differing(documented[k], real[k], `${where}.${k}`)),
  ]
}

const run = (...words: readonly string[]): Json => {
  const done = cli([...words, '--json'])
  expect(done.stderr.split('\n').filter((l) => !l.includes('to decide:') && l !== '')).toEqual([])
  return printed<Json>(done)
}

let proposed: Json

beforeAll(() => {
  buildCli()
  proposed = run(
    ...[
      'propose',
      ...SAMPLE_WORDS,
      '--structures',
      join(SAMPLE, 'RS-MR.dcm'),
      '--registration',
      join(SAMPLE, 'REG.dcm'),
    ],
    ...[
      '--target',
      'RS-MR.dcm::rGTV',
      '--concern',
      'RS-CT.dcm::rGTV:3',
      ...SMALL_WORDS.slice(2),
      '--ptv',
      '1',
      '--out',
      at('out.dcm'),
    ],
  )
})
afterAll(scratch.remove)

test('propose', () => {
  const { volumeByReason: volumes, roles, ...rest } = example('propose')
  const { volumeByReason: realVolumes, roles: realRoles, ...realRest } = proposed
  expect(differing(rest, realRest)).toEqual([])
  expect(differing(volumes, realVolumes)).toEqual([])
  // The documented role is an organ's.
  expect(
    differing(
      roles,
      (realRoles as readonly Json[]).filter((a) => a.roi === 'Brainstem'),
    ),
  ).toEqual([])
})

test('inspect', () => {
  const inspected = run('inspect', join(SAMPLE, 'CT'), join(SAMPLE, 'RS-MR.dcm'), join(SAMPLE, 'REG.dcm'))
  expect(differing(example('inspect'), inspected)).toEqual([])
})

test('compare', () => {
  const compared = run('compare', at('out.dcm'), at('out.dcm'), '--roi', 'CTV_PROPOSED', '--roi-b', 'PTV_PROPOSED')
  expect(differing(example('compare'), compared)).toEqual([])
})

test('verify', () => {
  const words = [...SAMPLE_WORDS, '--structures', join(SAMPLE, 'RS-MR.dcm'), '--registration', join(SAMPLE, 'REG.dcm')]
  expect(differing(example('verify'), run('verify', at('out.dcm'), ...words))).toEqual([])
})

test('check, by a case.json of the documented form', () => {
  const documented = example('case.json')
  const expectation = {
    ...(documented.expectation as Json),
    volumes: {},
    code: undefined,
    exit: 1,
    reference: undefined,
  }
  const content = {
    ...documented,
    image: join(SAMPLE, 'CT'),
    structures: [join(SAMPLE, 'RS-CT.dcm')],
    arguments: ['--target', 'none'],
    expectation,
  }
  writeFileSync(at('case.json'), JSON.stringify(content))
  expect(differing(example('check'), run('check', scratch.path))).toEqual([])
})

test('sample', () => {
  expect(differing(example('sample'), run('sample', at('sample')))).toEqual([])
})

test('error', () => {
  const refused = cli(['propose', ...SAMPLE_WORDS, '--target', 'rGVT', '--out', at('no.dcm'), '--json'])
  expect(differing(example('error'), printed<PrintedError>(refused))).toEqual([])
})

test('finding', () => {
  const allowed = Object.keys(example('finding'))
  const findings = proposed.findings as readonly Json[]
  expect(findings.length).toBeGreaterThan(2)
  for (const f of findings) {
    expect(Object.keys(f).filter((k) => !allowed.includes(k))).toEqual([])
    for (const key of ['code', 'kind', 'message', 'remedy']) expect(f[key]).toBeTypeOf('string')
  }
})

test('protocol: the documented one is taken', () => {
  const protocol = { ...example('protocol'), margin: 1, target: ['rGTV'], concern: [] }
  writeFileSync(at('protocol.json'), JSON.stringify(protocol))
  const made = run('propose', ...SAMPLE_WORDS, '--protocol', at('protocol.json'), '--out', at('by-protocol.dcm'))
  const roles = made.roles as readonly { readonly roi: string; readonly role: Json; readonly by: string }[]
  expect(roles.find((a) => a.roi === 'OpticChiasm')).toMatchObject({
    role: { marginMm: 1, blocks: true },
    by: 'protocol',
  })
  expect((made.recipe as Json).margin).toEqual({ is: 'isotropic', mm: 1 })
})
