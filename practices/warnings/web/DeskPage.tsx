import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { MatterLink, stateText, useKinds } from '#mechanisms/matters/web/index.ts'
import { settleDesk, useAlarmSummary, useSound } from '#mechanisms/monitoring/web/index.ts'
import { Card, Due, Failure, Level, Loading, Nothing, Page, useHolds, usePhone, useT } from '#platform/web/index.ts'
import { LEVEL_COLOUR, LEVEL_TEXT, LEVELS, QUEUES, type DeskRow } from '../model.ts'
import { HandoverSheet } from './HandoverSheet.tsx'
import { IssueSheet } from './IssueSheet.tsx'
import { useRing } from './useRing.ts'
import { useDesk, useHandover } from './useWarnings.ts'
import { WarningDetail } from './WarningDetail.tsx'
import './warnings.css'

const QUEUE_TEXT: Readonly<Record<(typeof QUEUES)[number], Text>> = {
  new: text('待接收', 'New'),
  mine: text('我的', 'Mine'),
  waiting: text('等反馈', 'Waiting'),
  all: text('全部', 'All'),
}
/** Keys of the acts, as the legend shows them. */
const KEYS: readonly (readonly [key: string, act: string, text: Text])[] = [
  ['r', 'receive', text('接收', 'receive')],
  ['v', 'verify', text('核实', 'verify')],
  ['p', 'push', text('推送', 'push')],
  ['x', 'judgeFalse', text('误报', 'false')],
  ['u', 'raise', text('升级', 'raise')],
  ['c', 'comment', text('留言', 'comment')],
  ['e', 'close', text('办结', 'close')],
]

interface Search {
  queue?: string
  level?: string
  id?: string
}

/** The queue as it stands; while it is in use nothing moves and new ones wait to be shown. */
function useStillQueue(items: readonly DeskRow[] | undefined, key: string, still: boolean) {
  const [desk, setDesk] = useState<{ order: readonly string[]; waiting: readonly string[] }>({ order: [], waiting: [] })
  const [known, setKnown] = useState<ReadonlyMap<string, DeskRow>>(new Map())
  const [seen, setSeen] = useState<{ items: readonly DeskRow[]; key: string; still: boolean } | null>(null)
  if (items && (seen === null || seen.items !== items || seen.key !== key || seen.still !== still)) {
    setSeen({ items, key, still })
    setKnown(new Map([...known, ...items.map((one): [string, DeskRow] => [one.id, one])]))
    setDesk(
      settleDesk(
        desk,
        items.map((i) => i.id),
        still && seen?.key === key,
      ),
    )
  }
  return {
    rows: desk.order.flatMap((id) => known.get(id) ?? []),
    waiting: desk.waiting.length,
    showNew: () => setDesk({ order: (items ?? []).map((i) => i.id), waiting: [] }),
  }
}

