import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { ActDialog, MatterLink, StateMark, useKinds } from '#mechanisms/matters/web/index.ts'
import { Card, chinaDay, DataTable, Due, Failure, Loading, Nothing, Page, useNow, useT, When, type Column } from '#platform/web/index.ts'
import type { Phase } from '#kernel/matter/index.ts'
import { DUTIES, DUTIES_SOURCE, ROLE_TEXT } from '../duties.ts'
import { GUARANTEE_ROLES, type InstallationPage as PageData } from '../model.ts'
import { rankText } from '../ranks.ts'
import { HeadSheet } from './HeadSheet.tsx'
import { InventorySheet } from './InventorySheet.tsx'
import { figure, Rank, Why } from './parts.tsx'
import { useInstallation } from './useInstallations.ts'
import { FLAG_TEXT, REASON_TEXT, RUNNING_TEXT, UNIT_TEXT } from './words.ts'
import { Working } from './Working.tsx'

type ItemRow = PageData['items'][number]
type HistoryRow = PageData['history'][number]

const itemColumns: Column<ItemRow>[] = [
  { key: 'label', text: text('位号', 'Tag'), card: 'title', render: (i) => <strong>{i.label || '—'}</strong> },
  { key: 'substance', text: text('物质', 'Substance'), card: 'bare', render: (i) => i.substance },
  {
    key: 'q',
    text: text('设计最大量（t）', 'Design maximum (t)'),
    align: 'right',
    render: (i) => <span className="num">{i.quantityT ?? '—'}</span>,
  },
  { key: 'classes', text: text('危险性类别', 'Classes'), render: (i) => i.classes.join('、') || '—' },
  { key: 'subject', text: text('底册中的储罐', 'In the registry'), render: (i) => i.subjectName ?? '—' },
]

const historyColumns: Column<HistoryRow>[] = [
  { key: 'at', text: text('时间', 'When'), card: 'title', width: 150, render: (h) => <When at={h.at} /> },
  { key: 'rank', text: text('级别', 'Level'), card: 'bare', width: 100, render: (h) => <Rank rank={h.rank} /> },
  { key: 'r', text: text('S / R', 'S / R'), width: 140, render: (h) => <span className="num">{`${figure(h.s)} / ${figure(h.r)}`}</span> },
  { key: 'changes', text: text('变化', 'Change'), render: (h) => <Changes row={h} /> },
  { key: 'actor', text: text('经办', 'By'), render: (h) => h.actor },
]

function Changes({ row }: { row: HistoryRow }): ReactNode {
  const t = useT()
  const reason = t(REASON_TEXT[row.reason] ?? text('变化', 'Change'))
  const lines = row.changes.map((c) => `${t(c.what)}：${c.from ?? t(text('无', 'none'))} → ${c.to ?? t(text('去掉', 'removed'))}`)
  return (
    <>
      {reason}
      {lines.slice(0, 6).map((line) => (
        <div key={line} className="muted">
          {line}
        </div>
      ))}
      {lines.length > 6 ? <div className="muted">{t(text(`另有 ${lines.length - 6} 项`, `${lines.length - 6} more`))}</div> : null}
    </>
  )
}

function Persons({ page }: { page: PageData }): ReactNode {
  const t = useT()
  return (
    <Card
      title={t(text('包保责任人和职责', 'Guarantee persons and duties'))}
      extra={<Link to="/duties">{t(text('履职情况', 'Who did it'))}</Link>}
    >
      {GUARANTEE_ROLES.map((role) => {
        const person = page.installation[role]
        return (
          <details key={role}>
            <summary>
              <strong>{t(ROLE_TEXT[role])}</strong>：
              {person ? [person.name, person.title, person.phone].filter((w) => w !== '').join(' · ') : t(text('未明确', 'not named'))}
            </summary>
            <ul className="inst-duties">
              {DUTIES[role].map((duty) => (
                <li key={duty.zh}>{t(duty)}</li>
              ))}
            </ul>
          </details>
        )
      })}
      <p className="muted">{t(text(`职责要点来源：${DUTIES_SOURCE.zh}`, `Source: ${DUTIES_SOURCE.en}`))}</p>
    </Card>
  )
}

function Facts({ page, today }: { page: PageData; today: string }): ReactNode {
  const t = useT()
  const row = page.installation
  const over = page.reassessBy !== null && page.reassessBy < today
  const people =
    row.population500m === null ? t(text('未登记', 'not entered')) : t(text(`${row.population500m} 人`, `${row.population500m}`))
  const filed =
    row.filedOn === null
      ? t(text('未备案', 'Not filed'))
      : t(
          text(
            `${row.filedOn} 按${rankText(row.filedRank ?? 6).zh}备案，编号 ${row.filingNumber ?? '—'}`,
            `${row.filedOn} as ${rankText(row.filedRank ?? 6).en}, no. ${row.filingNumber ?? '—'}`,
          ),
        )
  const assessed =
    row.assessedOn === null
      ? t(text('没有评估记录', 'No assessment is known'))
      : t(
          text(
            `${row.assessedOn}，下次不晚于 ${page.reassessBy ?? '—'}${over ? '（已超期）' : ''}`,
            `${row.assessedOn}, the next by ${page.reassessBy ?? '—'}${over ? ' (overdue)' : ''}`,
          ),
        )
  return (
    <dl className="inst-facts">
      <dt>{t(text('企业', 'Enterprise'))}</dt>
      <dd>
        <Link to="/registry/$id" params={{ id: row.orgId } as never}>
          {row.orgName}
        </Link>
        {row.divisionName ? ` · ${row.divisionName}` : ''}
      </dd>
      <dt>{t(text('单元', 'Unit'))}</dt>
      <dd>{`${t(UNIT_TEXT[row.unit] ?? text('—', '—'))} · ${t(RUNNING_TEXT[row.running] ?? text('—', '—'))}`}</dd>
      <dt>{t(text('周边 500 米人口', 'Residents within 500 m'))}</dt>
      <dd>{people}</dd>
      <dt>{t(text('安全评估', 'Assessment'))}</dt>
      <dd>
        {assessed}
        <div className="muted">{page.reassessClause}</div>
      </dd>
      <dt>{t(text('备案', 'Filing'))}</dt>
      <dd>{filed}</dd>
      {page.flags.map((flag) => (
        <Flag key={flag.flag} flag={flag} />
      ))}
    </dl>
  )
}

