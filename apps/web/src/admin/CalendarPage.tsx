import { Alert, Button, Input, Radio } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { holidayText, makeCalendar, sayDate, yearOf, type CalendarData, type DayKind } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { Card, chinaDay, DayField, Failure, Loading, Page, useDraft, useT } from '#platform/web/index.ts'
import { AdminTitle } from './AdminTitle.tsx'
import { confirmYear, daysOf, editsIn, resetDays, sameCalendar, setDays } from './calendar-edits.ts'
import { Fault } from './Fault.tsx'
import { sectionOf } from './sections.ts'
import { useSaveSetting, useSettings, type SettingRow } from './useSettings.ts'
import { DAY_WORDS, DayLegend, YearGrid } from './YearGrid.tsx'
import './admin.css'

const KINDS: readonly DayKind[] = ['workday', 'restday', 'holiday', 'shifted']

interface DayFormProps {
  readonly days: readonly string[]
  readonly data: CalendarData
  readonly onChange: (data: CalendarData) => void
  /** Stretches the choice to another day: without a Shift key, on a phone. */
  readonly onStretch: (to: string) => void
  readonly onClose: () => void
}

/** Sets the chosen days: what they are, and of which holiday. */
function DayForm({ days, data, onChange, onStretch, onClose }: DayFormProps): ReactNode {
  const t = useT()
  const [first = '', last = first] = [days[0], days.at(-1)]
  const calendar = makeCalendar(data)
  const [kind, setKind] = useState<DayKind>(calendar.kind(first))
  const [name, setName] = useState(calendar.name(first) ?? '')
  const named = kind === 'holiday' || kind === 'shifted'
  const set = data.edits.some((e) => days.includes(e.date))
  const span = first === last ? t(sayDate(first)) : `${t(sayDate(first))} – ${t(sayDate(last, yearOf(first)))}`
  return (
    <form
      className="cal-form"
      onSubmit={(e) => {
        e.preventDefault()
        onChange(setDays(data, days, kind, name))
        onClose()
      }}
    >
      <strong>
        {span} {days.length > 1 ? t(text(`共 ${days.length} 天`, `${days.length} days`)) : null}
      </strong>
      <label className="admin-line">
        {t(text('到', 'to'))}
        <DayField value={last} width={150} allowClear={false} onChange={(next) => (next ? onStretch(next) : undefined)} />
      </label>
      <Radio.Group
        aria-label={t(text('这几天是', 'These days are'))}
        value={kind}
        optionType="button"
        options={KINDS.map((k) => ({ value: k, label: t(DAY_WORDS[k]) }))}
        onChange={(e) => setKind(e.target.value as DayKind)}
      />
      {named ? (
        <Input
          aria-label={t(text('节日名称', 'Name of the holiday'))}
          prefix={<span className="muted">{t(text('节日', 'Holiday'))}</span>}
          value={name}
          maxLength={30}
          style={{ maxWidth: 220 }}
          onChange={(e) => setName(e.target.value)}
        />
      ) : null}
      <Button type="primary" htmlType="submit">
        {t(text('确定', 'Set'))}
      </Button>
      {set ? (
        <Button
          onClick={() => {
            onChange(resetDays(data, days))
            onClose()
          }}
        >
          {t(text('恢复原样', 'Back to published'))}
        </Button>
      ) : null}
      <Button type="text" onClick={onClose}>
        {t(text('取消', 'Cancel'))}
      </Button>
    </form>
  )
}

