import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import type { Door } from '#mechanisms/map/web/index.ts'
import type { MatterRow } from '#mechanisms/matters/model.ts'
import { likelyActs, LevelMark, MatterLink, StateMark, useKinds } from '#mechanisms/matters/web/index.ts'
import { api, Due, Failure, Loading, Nothing, useHolds, useT } from '#platform/web/index.ts'

/** A short list of matters with the act that I may do on each; `query` as MatterQuery. */
export function Matters({ query, limit, nothing }: { query: Door; limit: number; nothing: Text }): ReactNode {
  const t = useT()
  const holds = useHolds()
  const kinds = useKinds()
  const { data, error, refetch } = useQuery({
    queryKey: ['matters', 'short', query, limit],
    queryFn: () => api.get<{ items: MatterRow[] }>('/api/matters', { ...query, limit }),
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data || kinds.loading) return <Loading rows={3} />
  if (data.items.length === 0) return <Nothing what={nothing} />
  return (
    <ul className="rows">
      {data.items.map((row) => {
        const kind = kinds.of(row.kind)
        const first = kind ? likelyActs(kind, row.state, holds).find(([, act]) => act.tone === 'primary') : undefined
        return (
          <li key={row.id} className="row">
            <MatterLink id={row.id} className="row-title">
              {row.title}
            </MatterLink>
            <span className="row-acts">
              <Due at={row.dueAt} />
              {first ? (
                <MatterLink id={row.id} act={first[0]} className="home-act">
                  {t(first[1].text)}
                </MatterLink>
              ) : null}
            </span>
            <div className="row-sub">
              <LevelMark kind={kind} level={row.level} />
              <StateMark kind={kind} state={row.state} phase={row.phase} />
              <span>{row.orgName ?? t(text('未登记单位', 'No organisation'))}</span>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
