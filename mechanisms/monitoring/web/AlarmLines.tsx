import { Button } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Level, useT } from '#platform/web/index.ts'
import { LIFE_TEXT, type AlarmRow } from '../model.ts'
import { inSight, waits, worst, type GroupLine, type Line } from './desk.ts'
import { agoText, clockText, colourOf, COLOUR_TEXT, kindText, reasonOf } from './words.ts'

interface LinesProps {
  readonly lines: readonly Line[]
  readonly cursor: number
  readonly now: number
  readonly phone: boolean
  readonly onKey: (e: KeyboardEvent) => void
  /** The list is being used: nothing may move. */
  readonly onStill: (still: boolean) => void
  readonly onPick: (index: number) => void
  readonly onOpen: (line: Line) => void
  readonly onAcknowledge: (alarms: readonly AlarmRow[]) => void
}

function AlarmCells({
  alarm,
  now,
  onAcknowledge,
}: {
  alarm: AlarmRow
  now: number
  onAcknowledge: LinesProps['onAcknowledge']
}): ReactNode {
  const t = useT()
  const over = alarm.closedAt !== null
  return (
    <>
      <span role="gridcell" className="al-level">
        <Level colour={colourOf(alarm.colour)} text={kindText(alarm)} strong={waits(alarm) && alarm.present} />
      </span>
      <span role="gridcell" className="al-title">
        <b>{alarm.title}</b>
        <span className="muted"> {alarm.orgName}</span>
      </span>
      <span role="gridcell" className="al-why">
        {t(reasonOf(alarm))}
        {alarm.activations > 1 ? ` · ${t(text(`${alarm.activations} 次`, `${alarm.activations} times`))}` : ''}
        {alarm.chattering ? ` · ${t(text('抖动', 'chattering'))}` : ''}
        {alarm.dataLost ? ` · ${t(text('数据中断', 'data lost'))}` : ''}
        {alarm.late ? ` · ${t(text('补传', 'late'))}` : ''}
        {alarm.planned ? ` · ${t(text('检修校准中', 'planned'))}` : ''}
      </span>
      <span role="gridcell" className="al-state">
        {over ? t(text('已结束', 'Over')) : t(LIFE_TEXT[alarm.state] ?? text('', ''))}
        {!alarm.present && !over ? ` · ${t(text('已恢复', 'returned'))}` : ''}
      </span>
      <span className="al-time num">
        {clockText(alarm.openedAt, now)} <span className="muted">{t(agoText(alarm.openedAt, now))}</span>
      </span>
      <span role="gridcell" className="al-do">
        {alarm.acts.includes('acknowledge') ? (
          <Button
            size="small"
            tabIndex={-1}
            onClick={(e) => {
              e.stopPropagation()
              onAcknowledge([alarm])
            }}
          >
            {t(text('确认', 'Acknowledge'))}
          </Button>
        ) : null}
      </span>
    </>
  )
}

function GroupCells({ line, onAcknowledge }: { line: GroupLine; onAcknowledge: LinesProps['onAcknowledge'] }): ReactNode {
  const t = useT()
  const waiting = line.alarms.filter(waits)
  const colour = worst(line.alarms)
  return (
    <>
      <span role="gridcell" className="al-level">
        <Level colour={colourOf(colour)} text={COLOUR_TEXT[colour] ?? text('', '')} strong={waiting.length > 0} />
      </span>
      <span role="gridcell" className="al-title">
        <b>
          {line.open ? '▾' : '▸'} {line.name}
        </b>
      </span>
      <span role="gridcell" className="al-why">
        {t(
          text(
            `${line.alarms.length} 条报警，${waiting.length} 条未确认`,
            `${line.alarms.length} alarms, ${waiting.length} not acknowledged`,
          ),
        )}
      </span>
      <span role="gridcell" className="al-state" />
      <span role="gridcell" className="al-time" />
      <span role="gridcell" className="al-do">
        {waiting.length > 0 ? (
          <Button
            size="small"
            tabIndex={-1}
            onClick={(e) => {
              e.stopPropagation()
              onAcknowledge(waiting)
            }}
          >
            {t(text('全部确认', 'Acknowledge all'))}
          </Button>
        ) : null}
      </span>
    </>
  )
}

const nameOf = (line: Line): string => (line.kind === 'group' ? line.name : `${line.alarm.title} ${line.alarm.orgName}`)

/** A list of which only what is in sight is drawn; one tab stop, moved through by keys. */
export function AlarmLines({ lines, cursor, now, phone, onKey, onStill, onPick, onOpen, onAcknowledge }: LinesProps): ReactNode {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const height = phone ? 108 : 44
  const view = phone ? 560 : 616
  const { from, to } = inSight(lines.length, height, top, view)
  useEffect(() => {
    const el = box.current
    if (!el) return
    const y = cursor * height
    if (y < el.scrollTop) el.scrollTop = y
    else if (y + height > el.scrollTop + el.clientHeight) el.scrollTop = y + height - el.clientHeight
  }, [cursor, height])
  return (
    <div
      ref={box}
      className={phone ? 'al-box al-phone' : 'al-box'}
      style={{ maxHeight: view }}
      role="grid"
      aria-rowcount={lines.length}
      aria-label={t(text('报警列表', 'Alarms'))}
      aria-activedescendant={lines[cursor] ? `al-${lines[cursor].id}` : undefined}
      tabIndex={0}
      onKeyDown={onKey}
      onScroll={(e) => setTop(e.currentTarget.scrollTop)}
      onMouseEnter={() => onStill(true)}
      onMouseLeave={() => onStill(box.current?.contains(document.activeElement) ?? false)}
      onFocus={() => onStill(true)}
      onBlur={() => onStill(false)}
    >
      <div role="rowgroup" style={{ height: lines.length * height, position: 'relative' }}>
        {lines.slice(from, to).map((line, i) => {
          const index = from + i
          return (
            <div
              key={line.id}
              id={`al-${line.id}`}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={index === cursor}
              aria-label={nameOf(line)}
              className={`al-line${index === cursor ? ' al-here' : ''}${line.kind === 'group' ? ' al-groupline' : ''}`}
              style={{ top: index * height, height }}
              onClick={() => {
                onPick(index)
                onOpen(line)
              }}
            >
              {line.kind === 'group' ? (
                <GroupCells line={line} onAcknowledge={onAcknowledge} />
              ) : (
                <AlarmCells alarm={line.alarm} now={now} onAcknowledge={onAcknowledge} />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
