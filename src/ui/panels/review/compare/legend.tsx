import { figure } from '../../../format.js'
import { DISTANCE_SPAN_MM } from '../../../hooks/compare-outlines.js'
import { DISTANCE_COLOURS } from '../../../theme/palette.js'

/** What the colours on the CTV's contour and surface say. */
export const Legend = ({ name }: { readonly name: string }) => (
  <div className="compare-legend">
    <div className="compare-scale" aria-hidden="true">
      {DISTANCE_COLOURS.map((colour) => (
        <span key={colour} style={{ background: colour }} />
      ))}
    </div>
    <div className="compare-ends">
      <span>{figure(-DISTANCE_SPAN_MM, 0)} mm, inside</span>
      <span>0</span>
      <span>outside, +{DISTANCE_SPAN_MM} mm</span>
    </div>
    <p className="visually-hidden">
      Blue: the CTV lies inside {name}; orange: outside it; pale: they agree. Ends at {DISTANCE_SPAN_MM} mm.
    </p>
  </div>
)
