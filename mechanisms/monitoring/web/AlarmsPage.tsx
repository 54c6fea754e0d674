import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented, Switch } from 'antd'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Failure, Loading, Nothing, Page, Stat, useNow, usePhone, useT } from '#platform/web/index.ts'
import type { AlarmRow } from '../model.ts'
import { AlarmLines } from './AlarmLines.tsx'
import { AlarmSheet } from './AlarmSheet.tsx'
import { linesOf, settleDesk, waits, type Desk } from './desk.ts'
import { useSound } from './sound.ts'
import { useAlarmActs, useAlarms, useAlarmSummary } from './useMonitoring.ts'
import './monitoring.css'

type Asked = 'shelve' | 'comment' | 'judge' | null
interface Search {
  show?: string
  colour?: string
  orgId?: string
  pointId?: string
}
const SHOWS = [
  { value: 'active', text: text('正在报警', 'Active') },
  { value: 'unacknowledged', text: text('未确认', 'Not acknowledged') },
  { value: 'away', text: text('搁置停用', 'Shelved, out of service') },
  { value: 'over', text: text('已结束', 'Over') },
]

/** The duty desk's list: all by keyboard, sound by level, nothing moves while it is in use, a flood stays readable. */
export default function AlarmsPage(): ReactNode {
  const t = useT()
  const phone = usePhone()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Search
  const show = SHOWS.some((s) => s.value === search.show) ? (search.show ?? 'active') : 'active'
  const list = useAlarms({ show, colour: search.colour, orgId: search.orgId, pointId: search.pointId })
  const summary = useAlarmSummary(search.orgId).data
  const { acknowledge } = useAlarmActs()
  const { on: sounding, toggle: toggleSound, play } = useSound()
  const now = useNow().getTime()
  const [desk, setDesk] = useState<Desk>({ order: [], waiting: [] })
  const [still, setStill] = useState(false)
  const [folded, setFolded] = useState<boolean | null>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState(0)
  const [shown, setShown] = useState<{ id: string; first: Asked } | null>(null)
  const [known, setKnown] = useState<ReadonlyMap<string, AlarmRow>>(new Map())
  const heard = useRef<Set<string> | null>(null)

  const items = list.data?.items
  const filterKey = JSON.stringify([show, search.colour, search.orgId, search.pointId])
  const [seen, setSeen] = useState<{ items: readonly AlarmRow[]; key: string; still: boolean } | null>(null)
  if (items && (seen === null || seen.items !== items || seen.key !== filterKey || seen.still !== still)) {
    setSeen({ items, key: filterKey, still })
    setKnown(new Map([...known, ...items.map((one): [string, AlarmRow] => [one.id, one])]))
    setDesk(
      settleDesk(
        desk,
        items.map((i) => i.id),
        still && seen?.key === filterKey,
      ),
    )
  }
  useEffect(() => {
    if (!items) return
    const loud = items.filter((i) => waits(i) && !i.late && !i.chattering && !i.planned)
    const fresh = heard.current ? loud.filter((i) => !heard.current?.has(i.id)) : []
    heard.current = new Set(loud.map((i) => i.id))
    const first = ['red', 'orange', 'gold'].find((c) => fresh.some((f) => f.colour === c))
    if (first) play(first)
  }, [items, play])

  const grouped = folded ?? summary?.flood ?? false
  const rows = useMemo(() => desk.order.flatMap((id) => known.get(id) ?? []), [desk, known])
  const lines = useMemo(() => linesOf(rows, grouped, open), [rows, grouped, open])
  const cursor = Math.min(at, Math.max(0, lines.length - 1))
  const set = (patch: Search): void =>
    void navigate({ to: '/monitoring/alarms' as never, search: { ...search, ...patch } as never, replace: true })
  const showNew = (): void => setDesk({ order: (items ?? []).map((i) => i.id), waiting: [] })
  const toggle = (id: string): void => setOpen((before) => new Set(before.has(id) ? [...before].filter((x) => x !== id) : [...before, id]))
  const acknowledgeRows = (some: readonly AlarmRow[]): void => {
    const ids = some.filter((r) => r.acts.includes('acknowledge')).map((r) => r.id)
    if (ids.length > 0) acknowledge.mutate(ids)
  }

  const onKey = (e: KeyboardEvent): void => {
    const line = lines[cursor]
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10 }[e.key]
    if (e.ctrlKey || e.metaKey || e.altKey) return
    if (step !== undefined) setAt(Math.max(0, Math.min(lines.length - 1, cursor + step)))
    else if (e.key === 'Home') setAt(0)
    else if (e.key === 'End') setAt(lines.length - 1)
    else if (e.key === 'n') showNew()
    else if (e.key === 'g') setFolded(!grouped)
    else if (e.key === 'A') acknowledgeRows(rows)
    else if (line?.kind === 'group' && (e.key === 'Enter' || e.key === ' ')) toggle(line.id)
    else if (line?.kind === 'group' && e.key === 'a') acknowledgeRows(line.alarms)
    else if (line?.kind === 'alarm' && e.key === 'a') acknowledgeRows([line.alarm])
    else if (line?.kind === 'alarm' && e.key === 'Enter') setShown({ id: line.id, first: null })
    else if (line?.kind === 'alarm' && e.key === 's') setShown({ id: line.id, first: 'shelve' })
    else if (line?.kind === 'alarm' && e.key === 'c') setShown({ id: line.id, first: 'comment' })
    else return
    e.preventDefault()
  }

  const colours = ['red', 'orange', 'gold', 'blue'] as const
  const names = { red: text('红', 'Red'), orange: text('橙', 'Orange'), gold: text('黄', 'Yellow'), blue: text('蓝', 'Blue') }
  return (
    <Page
      wide
      title={t(text('报警', 'Alarms'))}
      extra={
        <Button onClick={toggleSound} aria-pressed={sounding}>
          {sounding ? t(text('声音已开', 'Sound is on')) : t(text('打开声音', 'Turn the sound on'))}
        </Button>
      }
    >
      <div className="stats">
        <Stat
          label={text('未确认', 'not acknowledged')}
          value={summary?.unacknowledged}
          to="/monitoring/alarms"
          search={{ show: 'unacknowledged' }}
        />
        {colours.map((c) => (
          <Stat
            key={c}
            label={names[c]}
            value={summary?.colours[c]}
            colour={c}
            to="/monitoring/alarms"
            search={{ show: 'active', colour: c }}
          />
        ))}
        <Stat label={text('搁置停用', 'put away')} value={summary?.away} to="/monitoring/alarms" search={{ show: 'away' }} />
      </div>
      {summary?.flood ? (
        <p className="flood" role="status">
          {t(
            text(
              `报警潮：最近 10 分钟 ${summary.last10Minutes} 次报警，已按企业归并。`,
              `Flood: ${summary.last10Minutes} activations in ten minutes; grouped by enterprise.`,
            ),
          )}
        </p>
      ) : null}
      <div className="filters" role="search" aria-label={t(text('筛选', 'Filters'))}>
        <Segmented
          aria-label={t(text('哪些', 'Which'))}
          value={show}
          options={SHOWS.map((s) => ({ value: s.value, label: t(s.text) }))}
          onChange={(v) => set({ show: String(v) })}
        />
        {search.colour || search.orgId || search.pointId ? (
          <Button size="small" onClick={() => set({ colour: undefined, orgId: undefined, pointId: undefined })}>
            {t(text('清除条件', 'Clear the filters'))}
          </Button>
        ) : null}
        <label className="alarm-group">
          <Switch size="small" checked={grouped} onChange={setFolded} aria-label={t(text('按企业归并', 'Group by enterprise'))} />{' '}
          {t(text('按企业归并', 'Group by enterprise'))}
        </label>
        {desk.waiting.length > 0 ? (
          <Button size="small" type="primary" onClick={showNew}>
            {t(text(`有 ${desk.waiting.length} 条新报警，显示（N）`, `${desk.waiting.length} new: show (N)`))}
          </Button>
        ) : null}
      </div>
      <Card>
        {list.isPending ? (
          <Loading />
        ) : list.error && !list.data ? (
          <Failure error={list.error} retry={() => void list.refetch()} />
        ) : lines.length === 0 ? (
          <Nothing what={text('没有报警', 'No alarms')} />
        ) : (
          <AlarmLines
            lines={lines}
            cursor={cursor}
            now={now}
            phone={phone}
            onKey={onKey}
            onStill={setStill}
            onPick={(i) => setAt(i)}
            onOpen={(line) => (line.kind === 'group' ? toggle(line.id) : setShown({ id: line.id, first: null }))}
            onAcknowledge={acknowledgeRows}
          />
        )}
        {list.data?.next ? (
          <p className="muted">{t(text('只显示最近 500 条，请加条件。', 'Only the last 500 are shown; narrow the list.'))}</p>
        ) : null}
        {phone ? null : (
          <p className="muted alarm-keys">
            {t(
              text(
                '键盘：↑↓ 选择 · 回车 详情 · A 确认 · Shift+A 全部确认 · S 搁置 · C 备注 · N 显示新报警 · G 归并',
                'Keys: ↑↓ move · Enter open · A acknowledge · Shift+A all · S shelve · C comment · N show new · G group',
              ),
            )}
          </p>
        )}
      </Card>
      <AlarmSheet key={shown?.id ?? ''} id={shown?.id ?? null} first={shown?.first ?? null} onClose={() => setShown(null)} />
    </Page>
  )
}
