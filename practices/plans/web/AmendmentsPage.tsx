import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, Card, DataTable, Failure, Loading, Nothing, useT, type Column } from '#platform/web/index.ts'
import { usePlanId, type Amendments } from './data.ts'
import { PlanFrame } from './PlanFrame.tsx'
import { UploadBox } from './UploadBox.tsx'
import { fig, KIND_WORDS } from './words.ts'
import type { ItemKind } from '../model.ts'

type Row = Amendments['rows'][number]
const HOW: Readonly<Record<Row['how'], Text>> = {
  same: text('不变', 'same'),
  changed: text('有改动', 'changed'),
  new: text('新增', 'new'),
  gone: text('删去', 'gone'),
}

function Loaded({ id }: { id: string }): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery({
    queryKey: ['plans', 'amendments', id],
    queryFn: () => api.get<Amendments>(`/api/plans/${id}/amendments`),
  })
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const rows = data.rows.filter((r) => r.how !== 'same')
  const columns: readonly Column<Row>[] = [
    { key: 'how', text: text('变化', 'Change'), width: 90, card: 'bare', render: (r) => t(HOW[r.how]) },
    {
      key: 'name',
      text: text('条目', 'Item'),
      card: 'title',
      render: (r) => `${t(KIND_WORDS[r.kind as ItemKind]?.text ?? text('', ''))} ${r.name}`,
    },
    { key: 'before', text: text('原文', 'Before'), card: 'bare', render: (r) => r.before ?? '—' },
    { key: 'after', text: text('修订后', 'After'), card: 'bare', render: (r) => r.after ?? '—' },
    { key: 'changes', text: text('目标变化', 'Targets'), card: 'bare', render: (r) => r.changes.map(t).join('；') },
  ]
  return (
    <>
      <Card
        title={t(
          text(
            `${rows.length} 处变化，${data.rows.length - rows.length} 条不变`,
            `${rows.length} changes, ${data.rows.length - rows.length} the same`,
          ),
        )}
      >
        {rows.length === 0 ? (
          <Nothing what={text('没有变化', 'No changes')} />
        ) : (
          <DataTable
            rows={rows}
            columns={columns}
            rowKey={(r) => `${r.itemId ?? ''}/${r.oldId ?? ''}`}
            caption={text('修订对照', 'Amendments')}
          />
        )}
      </Card>
      {data.targets.length > 0 ? (
        <Card title={t(text('目标的历次取值', 'Targets over time'))}>
          <ul>
            {data.targets.map((c) => (
              <li key={c.indicatorId + c.at}>{`${c.at.slice(0, 10)}　${c.name}：${fig(c.target)}（${c.targetYear}），${c.by}`}</li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  )
}

/** What an amended text changes; both versions are kept. */
export default function AmendmentsPage(): ReactNode {
  const id = usePlanId()
  return (
    <PlanFrame id={id} here="amendments" title={text('修订对照', 'Amendments')}>
      {(plan) => (
        <>
          {plan.abilities.amend ? <UploadBox amends={plan.id} /> : null}
          {plan.documents.length > 1 ? <Loaded id={id} /> : null}
        </>
      )}
    </PlanFrame>
  )
}