function Named({ year, data }: { year: number; data: CalendarData }): ReactNode {
  const t = useT()
  const calendar = makeCalendar(data)
  const counts = new Map<string, number>()
  for (const date of daysOf(`${year}-01-01`, `${year}-12-31`)) {
    const name = calendar.kind(date) === 'holiday' ? (calendar.name(date) ?? '') : ''
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  if (counts.size === 0) return null
  const parts = [...counts].map(([name, n]) => t(text(`${name} ${n} 天`, `${holidayText(name).en} ${n} d`)))
  return <p className="muted">{parts.join(' · ')}</p>
}

function Editor({ row, mayChange }: { row: SettingRow; mayChange: boolean }): ReactNode {
  const t = useT()
  const saved = row.value as CalendarData
  const [draft, setDraft, dropDraft] = useDraft<{ version: number; data: CalendarData } | null>('admin.calendar', null)
  const data = draft?.data ?? saved
  const { save, busy, error } = useSaveSetting()
  const [year, setYear] = useState(() => yearOf(chinaDay(Date.now())))
  const [range, setRange] = useState<readonly [string, string] | null>(null)
  const calendar = useMemo(() => makeCalendar(data), [data])
  const edited = useMemo(() => new Set(data.edits.map((e) => e.date)), [data])
  const days = range ? daysOf(...range) : []
  const change = (next: CalendarData): void =>
    sameCalendar(next, saved) ? dropDraft() : setDraft({ version: draft?.version ?? row.version, data: next })
  const choose = (date: string, extend: boolean): void => {
    if (mayChange) setRange(extend && range ? [range[0], date] : [date, date])
  }
  const store = async (): Promise<void> => {
    if (
      await save(
        { ...row, version: draft?.version ?? row.version },
        data,
        text('日历已保存，期限按新日历计算', 'Saved; deadlines now follow it'),
      )
    )
      dropDraft()
  }
  const known = calendar.known(year)
  const confirmed = data.yearsConfirmed.includes(year)
  return (
    <>
      <div className="filters">
        <Button onClick={() => setYear(year - 1)} aria-label={t(text('上一年', 'Year before'))}>
          ‹
        </Button>
        <strong className="num">{t(text(`${year} 年`, `${year}`))}</strong>
        <Button onClick={() => setYear(year + 1)} aria-label={t(text('下一年', 'Next year'))}>
          ›
        </Button>
        {editsIn(data, year) > 0 ? (
          <span className="muted">{t(text(`手工设置 ${editsIn(data, year)} 天`, `${editsIn(data, year)} days set by hand`))}</span>
        ) : null}
        {mayChange && (!known || confirmed) ? (
          <Button onClick={() => change(confirmYear(data, year, !confirmed))}>
            {confirmed
              ? t(text('取消确认', 'Take the confirmation back'))
              : t(text(`确认 ${year} 年已录全`, `Confirm ${year} as complete`))}
          </Button>
        ) : null}
      </div>
      {known ? null : (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t(text(`${year} 年放假安排：未公布`, `${year}: not announced yet`))}
          description={t(
            text(
              '目前只按周末推算。国务院公布后，请点选日期录入放假和调休，再点“确认已录全”。',
              'Only weekends are counted for now. Enter holidays and shifted days when they are announced, then confirm the year.',
            ),
          )}
        />
      )}
      <Fault error={error} />
      {draft ? (
        <div className="admin-unsaved" role="status">
          <span>{t(text('有改动还没保存', 'There are unsaved changes'))}</span>
          <Button type="primary" loading={busy} onClick={() => void store()}>
            {t(text('保存', 'Save'))}
          </Button>
          <Button onClick={dropDraft}>{t(text('放弃改动', 'Discard'))}</Button>
        </div>
      ) : null}
      {range ? (
        <DayForm
          key={range[0]}
          days={days}
          data={data}
          onChange={change}
          onStretch={(to) => setRange([range[0], to])}
          onClose={() => setRange(null)}
        />
      ) : mayChange ? (
        <p className="muted">
          {t(text('点日期修改；按住 Shift 再点另一天选一段。', 'Click a day to change it; Shift-click another for a range.'))}
        </p>
      ) : null}
      <Named year={year} data={data} />
      <DayLegend />
      <YearGrid year={year} calendar={calendar} edited={edited} chosen={new Set(days)} onChoose={choose} />
    </>
  )
}

/** The working calendar: what is published, what was set by hand, and which years are still missing. */
export default function CalendarPage(): ReactNode {
  const settings = useSettings()
  const row = settings.items.find((s) => s.name === 'calendar')
  return (
    <Page title={<AdminTitle title={sectionOf('/admin/calendar')} />}>
      <Card>
        {settings.error ? (
          <Failure error={settings.error} retry={settings.retry} />
        ) : row ? (
          <Editor row={row} mayChange={settings.mayChange} />
        ) : (
          <Loading />
        )}
      </Card>
    </Page>
  )
}
