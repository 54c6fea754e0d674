import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Radio } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, Failure, Loading, useDraft, useT } from '#platform/web/index.ts'
import type { PlanView } from '../model.ts'
import { BindingFields, type BindingValue } from './BindingFields.tsx'
import { usePlanId, type Adopted, type Adoption } from './data.ts'
import { PlanFrame } from './PlanFrame.tsx'
import { fig, REACH_WORDS } from './words.ts'

type Bound = Readonly<Record<string, BindingValue>>

function Indicator({
  one,
  value,
  measures,
  onChange,
}: {
  one: Adoption['indicators'][number]
  value: BindingValue
  measures: Adoption['measures']
  onChange: (value: BindingValue) => void
}): ReactNode {
  const t = useT()
  const measure = measures.find((m) => m.id === value.measure)
  return (
    <details className="draft-line">
      <summary>
        <strong>{one.name}</strong>
        {' — '}
        {measure ? t(measure.text) : t(text('由单位报送', 'reported by the unit'))}
        {'；'}
        {value.target === null
          ? t(text('目标没有数值，请补上', 'the target has no number yet'))
          : `${value.targetYear}：${t(REACH_WORDS[value.reach])} ${fig(value.target)} ${one.unit ?? ''}`}
      </summary>
      <blockquote>{one.quote}</blockquote>
      <p className="muted">{t(one.why)}</p>
      <BindingFields id={`adopt-${one.itemId}`} value={value} onChange={onChange} measures={measures} suggested={one.suggestions} />
    </details>
  )
}

function Done({ plan, done }: { plan: PlanView; done: Adopted }): ReactNode {
  const t = useT()
  return (
    <Alert
      type="success"
      showIcon
      title={t(text('已发布执行', 'Adopted'))}
      description={
        <>
          <p>
            {t(
              text(
                `交办任务 ${done.tasks} 项、项目 ${done.projects} 个，绑定指标 ${done.indicators} 个；沿用 ${done.kept} 项，终止 ${done.ended} 项。已进各单位待办。`,
                `${done.tasks} tasks, ${done.projects} projects, ${done.indicators} indicators; ${done.kept} kept, ${done.ended} ended. They stand in the units' inboxes.`,
              ),
            )}
          </p>
          <Link to="/plans/$id" params={{ id: plan.id } as never}>
            {t(text('看进度', 'See the progress'))}
          </Link>
        </>
      }
    />
  )
}

function Loaded({ plan }: { plan: PlanView }): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['plans', 'adoption', plan.id],
    queryFn: () => api.get<Adoption>(`/api/plans/${plan.id}/adoption`),
    staleTime: 0,
  })
  const [bound, setBound, clear] = useDraft<Bound>(`plans.adopt.${plan.id}`, {})
  const [how, setHow] = useState<'refuse' | 'own-office'>('own-office')
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<Adopted | null>(null)
  if (done) return <Done plan={plan} done={done} />
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const adopt = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const indicators = data.indicators.flatMap((i) => {
        const changed = bound[i.itemId]
        return changed ? [{ ...changed, itemId: i.itemId }] : []
      })
      const result = await api.post<Adopted>(`/api/plans/${plan.id}/adopt`, {
        documentId: data.documentId,
        version: data.version,
        unresolved: data.unresolved.length > 0 ? how : 'refuse',
        indicators,
      })
      clear()
      setDone(result)
      for (const topic of ['plans', 'matters', 'board']) void client.invalidateQueries({ queryKey: [topic] })
    } catch (caught) {
      setFailure(caught instanceof ApiError ? caught : null)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {data.obstacles.map((o) => (
        <Alert key={o.en} type="error" showIcon title={t(o)} style={{ marginBottom: 8 }} />
      ))}
      {data.open > 0 ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 8 }}
          title={
            <>
              {t(text(`还有 ${data.open} 条没有审定，发布时不带它们。`, `${data.open} items are not decided; they are left out. `))}
              <Link to="/plans/$id/review" params={{ id: plan.id } as never}>
                {t(text('回去审', 'Review them'))}
              </Link>
            </>
          }
        />
      ) : null}
      <Card
        title={t(
          text(
            `任务 ${data.tasks.length} 项，项目 ${data.projects.length} 个`,
            `${data.tasks.length} tasks, ${data.projects.length} projects`,
          ),
        )}
      >
        <p>
          {t(
            text(
              '每一项都会进牵头单位的待办，到期前提醒，超期升级。',
              'Each goes to the inbox of its lead unit, with reminders and escalation.',
            ),
          )}
          {data.undated > 0
            ? t(text(`其中 ${data.undated} 项没写期限，按规划期末算。`, ` ${data.undated} without a day: the end of the plan is taken.`))
            : null}
        </p>
        <details>
          <summary>{t(text('看清单', 'The list'))}</summary>
          <div className="plan-scroll">
            <table className="plan-table">
              <thead>
                <tr>
                  <th>{t(text('任务', 'Task'))}</th>
                  <th>{t(text('牵头', 'Lead'))}</th>
                  <th>{t(text('期限', 'Due'))}</th>
                </tr>
              </thead>
              <tbody>
                {[...data.tasks, ...data.projects].map((one) => (
                  <tr key={one.itemId}>
                    <td>{one.name}</td>
                    <td>{one.lead.join('、') || t(text('未写明', 'not written'))}</td>
                    <td className="num">{one.deadline ?? t(text('规划期末', 'end of plan'))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </Card>
      {data.unresolved.length > 0 ? (
        <Card title={t(text(`${data.unresolved.length} 个牵头单位对不上`, `${data.unresolved.length} lead units not found`))}>
          <p>
            {data.unresolved.join('、')}{' '}
            <Link to="/plans/units" search={{ plan: plan.id } as never}>
              {t(text('去对照', 'Match them'))}
            </Link>
          </p>
          <Radio.Group
            aria-label={t(text('对不上的怎么办', 'What to do with them'))}
            value={how}
            onChange={(e) => setHow(e.target.value as typeof how)}
            options={[
              { value: 'own-office', label: t(text(`先交给 ${plan.orgName} 代管，保留原单位名称`, `${plan.orgName} holds them for now`)) },
              { value: 'refuse', label: t(text('全部对上再发布', 'Adopt only when all are matched')) },
            ]}
          />
        </Card>
      ) : null}
      <Card title={t(text(`指标 ${data.indicators.length} 个`, `${data.indicators.length} indicators`))}>
        {data.indicators.map((one) => (
          <Indicator
            key={one.itemId}
            one={one}
            value={bound[one.itemId] ?? one.binding}
            measures={data.measures}
            onChange={(value) => setBound({ ...bound, [one.itemId]: value })}
          />
        ))}
      </Card>
      {failure ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          style={{ marginBottom: 12 }}
          title={failure.message}
          description={[failure.detail, ...failure.errors.map((e) => e.message)]
            .filter((l) => l !== '')
            .map((line) => (
              <div key={line}>{line}</div>
            ))}
        />
      ) : null}
      <Button type="primary" size="large" loading={busy} disabled={data.obstacles.length > 0} onClick={() => void adopt()}>
        {t(text('发布执行', 'Adopt the plan'))}
      </Button>
    </>
  )
}

/** What adopting would do, before it is done. */
export default function AdoptPage(): ReactNode {
  const id = usePlanId()
  return (
    <PlanFrame id={id} here="adopt" title={text('发布执行', 'Adopt')}>
      {(plan) => <Loaded plan={plan} />}
    </PlanFrame>
  )
}
