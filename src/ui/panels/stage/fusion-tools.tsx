import { Layers, LoaderCircle } from 'lucide-react'
import { Popover, Slider } from 'radix-ui'
import { useEffect } from 'react'
import type { OpenCase } from '../../../case/index.js'
import { Choice } from '../../components/choice.js'
import { useSession } from '../../hooks/session-context.js'
import { useLook } from '../../hooks/view-store.js'

const NONE = 'none'

const Opacity = () => {
  const viewer = useLook((state) => state.viewer)
  const opacity = useLook((state) => state.view?.fusion?.opacity ?? 0)
  const percent = Math.round(100 * opacity)
  return (
    <span className="fusion-row">
      <span className="second">Opacity</span>
      <Slider.Root
        className="slider"
        min={0}
        max={100}
        step={5}
        value={[percent]}
        onValueChange={([next]) => viewer?.setFusionOpacity((next ?? 0) / 100)}
      >
        <Slider.Track className="slider-track">
          <Slider.Range className="slider-range" />
        </Slider.Track>
        <Slider.Thumb
          className="slider-thumb"
          aria-label="Opacity of the fused series"
          aria-valuetext={`${percent} percent`}
        />
      </Slider.Root>
      <span>{percent} %</span>
    </span>
  )
}

const WindowOf = ({ image, fused }: { readonly image: string; readonly fused: string }) => {
  const viewer = useLook((state) => state.viewer)
  const windowOf = useLook((state) => state.view?.windowOf ?? 'image')
  return (
    <fieldset className="presets">
      <legend className="visually-hidden">Window and level of</legend>
      <span className="second" aria-hidden="true">
        Window of
      </span>
      {(['image', 'fusion'] as const).map((which) => (
        <button
          key={which}
          type="button"
          title={`Window and level change ${which === 'image' ? image : fused}`}
          aria-pressed={windowOf === which}
          onClick={() => viewer?.setWindowOf(which)}
        >
          {which === 'image' ? image : fused}
        </button>
      ))}
    </fieldset>
  )
}

/** A second series over the image: which, how strong, and whose window is changed; nothing where the case has one series. */
export const FusionTools = ({ open }: { readonly open: OpenCase }) => {
  const session = useSession()
  const viewer = useLook((state) => state.viewer)
  const { fusion, image, contents } = open
  const others = contents.series.filter((s) => s.key !== image.series.key && s.refusal === null)
  const fused = contents.series.find((s) => s.key === fusion?.key)
  const shown = fusion?.is === 'shown' ? fusion.key : null
  const label = fused?.modality ?? ''

  useEffect(() => {
    const on = session.shelf.fusion
    viewer?.setFusion(shown === null || on === null ? null : { ...on, label })
  }, [viewer, session, shown, label])

  if (others.length === 0) return null
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          className="icon-button fade"
          aria-label="Fusion"
          title="Lay a second series over the image"
          aria-pressed={fusion !== null}
        >
          {fusion?.is === 'reading' ? (
            <LoaderCircle size={16} className="turning" />
          ) : (
            <Layers size={16} strokeWidth={1.6} />
          )}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="fusion-tools" side="bottom" align="end" sideOffset={4}>
          <Choice
            label="Series over the image"
            value={fusion === null ? NONE : fusion.key}
            options={[
              { value: NONE, text: 'No second series' },
              ...others.map((s) => ({ value: s.key, text: `${s.modality} ${s.description} ${s.part}`.trim() })),
            ]}
            onChange={(next) => void session.fuse(next === NONE ? null : next)}
          />
          {fusion?.is === 'refused' && <p role="alert">{fusion.problem.message}</p>}
          {fusion?.is === 'shown' && (
            <>
              <Opacity />
              <WindowOf image={image.series.modality} fused={label} />
            </>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
