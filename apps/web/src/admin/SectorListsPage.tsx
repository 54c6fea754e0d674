import { useQueryClient } from '@tanstack/react-query'
import { PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import type { OwnChecklist, OwnCriterion, OwnEntry, OwnLists, Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { Card, chinaDay, DataTable, Failure, Loading, Nothing, Page, useT, type Column } from '#platform/web/index.ts'
import { sectors } from '#sectors/index.ts'
import { SourceMark } from '../rules/SourceMark.tsx'
import { AdminTitle } from './AdminTitle.tsx'
import { Fault } from './Fault.tsx'
import {
  blankChecklist,
  blankCriterion,
  checklistFor,
  criterionFor,
  end,
  gapsOf,
  put,
  standingOf,
  type Editing,
  type Gaps,
} from './own-lists.ts'
import { OwnChecklistSheet, type CriterionOption } from './OwnChecklistSheet.tsx'
import { OwnCriterionSheet } from './OwnCriterionSheet.tsx'
import { OwnTable } from './OwnTable.tsx'
import { sectionOf } from './sections.ts'
import { useSaveSetting, useSettings, type SettingRow } from './useSettings.ts'
import './admin.css'

const NONE = text('没有', 'None')

interface GapProps {
  readonly sector: Sector
  readonly gaps: Gaps
  readonly mayChange: boolean
  readonly onCriterion: (entry: OwnCriterion) => void
  readonly onChecklist: (entry: OwnChecklist) => void
  readonly today: string
}

/** What the sector has without its text, each with the way to enter it. */
function GapTables({ sector, gaps, mayChange, onCriterion, onChecklist, today }: GapProps): ReactNode {
  const t = useT()
  const write = (name: string, onClick: () => void): ReactNode => (
    <Button size="small" aria-label={`${t(text('照原文录入', 'Enter from the text'))}：${name}`} onClick={onClick}>
      {t(text('照原文录入', 'Enter from the text'))}
    </Button>
  )
  const criteria: Column<Gaps['criteria'][number]>[] = [
    { key: 'text', text: text('判定标准', 'Criterion'), card: 'title', render: (c) => t(c.text) },
    {
      key: 'clause',
      text: text('条文', 'Clause'),
      render: (c) => (
        <>
          {t(c.clause.text)} <SourceMark status={c.clause.status} />
        </>
      ),
    },
    ...(mayChange
      ? [
          {
            key: 'do',
            text: text('办理', 'Do'),
            width: 130,
            card: 'bare' as const,
            render: (c: Gaps['criteria'][number]) => write(t(c.text), () => onCriterion(criterionFor(sector.id, c, today))),
          },
        ]
      : []),
  ]
  const lists: Column<Gaps['checklists'][number]>[] = [
    { key: 'text', text: text('自查表', 'Checklist'), card: 'title', render: ({ list }) => t(list.text) },
    {
      key: 'unsure',
      text: text('待核的检查项', 'Items to be checked'),
      render: ({ list, unsure }) =>
        t(text(`${list.items.length} 项中 ${unsure} 项未见原文`, `${unsure} of ${list.items.length} without the text`)),
    },
    ...(mayChange
      ? [
          {
            key: 'do',
            text: text('办理', 'Do'),
            width: 130,
            card: 'bare' as const,
            render: ({ list }: Gaps['checklists'][number]) => write(t(list.text), () => onChecklist(checklistFor(sector.id, list, today))),
          },
        ]
      : []),
  ]
  if (gaps.criteria.length + gaps.checklists.length === 0)
    return <Nothing what={text('这个行业没有待补的条文', 'Nothing is missing in this sector')} />
  return (
    <>
      {gaps.criteria.length > 0 ? (
        <DataTable rows={gaps.criteria} columns={criteria} rowKey={(c) => c.id} caption={text('待补的判定标准', 'Criteria without text')} />
      ) : null}
      {gaps.checklists.length > 0 ? (
        <DataTable
          rows={gaps.checklists}
          columns={lists}
          rowKey={({ list }) => list.id}
          caption={text('待补的自查表', 'Checklists without text')}
        />
      ) : null}
    </>
  )
}

function Editor({ row, mayChange }: { row: SettingRow; mayChange: boolean }): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const own = row.value as OwnLists
  const [today] = useState(() => chinaDay(Date.now()))
  const gaps = new Map(sectors.map((s) => [s.id, gapsOf(s, own, today)]))
  const missing = (id: string): number => (gaps.get(id)?.criteria.length ?? 0) + (gaps.get(id)?.checklists.length ?? 0)
  const [chosen, choose] = useState(() => sectors.find((s) => missing(s.id) > 0)?.id ?? sectors[0]?.id ?? '')
  const sector = sectors.find((s) => s.id === chosen)
  const { save, busy, error, clear } = useSaveSetting()
  const [criterion, editCriterion] = useState<Editing<OwnCriterion> | null>(null)
  const [checklist, editChecklist] = useState<Editing<OwnChecklist> | null>(null)
  if (!sector) return null
  const store = async (next: OwnLists): Promise<boolean> => {
    const done = await save(row, next, text('已保存，自查和判定即时按此执行', 'Saved; self-checks and judgements follow it at once'))
    if (done) for (const key of ['criteria', 'checklist']) void client.invalidateQueries({ queryKey: [key] })
    return done
  }
  const found = gaps.get(sector.id) ?? { criteria: [], checklists: [] }
  const mine = <E extends { sector: string }>(all: readonly E[]): E[] => all.filter((e) => e.sector === sector.id)
  const options: CriterionOption[] = [
    ...mine(own.criteria)
      .filter((c) => standingOf(c, today) !== 'past')
      .map((c) => ({ value: c.id, text: text(c.text, c.text) })),
    ...sector.criteria.map((c) => ({ value: c.id, text: c.text })),
  ]
  const open =
    <E extends OwnEntry>(edit: (next: Editing<E> | null) => void) =>
    (entry: E): void => {
      clear()
      edit({ entry, follows: null, draft: entry.replaces ?? `new.${entry.sector}` })
    }
  const add = (words: typeof NONE, onClick: () => void): ReactNode =>
    mayChange ? (
      <Button size="small" icon={<PlusOutlined />} onClick={onClick}>
        {t(words)}
      </Button>
    ) : null
  return (
    <>
      <div className="filters">
        <Select
          aria-label={t(text('行业', 'Sector'))}
          value={sector.id}
          style={{ minWidth: 260 }}
          options={sectors.map((s) => ({
            value: s.id,
            label:
              missing(s.id) > 0 ? t(text(`${s.text.zh}（待补 ${missing(s.id)}）`, `${s.text.en} (${missing(s.id)} missing)`)) : t(s.text),
          }))}
          onChange={choose}
        />
      </div>
      {criterion === null && checklist === null ? <Fault error={error} /> : null}
      <Card
        title={t(text('本地判定标准', 'Own criteria'))}
        extra={add(text('新增判定标准', 'New criterion'), () => open(editCriterion)(blankCriterion(sector.id, today)))}
      >
        <OwnTable
          entries={mine(own.criteria)}
          today={today}
          about={(c) => `${c.source} ${c.clause}`}
          mayChange={mayChange && !busy}
          onEdit={(next) => (clear(), editCriterion(next))}
          onEnd={(id) => void store({ ...own, criteria: end(own.criteria, id, today) })}
        />
      </Card>
      <Card
        title={t(text('本地自查表', 'Own checklists'))}
        extra={add(text('新增自查表', 'New checklist'), () => open(editChecklist)(blankChecklist(sector.id, today)))}
      >
        <OwnTable
          entries={mine(own.checklists)}
          today={today}
          about={(c) => t(text(`${c.items.length} 项，${c.source}`, `${c.items.length} items, ${c.source}`))}
          mayChange={mayChange && !busy}
          onEdit={(next) => (clear(), editChecklist(next))}
          onEnd={(id) => void store({ ...own, checklists: end(own.checklists, id, today) })}
        />
      </Card>
      <Card title={t(text('还没有原文的', 'Still without text'))}>
        <GapTables
          sector={sector}
          gaps={found}
          mayChange={mayChange}
          today={today}
          onCriterion={open(editCriterion)}
          onChecklist={open(editChecklist)}
        />
      </Card>
      {criterion ? (
        <OwnCriterionSheet
          editing={criterion}
          busy={busy}
          error={error}
          onSave={(next) => store({ ...own, criteria: put(own.criteria, next) })}
          onClose={() => editCriterion(null)}
        />
      ) : null}
      {checklist ? (
        <OwnChecklistSheet
          editing={checklist}
          criteria={options}
          busy={busy}
          error={error}
          onSave={(next) => store({ ...own, checklists: put(own.checklists, next) })}
          onClose={() => editChecklist(null)}
        />
      ) : null}
    </>
  )
}

/** What the sectors could not bring, entered by the administrator with clause, source and the day it begins. */
export default function SectorListsPage(): ReactNode {
  const t = useT()
  const settings = useSettings()
  const row = settings.items.find((s) => s.name === 'sector-lists')
  return (
    <Page title={<AdminTitle title={sectionOf('/admin/sector-lists')} />}>
      <p className="muted" style={{ marginTop: 0 }}>
        {t(
          text(
            '有的标准我们只知道题目，没有见到原文；地方的检查表也没有。请照原文录入：保存后自查和判定立即使用，条文后标明“本地录入”。生效过的不改，只改版，过去的记录保持原样。',
            'Of some standards only the topics are known, and local lists are not included. Enter them from the text: they are used at once and marked as entered locally. What was in force is not changed but followed by a new version.',
          ),
        )}
      </p>
      {settings.error ? (
        <Failure error={settings.error} retry={settings.retry} />
      ) : row ? (
        <Editor row={row} mayChange={settings.mayChange} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}
