import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react'
import type { Reading } from '../../../case/index.js'
import { arrivingSection, type PlaneName } from '../../../viewer/index.js'
import { useSessionState } from '../../hooks/session-context.js'
import './arriving.css'

type Image = NonNullable<Reading['image']>

const NAMES: Readonly<Record<PlaneName, string>> = { axial: 'Axial', sagittal: 'Sagittal', coronal: 'Coronal' }

const Section = ({ image, name }: { readonly image: Image; readonly name: PlaneName }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { pixels, widthMm, heightMm, letters } = useMemo(() => arrivingSection(image, name), [image, name])
  useLayoutEffect(() => canvas.current?.getContext('2d')?.putImageData(pixels, 0, 0), [pixels])
  return (
    <figure data-arriving={name}>
      <canvas
        ref={canvas}
        width={pixels.width}
        height={pixels.height}
        style={{ aspectRatio: `${widthMm} / ${heightMm}` }}
      />
      <figcaption>
        <span>{letters.left}</span>
        {NAMES[name]}
        <span>{letters.right}</span>
      </figcaption>
    </figure>
  )
}

/** The planning image as far as it has been read: its newest slice, and the middle of the others filling up; else what stands in its place. */
export const Arriving = ({ otherwise = null }: { readonly otherwise?: ReactNode }) => {
  const image = useSessionState((state) => state.reading?.image)
  if (image === undefined) return otherwise
  return (
    <div className="arriving" role="img" aria-label="The images that have been read">
      <Section image={image} name="axial" />
      <Section image={image} name="sagittal" />
      <Section image={image} name="coronal" />
    </div>
  )
}
