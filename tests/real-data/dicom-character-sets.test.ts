import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFile } from '../../src/dicom/element/open.js'

const FOLDER = resolve(process.env.POSTOP_DATA ?? '../shared/data', 'character-sets')

describe('names in real character sets', () => {
  it.each([
    ['chrGerm.dcm', 'Äneas^Rüdiger'],
    ['chrFrenMulti.dcm', 'Buc^Jérôme'],
    ['chrH31.dcm', 'Yamada^Tarou=山田^太郎=やまだ^たろう'],
    ['chrX1.dcm', 'Wang^XiaoDong=王^小東'],
    ['chrKoreanMulti.dcm', '김희중'],
  ])('%s says %s', (file, name) => {
    const { attributes } = openFile(new Uint8Array(readFileSync(join(FOLDER, file))), file, { headerOnly: true })
    expect(attributes.unicode('PatientName').replace(/=+$/, '')).toBe(name)
  })
})
