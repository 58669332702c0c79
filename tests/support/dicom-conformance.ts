import { spawnSync } from 'node:child_process'

/** The errors that dciodvfy prints for a file, item numbers left out so that two files compare. */
export const dciodvfyErrors = (path: string): string[] => {
  const run = spawnSync('dciodvfy', ['-new', path], { encoding: 'utf8' })
  if (run.error !== undefined) throw run.error
  const lines = `${run.stdout}${run.stderr}`.split('\n')
  if (!lines.includes('RTStructureSet')) throw new Error(`dciodvfy did not recognise ${path}: ${lines.join(' | ')}`)
  return lines.filter((line) => line.startsWith('Error')).map((line) => line.replace(/\[\d+\]/g, '[]'))
}
