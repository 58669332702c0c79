import { PostopError } from '../../core/problem/index.js'

export const damaged = (file: string, cause?: unknown): PostopError =>
  new PostopError('zip/damaged', {
    message: `${file} cannot be unpacked: it is no whole .zip, or it is damaged.`,
    file,
    remedy: 'Copy or pack it again, or unpack it and open the folder.',
    ...(cause === undefined ? {} : { cause }),
  })

export const unknownPacking = (file: string): PostopError =>
  new PostopError('zip/damaged', {
    message: `${file} is packed in a way that is not read: only stored and deflated files are.`,
    file,
    remedy: 'Unpack the archive and open the folder.',
  })

export const encrypted = (file: string): PostopError =>
  new PostopError('zip/encrypted', {
    message: `${file} is protected by a password.`,
    file,
    remedy: 'Unpack it with its password and open the folder.',
  })

export const tooLarge = (file: string, why: string): PostopError =>
  new PostopError('zip/too-large', {
    message: `${file} was not unpacked: ${why}.`,
    file,
    remedy: 'Unpack it yourself if you know where it is from, and open the folder of one patient.',
  })
