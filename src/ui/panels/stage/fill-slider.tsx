import { Slider } from 'radix-ui'
import { lookStore, MOST_FILL, useLook } from '../../hooks/view-store.js'

/** How strongly the CTV is filled. */
export const FillSlider = () => {
  const fill = useLook((state) => state.fill)
  return (
    <span className="fill-slider">
      <span className="second">Fill</span>
      <Slider.Root
        className="slider small"
        min={0}
        max={Math.round(100 * MOST_FILL)}
        step={5}
        value={[Math.round(fill * 100)]}
        onValueChange={([percent]) => lookStore.setState({ fill: (percent ?? 0) / 100 })}
      >
        <Slider.Track className="slider-track">
          <Slider.Range className="slider-range" />
        </Slider.Track>
        <Slider.Thumb
          className="slider-thumb"
          aria-label="Fill of the CTV"
          aria-valuetext={`${Math.round(fill * 100)} percent`}
        />
      </Slider.Root>
    </span>
  )
}
