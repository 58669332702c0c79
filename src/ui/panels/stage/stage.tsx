import { Box, Crosshair, Maximize2, Move, Ruler, Shapes, Sun, Triangle, ZoomIn } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { OpenCase } from '../../../case/index.js'
import { openViewer, type Tool } from '../../../viewer/index.js'
import { Button, IconButton } from '../../components/button.js'
import { Notice } from '../../components/notice.js'
import { takeStroke } from '../../hooks/hand-edit.js'
import { useOutlines } from '../../hooks/outlines.js'
import { toggleReasons, useReasonPaint } from '../../hooks/reason-paint.js'
import type { RoiRow } from '../../hooks/roi-rows.js'
import { useSession, useSessionState } from '../../hooks/session-context.js'
import { lookStore, useLook } from '../../hooks/view-store.js'
import { useKeyLabel } from '../../keys/key-store.js'
import type { CommandId } from '../../keys/table.js'
import { EditQuestions } from '../review/edit/questions.js'
import { SliceStrip } from '../review/slices/strip.js'
import { WhyHover } from '../review/why/hover.js'
import { centreOnImage } from '../structures/box-centre.js'
import { FillSlider } from './fill-slider.js'
import { FusionTools } from './fusion-tools.js'
import { Presets } from './presets.js'
import './stage.css'

const TOOLS = [
  { tool: 'crosshair', label: 'Crosshair', command: 'stop', Icon: Crosshair },
  { tool: 'window', label: 'Window and level', command: 'tool-window', Icon: Sun },
  { tool: 'pan', label: 'Pan', command: 'tool-pan', Icon: Move },
  { tool: 'zoom', label: 'Zoom', command: 'tool-zoom', Icon: ZoomIn },
  { tool: 'ruler', label: 'Distance', command: 'tool-ruler', Icon: Ruler },
  { tool: 'angle', label: 'Angle', command: 'tool-angle', Icon: Triangle },
] as const satisfies readonly { tool: Tool; label: string; command: CommandId; Icon: typeof Sun }[]

const Toolbar = ({ open }: { readonly open: OpenCase }) => {
  const viewer = useLook((state) => state.viewer)
  const tool = useLook((state) => state.view?.tool ?? 'crosshair')
  const layout = useLook((state) => state.view?.layout ?? 'three')
  const reasonsShown = useLook((state) => state.reasonsShown)
  const drawing = useLook((state) => state.drawing !== null || state.hand !== null)
  const keyLabel = useKeyLabel()
  return (
    <div className="stage-toolbar" role="toolbar" aria-label="Views">
      {TOOLS.map(({ tool: name, label, command, Icon }) => (
        <IconButton
          key={name}
          label={keyLabel(label, command)}
          pressed={tool === name && !drawing}
          onClick={() => {
            lookStore.setState({ hand: null, drawing: null })
            viewer?.setTool(name)
          }}
        >
          <Icon size={16} strokeWidth={1.6} />
        </IconButton>
      ))}
      {open.image.unit === 'HU' && <Presets />}
      <span className="stage-space" />
      {open.proposal !== null && (
        <IconButton label={keyLabel('Reasons', 'reasons')} pressed={reasonsShown} onClick={toggleReasons}>
          <Shapes size={16} strokeWidth={1.6} />
        </IconButton>
      )}
      <FillSlider />
      <FusionTools open={open} />
      <IconButton
        label={keyLabel('3-D view', 'layout')}
        pressed={layout === 'four'}
        onClick={() => viewer?.run('layout')}
      >
        <Box size={16} strokeWidth={1.6} />
      </IconButton>
      <IconButton label={keyLabel('Fit', 'fit')} onClick={() => viewer?.run('fit')}>
        <Maximize2 size={16} strokeWidth={1.6} />
      </IconButton>
    </div>
  )
}

type Props = { readonly open: OpenCase; readonly rows: readonly RoiRow[] }

/** The images: Cornerstone's three views, told what to show. */
export const Stage = ({ open, rows }: Props) => {
  const session = useSession()
  const { shelf } = session
  const host = useRef<HTMLDivElement>(null)
  const lost = useLook((state) => state.graphicsLost)
  const editing = useLook((state) => state.hand !== null)
  const viewer = useLook((state) => state.viewer)
  const outlines = useOutlines(open, rows, shelf)
  useReasonPaint(open, shelf)
  const { opening } = open
  const step = useSessionState((state) => state.step)

  useEffect(() => {
    if (host.current === null) return
    const opened = openViewer(host.current, {
      onView: (view) => lookStore.setState({ view }),
      onProbe: (probe) => lookStore.setState({ probe }),
      onPick: (pinned) => lookStore.setState({ pinned }),
      onStroke: (part) => takeStroke(session, part),
      onGraphicsLost: (graphicsLost) => lookStore.setState({ graphicsLost }),
    })
    lookStore.setState({ viewer: opened })
    return () => {
      lookStore.setState({ viewer: null, view: null, probe: null, graphicsLost: false })
      opened.dispose()
    }
  }, [session])

  const firstTarget = rows.find((row) => row.assignment.role.is === 'target')?.roi ?? null
  const startAt = useRef(firstTarget)
  startAt.current = firstTarget
  useEffect(() => {
    // The shelf holds the image of this opening: both are set before the store tells.
    const { inputs } = shelf
    if (viewer === null || inputs === null || opening < 0) return
    // In a task of its own: the page has just drawn all its panels in this one.
    const task = setTimeout(() => {
      viewer.show(inputs.image, inputs.image.modality)
      const centre = startAt.current === null ? null : centreOnImage(startAt.current, inputs)
      if (centre !== null) viewer.focusOn(centre)
    })
    return () => clearTimeout(task)
  }, [viewer, shelf, opening])

  useEffect(() => viewer?.setOutlines(outlines), [viewer, outlines])

  return (
    <main className="stage" id="images" tabIndex={-1}>
      <Toolbar open={open} />
      {!open.image.evenlySpaced && (
        <div className="stage-banner">
          <Notice kind="warn" title="The slices are not evenly spaced.">
            Images are resampled for display only; contours stand on their true planes.
          </Notice>
        </div>
      )}
      <div className="stage-views" ref={host}>
        {step === 'review' && !editing && <WhyHover open={open} views={host} />}
        <EditQuestions open={open} />
        {lost && (
          <div className="stage-lost">
            <Notice
              kind="warn"
              title="The graphics were reset. Your work is safe."
              actions={
                <Button kind="primary" onClick={() => viewer?.showAgain()}>
                  Show images again
                </Button>
              }
            />
          </div>
        )}
      </div>
      {step === 'review' && open.proposal !== null && <SliceStrip open={open} />}
    </main>
  )
}
