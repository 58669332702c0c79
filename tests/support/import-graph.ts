import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'

/** One import, export from, dynamic import, type import or worker URL, as written. */
export type Import = {
  /** Path of the importing file from the repository's root. */
  readonly from: string
  /** Path of the imported file from the repository's root, or the package as written. */
  readonly to: string
  readonly isPackage: boolean
  /** Erased when compiled. */
  readonly typeOnly: boolean
}

/** A node of the syntax tree: ESTree with TypeScript. */
export type Node = { readonly type: string; readonly [key: string]: unknown }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** Every node of a tree, parents first. */
export function* walk(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node))
    if (Array.isArray(value)) for (const item of value) isNode(item) ? yield* walk(item) : undefined
    else if (isNode(value)) yield* walk(value)
}

/** The TypeScript files under a folder of the repository, sorted. */
export function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
    .sort()
}

/** The syntax tree of a file; a file that does not parse is an error. */
export function syntaxTree(root: string, file: string): Node {
  const { program, errors } = parseSync(file, readFileSync(join(root, file), 'utf8'))
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  return program as unknown as Node
}

const literal = (node: unknown): string | undefined =>
  isNode(node) && typeof node.value === 'string' ? node.value : undefined

/** What a node imports, if it imports. */
function imported(node: Node): { readonly what: string; readonly typeOnly: boolean } | undefined {
  const what = literal(node.source)
  switch (node.type) {
    case 'ImportDeclaration':
      return what === undefined ? undefined : { what, typeOnly: node.importKind === 'type' || onlyTypes(node) }
    case 'ExportNamedDeclaration':
      return what === undefined ? undefined : { what, typeOnly: node.exportKind === 'type' || onlyTypes(node) }
    case 'ExportAllDeclaration':
      return what === undefined ? undefined : { what, typeOnly: node.exportKind === 'type' }
    case 'ImportExpression':
      return what === undefined ? undefined : { what, typeOnly: false }
    case 'TSImportType':
      return what === undefined ? undefined : { what, typeOnly: true }
    case 'NewExpression': {
      const [path, base] = node.arguments as readonly Node[]
      const url = literal(path)
      const isUrl = isNode(node.callee) && node.callee.name === 'URL' && base?.type === 'MemberExpression'
      return isUrl && url?.startsWith('.') ? { what: url, typeOnly: false } : undefined
    }
    default:
      return undefined
  }
}

/** `import { type A, type B }`: nothing is left of it but the names. */
function onlyTypes(node: Node): boolean {
  const specifiers = node.specifiers as readonly Node[]
  return specifiers.length > 0 && specifiers.every((s) => s.importKind === 'type' || s.exportKind === 'type')
}

/** The file that a relative import means: `./x.js` is `x.ts` or `x.tsx`, or what it says. */
function resolveFile(root: string, from: string, what: string): string {
  const path = resolve(root, dirname(from), what.replace(/\?.*$/, ''))
  const candidates = [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx'), path]
  return relative(root, candidates.find(existsSync) ?? path)
}

/** Every import that a file states, types too. */
export function importsOf(root: string, from: string): Import[] {
  return [...walk(syntaxTree(root, from))].flatMap((node) => {
    const found = imported(node)
    if (!found) return []
    const [, byPath] = found.what.split('/node_modules/')
    const isPackage = byPath !== undefined || !found.what.startsWith('.')
    const to = byPath ?? (isPackage ? found.what : resolveFile(root, from, found.what))
    return [{ from, to, isPackage, typeOnly: found.typeOnly }]
  })
}

/** Cycles among files, each once, as the path that closes. */
export function cycles(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { from, to, isPackage } of imports) if (!isPackage) next.set(from, [...(next.get(from) ?? []), to])
  const found: string[][] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) found.push([...path.slice(at), file])
    if (at >= 0 || done.has(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return found
}