/** The duty desk (值班台): queue, the warning with what lies around it, acts and log; all by keyboard, sound by level. */
export default function DeskPage(): ReactNode {
  const t = useT()
  const phone = usePhone()
  const holds = useHolds()
  const kinds = useKinds()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Search
  const queue = QUEUES.find((q) => q === search.queue) ?? 'all'
  const level = LEVELS.find((l) => l === search.level)
  const list = useDesk({ queue, level })
  const { on: sounding, toggle: toggleSound, play } = useSound()
  useRing(sounding, play)
  const [still, setStill] = useState(false)
  const [asked, setAsked] = useState<string | null>(null)
  const [issuing, setIssuing] = useState(false)
  const [handing, setHanding] = useState(false)
  const unacknowledged = useAlarmSummary().data?.unacknowledged ?? 0
  const handed = useHandover(holds('shift-handover.sign')).data?.waiting
  const items = list.data?.items
  const { rows, waiting, showNew } = useStillQueue(items, `${queue}/${level ?? ''}`, still)
  const at = Math.max(
    0,
    rows.findIndex((r) => r.id === search.id),
  )
  const current = rows[at]

  const go = (patch: Search): void => void navigate({ to: '/warnings' as never, search: { ...search, ...patch } as never, replace: true })
  const onKey = (e: KeyboardEvent): void => {
    if (e.ctrlKey || e.metaKey || e.altKey) return
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[e.key]
    const act = KEYS.find(([key]) => key === e.key)?.[1]
    if (step !== undefined) go({ id: rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.id })
    else if (e.key === 'n') showNew()
    else if (/^[1-4]$/.test(e.key)) go({ queue: QUEUES[Number(e.key) - 1] })
    else if (act && current) setAsked(act)
    else return
    e.preventDefault()
  }
  if (list.error && !list.data) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Loading />
  const { counts } = list.data
  return (
    <Page
      wide
      title={t(text('预警值班台', 'Duty desk'))}
      extra={
        <>
          {holds('warning.issue') ? <Button onClick={() => setIssuing(true)}>{t(text('人工预警', 'Raise a warning'))}</Button> : null}{' '}
          {holds('shift-handover.sign') ? <Button onClick={() => setHanding(true)}>{t(text('交班', 'Hand over'))}</Button> : null}{' '}
          <Button onClick={toggleSound} aria-pressed={sounding}>
            {sounding ? t(text('声音已开', 'Sound is on')) : t(text('打开声音', 'Turn the sound on'))}
          </Button>{' '}
          <Link to={'/warnings/statistics' as never}>{t(text('统计', 'Statistics'))}</Link>
        </>
      }
    >
      {unacknowledged > 0 ? (
        <p>
          <Link to={'/monitoring/alarms' as never} search={{ show: 'unacknowledged' } as never}>
            {t(text(`另有 ${unacknowledged} 条报警未确认`, `${unacknowledged} alarms are not acknowledged`))}
          </Link>
        </p>
      ) : null}
      {handed ? (
        <p role="status">
          {handed.mine
            ? t(text('您已交班，等人接班：', 'You have handed over; somebody has to take over: '))
            : t(text(`${handed.by}已交班，请接班：`, `${handed.by} has handed over; take over: `))}
          <MatterLink id={handed.id}>{handed.no}</MatterLink>
        </p>
      ) : null}
      <div className="warning-desk">
        <Card>
          <Segmented
            block
            aria-label={t(text('队列', 'Queue'))}
            value={queue}
            options={QUEUES.map((q) => ({ value: q, label: `${t(QUEUE_TEXT[q])} ${counts[q]}` }))}
            onChange={(v) => go({ queue: v })}
          />
          {waiting > 0 ? (
            <Button block onClick={showNew}>
              {t(text(`有 ${waiting} 件新预警，按 n 显示`, `${waiting} new; press n to show`))}
            </Button>
          ) : null}
          {level ? (
            <Button size="small" onClick={() => go({ level: undefined })}>
              {t(text(`只看${LEVEL_TEXT[level].zh}，点此看全部`, `Only ${LEVEL_TEXT[level].en}; show all`))}
            </Button>
          ) : null}
          {rows.length === 0 ? (
            <Nothing
              what={queue === 'all' && !level ? text('没有未办结的预警', 'No warning is open') : text('这里没有预警', 'None here')}
            />
          ) : null}
          <ul
            className="warning-queue"
            aria-label={t(text('预警队列', 'Queue of warnings'))}
            onKeyDown={onKey}
            onMouseEnter={() => setStill(true)}
            onMouseLeave={() => setStill(false)}
            onFocus={() => setStill(true)}
            onBlur={() => setStill(false)}
          >
            {rows.map((row) => (
              <li key={row.id}>
                <button
                  type="button"
                  aria-current={row.id === current?.id}
                  onClick={() =>
                    phone ? void navigate({ to: '/warnings/$id' as never, params: { id: row.id } as never }) : go({ id: row.id })
                  }
                >
                  <span>
                    <Level colour={LEVEL_COLOUR[row.level]} text={LEVEL_TEXT[row.level]} /> <strong>{row.title}</strong>
                  </span>
                  <span className="muted">{row.orgName ?? ''}</span>
                  <span>
                    {t(stateText(kinds.of('warning'), row.state))} <Due at={row.dueAt} />
                    {row.repeats > 0 ? <span className="muted"> {t(text(`又报 ${row.repeats} 次`, `${row.repeats} again`))}</span> : null}
                    {row.present === false ? <span className="muted"> {t(text('报警已恢复', 'alarm returned'))}</span> : null}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {list.data.cut ? (
            <p className="muted">{t(text('只列出前 300 件，请按等级查看', 'The first 300 are listed; choose a level'))}</p>
          ) : null}
          {phone ? null : (
            <p className="warning-legend muted">
              <kbd>↑</kbd> <kbd>↓</kbd> {t(text('选择', 'choose'))} · <kbd>1</kbd>–<kbd>4</kbd> {t(text('队列', 'queue'))}
              {KEYS.map(([key, act, word]) => (
                <span key={act}>
                  {' '}
                  · <kbd>{key}</kbd> {t(word)}
                </span>
              ))}
            </p>
          )}
        </Card>
        {phone || !current ? null : <WarningDetail key={current.id} id={current.id} side asked={asked} onAsked={setAsked} />}
      </div>
      {handing ? <HandoverSheet onClose={() => setHanding(false)} /> : null}
      {issuing ? <IssueSheet onClose={() => setIssuing(false)} onDone={(id) => go({ id, queue: 'all' })} /> : null}
    </Page>
  )
}
