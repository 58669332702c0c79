import { basename, dirname, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cycles, type Import, importsOf, type Node, sourceFiles, syntaxTree, walk } from '../support/import-graph.js'
import { LAYERS } from '../support/layers.js'

const ROOT = resolve(import.meta.dirname, '../..')
const FILES = [...sourceFiles(ROOT, 'src'), ...sourceFiles(ROOT, 'sample-dicom')]
const IMPORTS = FILES.flatMap((file) => importsOf(ROOT, file))

/** `src/core/frame/grid.ts` is in core, `src/index.ts` in index.ts, `wasm/dist/x.js` in wasm. */
function layerOf(file: string): string {
  const [top = '', second = ''] = file.split('/')
  return top === 'src' ? second : top
}

/** The script that writes the sample to a folder is a program of its own. */
const isProgram = (file: string): boolean => file === 'sample-dicom/generate.ts'

const matches = (name: string, pattern: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern

/** A layer's door is its index.ts; the core has one a folder. */
function isDoor(file: string): boolean {
  const layer = layerOf(file)
  if (layer === 'wasm') return true
  if (!/^index\.tsx?$/.test(basename(file))) return false
  return layer === 'core' || [`src/${layer}`, layer, 'sample-dicom/generator'].includes(dirname(file))
}

function breach({ from, to, isPackage }: Import): string | undefined {
  const layer = layerOf(from)
  const rule = LAYERS[layer]
  if (!rule) return `${from}: ${layer} is not in the table of layers`
  if (isPackage)
    return rule.packages.some((pattern) => matches(to, pattern)) ? undefined : `${from}: ${layer} imports ${to}`
  const target = layerOf(to)
  if (target === layer) return undefined
  if (!rule.layers.includes(target)) return `${from}: ${layer} imports ${target} (${to})`
  return isDoor(to) ? undefined : `${from}: past the door of ${target} (${to})`
}

describe('layers', () => {
  test('every import follows the table, types too', () => {
    expect(IMPORTS.length).toBeGreaterThan(50)
    expect(IMPORTS.filter(({ from }) => !isProgram(from)).flatMap((one) => breach(one) ?? [])).toEqual([])
  })

  test('the table has one direction', () => {
    const edges = Object.entries(LAYERS).flatMap(([from, { layers }]) =>
      layers.map((to) => ({ from, to, isPackage: false, typeOnly: false })),
    )
    expect(cycles(edges)).toEqual([])
  })

  test('the folders of the core see each other through their doors', () => {
    const folder = (file: string): string => file.split('/')[2] ?? ''
    const past = IMPORTS.filter(
      ({ from, to, isPackage }) =>
        !isPackage && layerOf(from) === 'core' && layerOf(to) === 'core' && folder(from) !== folder(to) && !isDoor(to),
    )
    expect(past.map(({ from, to }) => `${from}: ${to}`)).toEqual([])
  })

  test('no file needs itself when it is loaded', () => {
    expect(cycles(IMPORTS.filter(({ typeOnly }) => !typeOnly))).toEqual([])
  })
})

/** Their last digits differ between engines, or from run to run. */
const UNSURE = /^(Math\.(random|hypot|pow|exp|expm1|log\w*|cbrt|a?(sin|cos|tan)h?|atan2)|Date\.now|performance\.now)$/
const UNSURE_METHOD = /^(localeCompare|toLocale\w*)$/

const isNumber = (operand: unknown): boolean => typeof (operand as Node).value === 'number'

/** What a node takes from the clock, from chance, from the locale or from the engine's own mathematics. */
function unsure(node: Node): string | undefined {
  if (node.type === 'NewExpression') {
    const name = (node.callee as Node).name
    return name === 'Date' && (node.arguments as readonly Node[]).length === 0 ? 'new Date()' : undefined
  }
  if (node.type === 'BinaryExpression' && node.operator === '**')
    return isNumber(node.left) && isNumber(node.right) ? undefined : '** of a variable'
  if (node.type !== 'MemberExpression') return undefined
  const property = String((node.property as Node).name)
  const full = `${String((node.object as Node).name)}.${property}`
  return UNSURE.test(full) ? full : UNSURE_METHOD.test(property) ? property : undefined
}

describe('determinism', () => {
  test('nothing that reaches a result asks the clock, chance, the locale or inexact mathematics', () => {
    const strict = FILES.filter((file) => ['core', 'dicom', 'engine', 'sample-dicom'].includes(layerOf(file)))
    expect(strict.length).toBeGreaterThan(20)
    const found = strict.flatMap((file) =>
      [...walk(syntaxTree(ROOT, file))].flatMap((node) => {
        const what = unsure(node)
        return what === undefined ? [] : [`${file}: ${what}`]
      }),
    )
    expect(found).toEqual([])
  })
})
