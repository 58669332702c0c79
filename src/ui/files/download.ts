const save = (content: BlobPart, fileName: string, type: string): void => {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** Hands bytes to the browser as a file; nothing leaves the computer. @param type MIME type */
export const download = (bytes: Uint8Array, fileName: string, type: string): void =>
  save(bytes as BlobPart, fileName, type)

/** Hands text to the browser as a file; nothing leaves the computer. @param type MIME type */
export const downloadText = (text: string, fileName: string, type: string): void => save(text, fileName, type)

const two = (n: number): string => String(n).padStart(2, '0')

/** The clock's local time as `YYYY-MM-DDTHH:MM:SS`. */
export const localDateTime = (now: Date): string =>
  `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}T${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`
