import type { ReportPicture } from '../../../core/report/index.js'

/** As many as are looked at in a minute; the others stand in the report. */
const SHOWN = 3

/** The first pictures of the report. */
export const KeySlices = ({ pictures }: { readonly pictures: readonly ReportPicture[] | null }) => (
  <section aria-label="Key slices">
    <h3>
      Key slices
      {pictures !== null && pictures.length > SHOWN && (
        <span className="third">{`${pictures.length - SHOWN} more in the report`}</span>
      )}
    </h3>
    {pictures === null ? (
      <p className="second">
        <span className="turning">Drawing the pictures of the report…</span>
      </p>
    ) : (
      <div className="export-pictures">
        {pictures.slice(0, SHOWN).map(({ title, dataUrl }) => (
          <img key={title} src={dataUrl} alt={title} title={title} />
        ))}
      </div>
    )}
  </section>
)
