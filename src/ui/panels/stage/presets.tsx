import { CT_PRESETS } from '../../../viewer/index.js'
import { useLook } from '../../hooks/view-store.js'

/** Windows by name; the one in use is marked. */
export const Presets = () => {
  const viewer = useLook((state) => state.viewer)
  const width = useLook((state) => state.view?.window.width)
  const level = useLook((state) => state.view?.window.level)
  return (
    <fieldset className="presets">
      <legend className="visually-hidden">Window</legend>
      {CT_PRESETS.map(({ key, name, window }) => (
        <button
          key={key}
          type="button"
          title={`W ${window.width} L ${window.level} (${key})`}
          aria-pressed={window.width === width && window.level === level}
          onClick={() => viewer?.setWindow(window)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}
