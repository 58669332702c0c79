import type { ComparisonResult } from '../../../../case/index.js'
import { formatPosition } from '../../../../viewer/index.js'
import { cm3, figure, mm, signedMm } from '../../../format.js'

type Row = { readonly id: string; readonly name: string; readonly value: string; readonly help?: string }

const lengthOf = (v: readonly [number, number, number]): number => Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2])

const rowsOf = ({ figures: f }: ComparisonResult): readonly Row[] => {
  const shift = f.centroidShiftMm
  const words = ([0, 1, 2] as const).map((axis) => formatPosition(shift[axis], axis)).join('  ')
  return [
    { id: 'dsc', name: 'Dice', value: figure(f.dsc, 2), help: 'Twice the shared volume by the sum of both' },
    {
      id: 'surfaceDsc',
      name: `Surface Dice, ${mm(f.toleranceMm)} mm`,
      value: figure(f.surfaceDsc, 2),
      help: 'Share of both surfaces within the tolerance of the other',
    },
    {
      id: 'hd95',
      name: 'HD95, largest',
      value: `${mm(f.hd95Mm)}, ${mm(f.hdMm)} mm`,
      help: 'The larger of the two 95th percentiles of the distance between the surfaces',
    },
    { id: 'mean', name: 'Mean surface distance', value: `${mm(f.meanSurfaceDistanceMm)} mm` },
    {
      id: 'path',
      name: 'Added path length',
      value:
        f.addedPathLengthMm === null
          ? 'none: their planes differ'
          : `${figure(f.addedPathLengthMm, 0)} of ${figure(f.contourLengthMm, 0)} mm`,
      help: `Length of the contours of ${f.b.name} farther than the tolerance from the CTV's on the same slice`,
    },
    {
      id: 'shift',
      name: 'Centroid shift from the CTV',
      value: `${mm(lengthOf(shift))} mm`,
      help: `From the CTV's centroid to that of ${f.b.name}`,
    },
    { id: 'shiftLps', name: '', value: `${words} mm` },
    {
      id: 'signed',
      name: 'CTV’s edge, 5 to 95 %',
      value: `${signedMm(f.signedDistance.p5Mm)} to ${signedMm(f.signedDistance.p95Mm)} mm`,
      help: `Signed distance from the surface of ${f.b.name}: negative inside it`,
    },
  ]
}

/** How much the two differ, as the command line states it. */
export const Figures = ({ result }: { readonly result: ComparisonResult }) => {
  const { a, b } = result.figures
  return (
    <table className="compare-figures">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Figure</span>
          </th>
          <th scope="col">CTV</th>
          <th scope="col" title={b.name}>
            {b.name}
          </th>
        </tr>
      </thead>
      <tbody>
        <tr data-figure="contourCm3">
          <th scope="row">Contours</th>
          <td>{cm3(a.contourCm3)}</td>
          <td>{cm3(b.contourCm3)} cm³</td>
        </tr>
        <tr data-figure="solidCm3">
          <th scope="row">Solid</th>
          <td>{cm3(a.solidCm3)}</td>
          <td>{cm3(b.solidCm3)} cm³</td>
        </tr>
        {rowsOf(result).map((row) => (
          <tr key={row.id} data-figure={row.id} title={row.help}>
            <th scope="row">{row.name}</th>
            <td colSpan={2}>{row.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
