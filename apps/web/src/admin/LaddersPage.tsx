import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Ladder } from '#kernel/matter/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { Card, Failure, Loading, Nothing, Page, useT } from '#platform/web/index.ts'
import { AdminTitle } from './AdminTitle.tsx'
import { Fault } from './Fault.tsx'
import { sectionOf } from './sections.ts'
import { useSaveSetting, useSettings, type SettingRow } from './useSettings.ts'
import './admin.css'

type Unit = Ladder['before'][number]['unit']
interface Step {
  readonly amount: number
  readonly unit: Unit
  readonly up?: number
}

const UNITS: Readonly<Record<Unit, Text>> = {
  minute: text('分钟', 'minutes'),
  hour: text('小时', 'hours'),
  day: text('天', 'days'),
  workday: text('个工作日', 'working days'),
}
const MOST_STEPS = 8
const MOST_UP = 5

const upWords = (up: number): Text =>
  up === 0 ? text('当前该办的人', 'whose turn it is') : text(`再加上 ${up} 级单位`, `and ${up} office${up > 1 ? 's' : ''} above`)

interface StepsProps {
  readonly title: Text
  readonly when: Text
  readonly steps: readonly Step[]
  readonly withUp: boolean
  readonly disabled: boolean
  readonly onChange: (steps: Step[]) => void
}

function Steps({ title, when, steps, withUp, disabled, onChange }: StepsProps): ReactNode {
  const t = useT()
  const put = (at: number, patch: Partial<Step>): void => onChange(steps.map((s, i) => (i === at ? { ...s, ...patch } : s)))
  return (
    <section className="ladder" aria-label={t(title)}>
      <h3>{t(title)}</h3>
      {steps.length === 0 ? <p className="muted">{t(text('没有设置', 'None'))}</p> : null}
      <ol>
        {steps.map((step, i) => (
          <li key={i}>
            <span>{t(when)}</span>
            <InputNumber
              aria-label={t(text(`第 ${i + 1} 步的时长`, `Step ${i + 1}: how long`))}
              value={step.amount}
              min={1}
              max={400}
              precision={0}
              disabled={disabled}
              style={{ width: 72 }}
              onChange={(amount) => put(i, { amount: amount ?? 1 })}
            />
            <Select<Unit>
              aria-label={t(text(`第 ${i + 1} 步的单位`, `Step ${i + 1}: unit`))}
              value={step.unit}
              disabled={disabled}
              style={{ width: 124 }}
              options={Object.entries(UNITS).map(([value, words]) => ({ value: value as Unit, label: t(words) }))}
              onChange={(unit) => put(i, { unit })}
            />
            {withUp ? (
              <>
                <span>{t(text('通知', 'tell'))}</span>
                <Select<number>
                  aria-label={t(text(`第 ${i + 1} 步通知谁`, `Step ${i + 1}: who is told`))}
                  value={step.up ?? 0}
                  disabled={disabled}
                  style={{ width: 176 }}
                  options={Array.from({ length: MOST_UP + 1 }, (_, up) => ({ value: up, label: t(upWords(up)) }))}
                  onChange={(up) => put(i, { up })}
                />
              </>
            ) : null}
            {disabled ? null : (
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t(text(`删除第 ${i + 1} 步`, `Remove step ${i + 1}`))}
                onClick={() => onChange(steps.filter((_, at) => at !== i))}
              />
            )}
          </li>
        ))}
      </ol>
      {disabled || steps.length >= MOST_STEPS ? null : (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...steps, { amount: 1, unit: 'day', ...(withUp ? { up: 1 } : {}) }])}
        >
          {t(text('加一步', 'Add a step'))}
        </Button>
      )}
    </section>
  )
}

function LadderCard({ row, mayChange }: { row: SettingRow; mayChange: boolean }): ReactNode {
  const t = useT()
  const saved = row.value as Ladder
  const [draft, setDraft] = useState<{ version: number; ladder: Ladder } | null>(null)
  const { save, busy, error, clear } = useSaveSetting()
  const ladder = draft?.ladder ?? saved
  const change = (patch: Partial<Ladder>): void => setDraft({ version: draft?.version ?? row.version, ladder: { ...ladder, ...patch } })
  const changed = draft !== null && JSON.stringify(draft.ladder) !== JSON.stringify(saved)
  const store = async (): Promise<void> => {
    if (
      await save(
        { ...row, version: draft?.version ?? row.version },
        ladder,
        text('已保存，今后的提醒按此执行', 'Saved; from now on reminders follow it'),
      )
    )
      setDraft(null)
  }
  return (
    <Card title={t(row.text)}>
      <Fault error={error} />
      <div className="ladders">
        <Steps
          title={text('到期前提醒', 'Before the deadline')}
          when={text('提前', 'Before by')}
          steps={ladder.before}
          withUp={false}
          disabled={!mayChange}
          onChange={(before) => change({ before })}
        />
        <Steps
          title={text('超期后升级', 'After the deadline')}
          when={text('超期', 'Overdue by')}
          steps={ladder.after}
          withUp
          disabled={!mayChange}
          onChange={(after) => change({ after: after.map((s) => ({ ...s, up: s.up ?? 0 })) })}
        />
      </div>
      {changed ? (
        <div className="admin-unsaved" role="status">
          <span>{t(text('有改动还没保存', 'There are unsaved changes'))}</span>
          <Button type="primary" loading={busy} onClick={() => void store()}>
            {t(text('保存', 'Save'))}
          </Button>
          <Button
            onClick={() => {
              setDraft(null)
              clear()
            }}
          >
            {t(text('放弃改动', 'Discard'))}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

/** Reminders before and escalation after a deadline, for each kind of matter. */
export default function LaddersPage(): ReactNode {
  const settings = useSettings()
  const rows = settings.items.filter((s) => s.name.startsWith('ladder.'))
  return (
    <Page title={<AdminTitle title={sectionOf('/admin/ladders')} />}>
      {settings.error ? <Failure error={settings.error} retry={settings.retry} /> : settings.loading ? <Loading /> : null}
      {!settings.loading && !settings.error && rows.length === 0 ? <Nothing what={text('没有需要设置的事项', 'Nothing to set')} /> : null}
      {rows.map((row) => (
        <LadderCard key={row.name} row={row} mayChange={settings.mayChange} />
      ))}
    </Page>
  )
}
