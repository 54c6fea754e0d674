import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, Failure, Loading, useT } from '#platform/web/index.ts'
import type { GradePage } from '../model.ts'

const NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  special: text('特别重大事故', 'Especially serious accident'),
  serious: text('重大事故', 'Serious accident'),
  large: text('较大事故', 'Large accident'),
  ordinary: text('一般事故', 'Ordinary accident'),
}

/** Why the accident has its grade, and until when deaths count. */
export function GradeCard({ id, seq }: { id: string; seq: number }): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery({
    queryKey: ['matter', id, 'grade', seq],
    queryFn: () => api.get<GradePage>(`/api/accidents/${id}/grade`),
  })
  return (
    <Card title={t(text('等级和依据', 'Grade and why'))}>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={3} /> : null}
      {data ? (
        <>
          <p>
            <strong>
              {data.grade ? t(NAMES[data.grade] ?? text('不能判定', 'Cannot be judged')) : t(text('不能判定', 'Cannot be judged'))}
            </strong>
            {data.because ? t(text(`：${data.because}。可用“续报”补上。`, `: ${data.because}`)) : ''}
          </p>
          <ol>
            {data.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className="muted">{t(text(`依据：${data.clause}`, `Basis: ${data.clause}`))}</p>
          <p>
            {t(
              text(
                `死亡计入期限 ${data.windowDays} 日，到 ${data.windowEnds}；期限外的死亡只记录，不计入。`,
                `Deaths count for ${data.windowDays} days, until ${data.windowEnds}; later ones are recorded and not counted.`,
              ),
            )}
          </p>
          <p className="muted">{t(text(`依据：${data.windowClause}`, `Basis: ${data.windowClause}`))}</p>
        </>
      ) : null}
    </Card>
  )
}
