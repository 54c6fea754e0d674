import { Switch } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Clause, Sector } from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { Card, DataTable, Failure, Loading, Page, useT, type Column } from '#platform/web/index.ts'
import { sectors } from '#sectors/index.ts'
import { SOURCE_WORDS, SourceMark, type SourceStatus } from '../rules/SourceMark.tsx'
import { AdminTitle } from './AdminTitle.tsx'
import { Fault } from './Fault.tsx'
import { sectionOf } from './sections.ts'
import { useSaveSetting, useSettings, type SettingRow } from './useSettings.ts'
import './admin.css'

/** Every clause a sector cites, in checklists, criteria and licences. */
function clausesOf(sector: Sector): Clause[] {
  const cited = [
    ...sector.criteria.map((c) => c.clause),
    ...sector.checklists.flatMap((list) => list.items.map((item) => item.clause)),
    ...sector.licences.map((l) => l.clause),
  ]
  return cited.filter((c): c is Clause => c !== undefined)
}

function Sources({ sector }: { sector: Sector }): ReactNode {
  const counts = new Map<SourceStatus, number>()
  for (const clause of clausesOf(sector)) counts.set(clause.status, (counts.get(clause.status) ?? 0) + 1)
  const order = Object.keys(SOURCE_WORDS) as SourceStatus[]
  return (
    <span className="admin-sources">
      {order
        .filter((status) => counts.has(status))
        .map((status) => (
          <SourceMark key={status} status={status} count={counts.get(status)} />
        ))}
    </span>
  )
}

function number(key: string, words: Text, count: (s: Sector) => number): Column<Sector> {
  return { key, text: words, align: 'right', width: 96, render: (s) => <span className="num">{count(s)}</span> }
}

function Table({ row, mayChange }: { row: SettingRow; mayChange: boolean }): ReactNode {
  const t = useT()
  const { save, busy, error } = useSaveSetting()
  const [pending, setPending] = useState<string | null>(null)
  const inForce = new Set(row.value as string[])
  const toggle = async (id: string, on: boolean): Promise<void> => {
    const next = sectors.map((s) => s.id).filter((one) => (one === id ? on : inForce.has(one)))
    setPending(id)
    await save(row, next, on ? text('已启用', 'In force') : text('已停用，不再布置自查', 'Off; no more self-checks are assigned'))
    setPending(null)
  }
  const columns: Column<Sector>[] = [
    { key: 'name', text: text('行业', 'Sector'), card: 'title', render: (s) => <strong>{t(s.text)}</strong> },
    number('lists', text('自查表', 'Checklists'), (s) => s.checklists.length),
    number('items', text('检查项', 'Items'), (s) => s.checklists.reduce((sum, list) => sum + list.items.length, 0)),
    number('criteria', text('判定标准', 'Criteria'), (s) => s.criteria.length),
    number('subjects', text('对象类型', 'Subject types'), (s) => s.subjects.length),
    number('licences', text('证照类型', 'Licences'), (s) => s.licences.length),
    { key: 'sources', text: text('条文来源', 'Sources of clauses'), card: 'bare', render: (s) => <Sources sector={s} /> },
    {
      key: 'on',
      text: text('启用', 'In force'),
      width: 90,
      card: 'bare',
      render: (s) => (
        <Switch
          checked={inForce.has(s.id)}
          disabled={!mayChange || busy || (inForce.has(s.id) && inForce.size === 1)}
          loading={pending === s.id}
          checkedChildren={t(text('开', 'On'))}
          unCheckedChildren={t(text('关', 'Off'))}
          aria-label={t(text(`启用${s.text.zh}`, `${s.text.en} in force`))}
          onChange={(on) => void toggle(s.id, on)}
        />
      ),
    },
  ]
  return (
    <>
      <Fault error={error} />
      <DataTable rows={sectors} columns={columns} rowKey={(s) => s.id} caption={sectionOf('/admin/sectors')} />
    </>
  )
}

/** Which sectors are in force here, how much each brings, and how sure its sources are. */
export default function SectorsPage(): ReactNode {
  const t = useT()
  const settings = useSettings()
  const row = settings.items.find((s) => s.name === 'sectors')
  return (
    <Page title={<AdminTitle title={sectionOf('/admin/sectors')} />}>
      <Card>
        <p className="muted" style={{ marginTop: 0 }}>
          {t(
            text(
              '停用的行业不再布置自查，已有的记录不变。条文来源标明我们见到的是原文还是转引。',
              'A sector that is off gets no self-checks; its records stay. The source marks say whether the full text was seen.',
            ),
          )}
        </p>
        {settings.error ? (
          <Failure error={settings.error} retry={settings.retry} />
        ) : row ? (
          <Table row={row} mayChange={settings.mayChange} />
        ) : (
          <Loading />
        )}
      </Card>
    </Page>
  )
}
