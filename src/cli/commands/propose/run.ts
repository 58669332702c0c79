import { importCardText } from '../../../core/export/index.js'
import { PostopError } from '../../../core/problem/index.js'
import { parseNumber } from '../../../core/proposal/index.js'
import { proposalFigures, proposalHtml } from '../../../core/report/index.js'
import type { Words } from '../../args/spec.js'
import { assertWritable, type OutputFile, walkFiles, writeWhole } from '../../files/index.js'
import { checkWriteOptions, exportStructureSet, propose as proposeCase, readCase } from '../../library/index.js'
import { proposalText } from '../../report/text.js'
import type { Run } from '../command.js'
import { requestOf } from './request.js'

const needed = (words: Words, word: string, what: string): string => {
  const value = words.one(word)
  if (value !== undefined) return value
  throw new PostopError('usage/missing', {
    message: `${word} is missing: ${what}.`,
    attribute: word,
    remedy: 'See "postop-ctv propose --help".',
  })
}

/** Checks that need no file, then those of the places, before anything is computed. */
const prepared = async (words: Words) => {
  needed(words, '--image', 'the folder of the planning CT')
  needed(words, '--structures', 'the structure set with the target')
  const out = needed(words, '--out', 'where the RTSTRUCT goes')
  const report = words.one('--report') ?? null
  if (!words.flag('--protocol')) needed(words, '--target', 'the ROI to start from')
  const request = await requestOf(words)
  const ptv = words.one('--ptv')
  const name = words.one('--name')
  const holes = words.one('--holes')
  const date = words.one('--date')
  const options = checkWriteOptions({
    ...(name === undefined ? {} : { name }),
    ...(holes === undefined ? {} : { holes }),
    ...(date === undefined ? {} : { date }),
    ...(ptv === undefined ? {} : { ptvMm: parseNumber(ptv) }),
    onlyCtv: words.flag('--only-ctv'),
  })
  if (report !== null && !/\.(json|html)$/i.test(report)) {
    throw new PostopError('value/out-of-range', {
      message: `A report is written as .json or .html, not "${report}".`,
      attribute: '--report',
      remedy: 'Give a name that ends in .json or .html.',
    })
  }
  const card = words.one('--card') ?? null
  refuseSameFile({ '--out': out, '--report': report, '--card': card })
  return { out, report, card, request, options }
}

/** Two outputs of one name would leave one. @throws value/conflict */
const refuseSameFile = (outputs: Readonly<Record<string, string | null>>): void => {
  const given = Object.entries(outputs).filter(([, path]) => path !== null)
  for (const [word, path] of given) {
    const [first] = given.find(([, other]) => other === path) ?? []
    if (first === undefined || first === word) continue
    throw new PostopError('value/conflict', {
      message: `${first} and ${word} name the same file.`,
      attribute: word,
      remedy: 'Give two names.',
    })
  }
}

/** `postop-ctv propose`. */
export const propose: Run = async (words, { job, err }) => {
  const { out, report, card, request, options } = await prepared(words)
  const paths = {
    image: words.many('--image'),
    structures: words.many('--structures'),
    registrations: words.many('--registration'),
  }
  const protocol = [...words.many('--protocol'), ...words.many('--edits')]
  const inputs = await walkFiles([...paths.image, ...paths.structures, ...paths.registrations, ...protocol])
  await assertWritable(out, '--out', inputs.files)
  if (report !== null) await assertWritable(report, '--report', inputs.files)
  if (card !== null) await assertWritable(card, '--card', inputs.files)
  const seriesUid = words.one('--series')
  const c = await readCase(paths, { job, ...(seriesUid === undefined ? {} : { seriesUid }) })
  const proposal = await proposeCase(c, request, job)
  const written = await exportStructureSet(c, proposal, options, job)
  const figures = proposalFigures({
    image: c.inputs.image,
    proposal,
    written,
    findings: [...proposal.findings, ...written.findings],
    out,
  })
  const files: OutputFile[] = [{ path: out, bytes: written.bytes }]
  if (report !== null) {
    const text = /\.json$/i.test(report) ? `${JSON.stringify(figures, null, 2)}\n` : proposalHtml(figures, c.reference)
    files.push({ path: report, bytes: new TextEncoder().encode(text) })
  }
  if (card !== null) files.push({ path: card, bytes: new TextEncoder().encode(importCardText(written.card)) })
  job.throwIfCancelled()
  await writeWhole(files)
  for (const f of figures.findings)
    if (f.kind === 'decide' && f.accepted !== true) err(`postop-ctv: to decide: ${f.message} [${f.code}] ${f.remedy}`)
  return { json: figures, text: proposalText(figures, report) }
}