function Flag({ flag }: { flag: PageData['flags'][number] }): ReactNode {
  const t = useT()
  const answer = flag.holds === null ? text('不能判定', 'cannot judge') : flag.holds ? text('是', 'yes') : text('否', 'no')
  return (
    <>
      <dt>{t(FLAG_TEXT[flag.flag] ?? text('—', '—'))}</dt>
      <dd>
        <strong>{t(answer)}</strong> <span className="muted">{t(flag.why)}</span>
      </dd>
    </>
  )
}

function Related({ page }: { page: PageData }): ReactNode {
  const t = useT()
  const kinds = useKinds()
  if (page.matters.length === 0) return <Nothing what={text('还没有备案、报告和履职记录', 'No filing, notice or duty yet')} />
  return (
    <ul className="rows">
      {page.matters.map((row) => {
        const active = row.phase === 'open' || row.phase === 'waiting'
        return (
          <li key={row.id} className="row">
            <MatterLink id={row.id} className="row-title">
              {row.title}
            </MatterLink>
            <div className="row-sub">
              <span>{row.no}</span>
              <StateMark kind={kinds.of(row.kind)} state={row.state} phase={row.phase as Phase} />
              {active ? <Due at={row.dueAt} /> : <When at={row.openedAt} />}
            </div>
          </li>
        )
      })}
      {page.matters.length === 60 ? <li className="muted">{t(text('只列最近 60 件', 'Only the latest 60'))}</li> : null}
    </ul>
  )
}

const OPENERS = {
  filing: { kind: 'installation-filing', act: 'begin', text: text('办理备案', 'File') },
  notice: { kind: 'installation-notice', act: 'apply', text: text('报告联锁摘除、检维修', 'Report a bypass or overhaul') },
} as const

function Screen({ page }: { page: PageData }): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const kinds = useKinds()
  const today = chinaDay(useNow().getTime())
  const [open, setOpen] = useState<'inventory' | 'head' | keyof typeof OPENERS | null>(null)
  const row = page.installation
  const opener = open === 'filing' || open === 'notice' ? OPENERS[open] : null
  const kind = opener ? kinds.of(opener.kind) : undefined
  return (
    <Page
      wide
      title={row.name}
      extra={
        <>
          {page.openable.map((one) => (
            <Button key={one} onClick={() => setOpen(one)}>
              {t(OPENERS[one].text)}
            </Button>
          ))}
          {page.editable ? (
            <>
              <Button onClick={() => setOpen('head')}>{t(text('修改', 'Change'))}</Button>
              <Button type="primary" onClick={() => setOpen('inventory')}>
                {t(text('改物料', 'Change the inventory'))}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <Card>
        <div className="inst-answer">
          <Rank rank={row.rank} />
          <Why row={row} />
        </div>
        <Facts page={page} today={today} />
      </Card>
      <Working id={row.id} now={page.grading} today={today} />
      <div className="inst-two">
        <div>
          <Card title={t(text('物料清单', 'Inventory'))}>
            {page.items.length === 0 ? (
              <Nothing what={text('还没有登记物料', 'Nothing is entered yet')} />
            ) : (
              <DataTable rows={page.items} columns={itemColumns} rowKey={(i) => i.id} caption={text('物料清单', 'Inventory')} />
            )}
          </Card>
          <Card title={t(text('变化和历次分级', 'Changes and gradings'))}>
            {page.history.length === 0 ? (
              <Nothing what={text('还没有记录', 'No record yet')} />
            ) : (
              <DataTable rows={page.history} columns={historyColumns} rowKey={(h) => h.id} caption={text('历次分级', 'Gradings')} />
            )}
          </Card>
        </div>
        <div>
          <Persons page={page} />
          <Card title={t(text('备案、报告和履职', 'Filings, notices, duties'))}>
            <Related page={page} />
          </Card>
        </div>
      </div>
      {open === 'inventory' ? <InventorySheet page={page} today={today} onClose={() => setOpen(null)} /> : null}
      {open === 'head' ? <HeadSheet row={row} onClose={() => setOpen(null)} /> : null}
      {opener && kind ? (
        <ActDialog
          target={{
            kind,
            act: opener.act,
            matterId: null,
            orgId: row.orgId,
            parentId: null,
            preset: { installationId: row.id, installation: row.name, rank: row.rank },
          }}
          onClose={() => setOpen(null)}
          onDone={({ matterId }) => void navigate({ to: '/matters/$id', params: { id: matterId } as never })}
        />
      ) : null}
    </Page>
  )
}

/** One installation: its level with the working first, then what is in it, who answers for it, what is under way. */
export default function InstallationPage(): ReactNode {
  const { id } = useParams({ strict: false }) as { id?: string }
  const page = useInstallation(id ?? '')
  if (page.error) return <Failure error={page.error} retry={() => void page.refetch()} />
  if (page.isPending) return <Loading />
  return <Screen page={page.data} />
}
