/** Remainders of a byte's polynomial division (ISO 3309, reflected polynomial EDB88320). */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let c = byte
  for (let bit = 0; bit < 8; bit++) c = (c & 1) === 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c
})

export const START_CRC = 0xffffffff

/** The running CRC-32 after more bytes, from {@link START_CRC}; its complement is what an archive states. */
export const crc32 = (bytes: Uint8Array, before: number): number => {
  let c = before
  for (let i = 0; i < bytes.length; i++) c = (TABLE[(c ^ (bytes[i] as number)) & 0xff] as number) ^ (c >>> 8)
  return c
}
