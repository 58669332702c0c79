import { type Elements, isSequence, type TreeElement } from './tree.js'

/** Transfer syntaxes that this module writes. */
export const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2'
export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1'

/** What identifies the writer in the file meta information (PS3.10 7.1), under the UUID-derived root 2.25. */
export const IMPLEMENTATION_CLASS_UID = '2.25.264735390131541706921362158294746921771'
export const IMPLEMENTATION_VERSION = 'POSTOP-CTV'

/** VRs whose explicit form has two reserved bytes and a length of 32 bits (PS3.5 7.1.2). */
const LONG_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])

/** VRs padded with a zero byte; all other texts are padded with a blank. */
const ZERO_PADDED = new Set(['UI', 'OB', 'UN'])

const ITEM = 0xfffee000

/** Bytes that grow. */
class ByteSink {
  #bytes = new Uint8Array(1 << 16)
  #view = new DataView(this.#bytes.buffer)
  length = 0

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.length + more))
    larger.set(this.#bytes.subarray(0, this.length))
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }

  uint16(value: number): void {
    this.#reserve(2)
    this.#view.setUint16(this.length, value, true)
    this.length += 2
  }

  uint32(value: number): void {
    this.#reserve(4)
    this.#view.setUint32(this.length, value, true)
    this.length += 4
  }

  tag(tag: number): void {
    this.uint16(tag >>> 16)
    this.uint16(tag & 0xffff)
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length + 1)
    this.#bytes.set(value, this.length)
    this.length += value.length
  }

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.length++] = value
  }

  /** Leaves room for a length and gives what fills it in with the bytes that came since. */
  lengthAhead(): () => void {
    const at = this.length
    this.uint32(0)
    return () => this.#view.setUint32(at, this.length - at - 4, true)
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.length)
  }
}

const writeElement = (sink: ByteSink, e: TreeElement, explicit: boolean): void => {
  sink.tag(e.tag)
  // An explicit length of 16 bits holds 65,534 bytes; longer values go as UN (PS3.5 6.2.2, note 8).
  const short = explicit && !LONG_VRS.has(e.vr)
  const tooLong = short && !isSequence(e) && e.value.length > 65534
  const vr = tooLong ? 'UN' : e.vr
  if (explicit) {
    sink.byte(vr.charCodeAt(0))
    sink.byte(vr.charCodeAt(1))
    if (!short || tooLong) sink.uint16(0)
  }
  if (isSequence(e)) {
    const close = sink.lengthAhead()
    for (const item of e.items) {
      sink.tag(ITEM)
      const closeItem = sink.lengthAhead()
      writeElements(sink, item, explicit)
      closeItem()
    }
    close()
    return
  }
  const odd = e.value.length % 2
  if (short && !tooLong) sink.uint16(e.value.length + odd)
  else sink.uint32(e.value.length + odd)
  sink.bytes(e.value)
  if (odd === 1) sink.byte(ZERO_PADDED.has(e.vr) ? 0 : 0x20)
}

const writeElements = (sink: ByteSink, elements: Elements, explicit: boolean): void => {
  const sorted = [...elements.values()].sort((a, b) => a.tag - b.tag)
  for (const e of sorted) {
    // Group lengths are retired outside group 2 and would be wrong after any change (PS3.5 7.2).
    if ((e.tag & 0xffff) !== 0) writeElement(sink, e, explicit)
  }
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0))

/** The file meta information, group 2, always explicit little endian (PS3.10 7.1). */
const metaElements = (sopClassUid: string, sopInstanceUid: string, transferSyntaxUid: string): Elements => {
  const meta: TreeElement[] = [
    { tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) },
    { tag: 0x00020002, vr: 'UI', value: ascii(sopClassUid) },
    { tag: 0x00020003, vr: 'UI', value: ascii(sopInstanceUid) },
    { tag: 0x00020010, vr: 'UI', value: ascii(transferSyntaxUid) },
    { tag: 0x00020012, vr: 'UI', value: ascii(IMPLEMENTATION_CLASS_UID) },
    { tag: 0x00020013, vr: 'SH', value: ascii(IMPLEMENTATION_VERSION) },
  ]
  return new Map(meta.map((e) => [e.tag, e]))
}

/**
 * A DICOM Part 10 file: preamble, file meta information, data set.
 * @param transferSyntaxUid implicit or explicit little endian
 */
export const writePart10 = (
  elements: Elements,
  sopClassUid: string,
  sopInstanceUid: string,
  transferSyntaxUid: string,
): Uint8Array => {
  const sink = new ByteSink()
  sink.bytes(new Uint8Array(128))
  sink.bytes(ascii('DICM'))
  sink.tag(0x00020000)
  sink.bytes(ascii('UL'))
  sink.uint16(4)
  const close = sink.lengthAhead()
  writeElements(sink, metaElements(sopClassUid, sopInstanceUid, transferSyntaxUid), true)
  close()
  writeElements(sink, elements, transferSyntaxUid === EXPLICIT_LITTLE_ENDIAN)
  return sink.finish()
}
