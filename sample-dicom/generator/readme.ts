import type { Mat4 } from '../../src/core/frame/index.js'
import { utf8 } from '../../src/core/hash/index.js'
import { POST_TO_CT, PRE_TO_CT } from './frames.js'
import type { StudyName } from './identity.js'
import type { SampleFile } from './images.js'
import type { Settings } from './options.js'
import type { Placement } from './paint.js'
import type { SampleRoi } from './rois.js'

const fixed = (v: number, decimals: number): string => v.toFixed(decimals).replace(/^-(0(?:\.0*)?)$/, '$1')

const matrix = (m: Mat4): string =>
  [0, 4, 8, 12]
    .map((r) =>
      m
        .slice(r, r + 4)
        .map((v) => fixed(v, 9).padStart(15))
        .join(''),
    )
    .join('\n')

const series = (name: string, { grid }: Placement): string => {
  const [c, r, k] = grid.size
  const [sc, sr, sk] = grid.spacingMm
  const normal = [grid.direction[2], grid.direction[5], grid.direction[8]].map((v) => fixed(v, 6)).join(', ')
  const size = `${c} columns x ${r} rows x ${k} slices of ${sc} x ${sr} x ${sk} mm`
  return `${name.padEnd(8)} ${size}; first pixel at ${grid.originLps.join(', ')}; normal ${normal}`
}

const volume = (roi: SampleRoi): string =>
  `${roi.name.padEnd(17)} ${roi.volumeMm3 === undefined ? 'cut off by the scan' : (roi.volumeMm3 / 1000).toFixed(4).padStart(9)}`

/** The text that stands beside the files: what they are and what must come out of them. */
export const sampleReadme = (
  settings: Settings,
  places: Readonly<Record<StudyName, Placement>>,
  rois: readonly SampleRoi[],
): SampleFile => {
  const text = `Synthetic sample case of postop-ctv (no patient): a head after resection of a recurrent nasopharyngeal tumour.

CT/        planning CT (2 Mar 2026), after the operation
MR-pre/    T1 with contrast before the operation (11 Jan 2026), own frame of reference, oblique
MR-post/   T1 with contrast after the operation (25 Feb 2026), own frame of reference, oblique
RS-CT.dcm  structures on the planning CT
RS-MR.dcm  rGTV on the planes of MR-pre
REG.dcm    both MR frames into the CT's

Options: ${settings.key} (size of the CT and mm between its slices / seed / target scale)

Geometry, LPS mm of each series' own frame:
${(['CT', 'MR-pre', 'MR-post'] as const).map((name) => series(name, places[name])).join('\n')}

MR-pre to CT (point in CT = matrix * point in MR):
${matrix(PRE_TO_CT)}

MR-post to CT:
${matrix(POST_TO_CT)}

Volumes by formula, cm3:
${rois.map(volume).join('\n')}
`
  return { path: 'README.txt', bytes: utf8(text) }
}
