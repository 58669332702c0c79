import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Runs plastimatch; what it says on failure becomes the error. */
export const plastimatch = async (...args: readonly string[]): Promise<string> => {
  const { stdout } = await run('plastimatch', args, { maxBuffer: 64 * 1024 * 1024 })
  return stdout
}
