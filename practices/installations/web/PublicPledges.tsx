import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Failure, Loading, Nothing, useT, When } from '#platform/web/index.ts'
import { Figures } from './Figures.tsx'
import './installations.css'

interface Answer {
  day: string
  items: {
    orgName: string
    late: boolean
    figures: Readonly<Record<string, number | boolean>> | null
    statement: string | null
    signer: string | null
    signedAt: string | null
  }[]
  missing: string[]
}

/** What everybody may read without signing in: who pledged what today, and who did not. */
export default function PublicPledges(): ReactNode {
  const t = useT()
  const list = useQuery({
    queryKey: ['public', 'pledges'],
    queryFn: () => api.get<Answer>('/api/public/pledges'),
    refetchInterval: 300_000,
  })
  return (
    <main className="public" id="main">
      <h1>{t(text('危险化学品企业安全承诺公告', 'Safety pledges of hazardous-chemical enterprises'))}</h1>
      {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading /> : null}
      {list.data ? (
        <>
          <p>
            {t(
              text(
                `${list.data.day}：${list.data.items.length} 家已公告，${list.data.missing.length} 家到时未公告。`,
                `${list.data.day}: ${list.data.items.length} published, ${list.data.missing.length} did not in time.`,
              ),
            )}
          </p>
          {list.data.missing.length > 0 ? (
            <article>
              <h2>{t(text('到时未公告', 'Not published in time'))}</h2>
              <p>{list.data.missing.join('、')}</p>
            </article>
          ) : null}
          {list.data.items.length === 0 ? <Nothing what={text('今天还没有公告', 'Nothing is published yet today')} /> : null}
          {list.data.items.map((row) => (
            <article key={row.orgName}>
              <h2>{row.orgName}</h2>
              <p>{row.statement}</p>
              {row.figures ? <Figures figures={row.figures} /> : null}
              <p className="muted">
                {row.signer} {row.signedAt ? <When at={row.signedAt} /> : null}
                {row.late ? t(text('（迟公告）', ' (late)')) : ''}
              </p>
            </article>
          ))}
        </>
      ) : null}
    </main>
  )
}
