import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, Due, Failure, Loading, Nothing, Page, useHolds, useT } from '#platform/web/index.ts'
import { checklistQuery, type ChecklistPage } from './checklist.ts'
import './hazards.css'
import { LinkButton } from './LinkButton.tsx'
import { CHECK_LEVELS, PERIODS } from './words.ts'

interface MyCheck {
  id: string
  title: string
  dueAt: string | null
  state: string
  checklist: string
}

function Row({ check, list }: { check: MyCheck; list: ChecklistPage | undefined }): ReactNode {
  const t = useT()
  const missed = check.state === 'missed'
  const count = list?.items.length ?? 0
  return (
    <li className="row">
      <Link to="/checks/$id" params={{ id: check.id } as never} className="row-title">
        {check.title}
      </Link>
      <span className="row-acts">
        <LinkButton to={`/checks/${check.id}`} type={missed ? 'default' : 'primary'}>
          {missed ? t(text('补查', 'Do it late')) : t(text('开始检查', 'Begin'))}
        </LinkButton>
      </span>
      <span className="row-sub">
        {list ? (
          <>
            <span>{t(PERIODS[list.period])}</span>
            <span>{t(CHECK_LEVELS[list.level])}</span>
            <span>{t(text(`${count} 项`, `${count} items`))}</span>
          </>
        ) : null}
        <Due at={check.dueAt} exact />
      </span>
    </li>
  )
}

function Group({
  title,
  checks,
  lists,
}: {
  title: ReactNode
  checks: readonly MyCheck[]
  lists: ReadonlyMap<string, ChecklistPage>
}): ReactNode {
  if (checks.length === 0) return null
  return (
    <Card title={title}>
      <ul className="rows">
        {checks.map((check) => (
          <Row key={check.id} check={check} list={lists.get(check.checklist)} />
        ))}
      </ul>
    </Card>
  )
}

/** The open self-checks of my organisation: what is due, nearest first, then what was missed. */
export default function ChecksPage(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const mine = useQuery({ queryKey: ['matters', 'checks'], queryFn: () => api.get<{ items: MyCheck[] }>('/api/hazards/mine') })
  const checks = mine.data?.items ?? []
  const lists = useQueries({
    queries: [...new Set(checks.map((c) => c.checklist))].map(checklistQuery),
    combine: (found) => new Map(found.flatMap((f) => (f.data ? [[f.data.id, f.data] as const] : []))),
  })
  const due = checks.filter((c) => c.state !== 'missed')
  const missed = checks.filter((c) => c.state === 'missed')
  return (
    <Page
      title={t(text('自查', 'Self-checks'))}
      extra={holds('hazard.report') ? <Link to="/report">{t(text('报隐患', 'Report a hazard'))}</Link> : null}
    >
      {mine.error ? <Failure error={mine.error} retry={() => void mine.refetch()} /> : null}
      {mine.isPending ? <Loading /> : null}
      {mine.data && checks.length === 0 ? (
        <Card>
          <Nothing what={text('现在没有要做的自查', 'No self-check is waiting')} />
        </Card>
      ) : null}
      <Group title={t(text(`要查的 ${due.length} 张`, `${due.length} to do`))} checks={due} lists={lists} />
      <Group
        title={t(text(`到期没查的 ${missed.length} 张，请补查`, `${missed.length} missed; please do them late`))}
        checks={missed}
        lists={lists}
      />
      {checks.length >= 50 ? (
        <p className="muted">{t(text('只列出前 50 张，做完后再看其余的', 'Only the first 50 are shown; the rest follow'))}</p>
      ) : null}
    </Page>
  )
}
