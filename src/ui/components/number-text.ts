const MINUS = /\u2212/g

/** A typed number, comma or point, with a true minus or a hyphen; null where it is none. */
export const readNumber = (text: string): number | null => {
  const plain = text.trim().replace(MINUS, '-').replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}
