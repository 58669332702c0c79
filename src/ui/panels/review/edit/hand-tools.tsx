import { Brush, CircleOff, Eraser, Hand, Scissors, SquareDashed } from 'lucide-react'
import type { HandTool } from '../../../../case/index.js'
import { NumberField } from '../../../components/number-field.js'
import { Segments } from '../../../components/segments.js'
import { BRUSH_MM, setBrush, takeHand } from '../../../hooks/hand-edit.js'
import { useLook } from '../../../hooks/view-store.js'
import { useKeyLabel } from '../../../keys/key-store.js'
import type { CommandId } from '../../../keys/table.js'

type Tool = {
  readonly hand: HandTool
  readonly label: string
  readonly command?: CommandId
  readonly Icon: typeof Brush
  /** What to do with it. */
  readonly hint: string
}

const TOOLS: readonly Tool[] = [
  { hand: 'brush', label: 'Brush', command: 'brush', Icon: Brush, hint: 'Draw over what is to be in. Ctrl erases.' },
  {
    hand: 'eraser',
    label: 'Eraser',
    command: 'eraser',
    Icon: Eraser,
    hint: 'Draw over what is to be out. Ctrl adds.',
  },
  {
    hand: 'push',
    label: 'Push',
    Icon: Hand,
    hint: 'Begin inside to push the edge outwards, outside to push it in.',
  },
  {
    hand: 'draw',
    label: 'Add an outline',
    Icon: SquareDashed,
    hint: 'Draw round what is to be in on this slice. Ctrl cuts.',
  },
  {
    hand: 'cut',
    label: 'Cut an outline',
    Icon: Scissors,
    hint: 'Draw round what is to be out on this slice. Ctrl adds.',
  },
  {
    hand: 'island',
    label: 'Drop an island',
    Icon: CircleOff,
    hint: 'Click a part that is apart from the rest: it goes.',
  },
]

const REACH = [
  { value: 'disc', text: '2-D, this slice' },
  { value: 'ball', text: '3-D ball' },
] as const

/** What is in the hand, and its size. */
export const HandTools = () => {
  const hand = useLook((state) => state.hand)
  const brush = useLook((state) => state.brush)
  const keyLabel = useKeyLabel()
  const taken = TOOLS.find((one) => one.hand === hand)
  return (
    <div className="hand-tools">
      <div className="hand-row" role="toolbar" aria-label="Edit by hand">
        {TOOLS.map(({ hand: own, label, command, Icon }) => {
          const words = command === undefined ? label : keyLabel(label, command)
          return (
            <button
              key={own}
              type="button"
              className="icon-button fade"
              aria-label={words}
              title={words}
              aria-pressed={hand === own}
              onClick={() => takeHand(own)}
            >
              <Icon size={16} strokeWidth={1.6} />
            </button>
          )
        })}
      </div>
      <Segments
        label="Reach of the brush"
        value={brush.ball ? 'ball' : 'disc'}
        options={REACH}
        onChange={(value) => setBrush({ ball: value === 'ball' })}
      />
      <NumberField
        label="Diameter"
        value={brush.diameterMm}
        unit="mm"
        min={BRUSH_MM.from}
        max={BRUSH_MM.to}
        step={BRUSH_MM.step}
        decimals={1}
        onChange={(diameterMm) => setBrush({ diameterMm })}
      />
      <p className="third hand-hint" role="status">
        {taken?.hint ?? 'Take a tool, then draw in any of the three slices. Esc takes a stroke back.'}
      </p>
    </div>
  )
}
