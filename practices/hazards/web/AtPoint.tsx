import { useQuery } from '@tanstack/react-query'
import { Alert, Tag } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, useT } from '#platform/web/index.ts'
import type { Report } from './useReport.ts'

/** What a report takes from the page of a risk point; the route gives more. */
interface Found {
  point: { id: string; orgId: string; name: string; workshop: string }
  abilities: { report: boolean }
}

/**
 * Puts the risk point of the address into the report, once, with its place where none is named yet. Answers whether the point
 * was asked for and is none of this enterprise: the report then goes without it.
 */
export function useAskedPoint(asked: string | null, report: Report): boolean {
  const found = useQuery({
    queryKey: ['risks', 'point', asked],
    queryFn: () => api.get<Found>(`/api/risks/points/${asked}`),
    enabled: asked !== null,
    retry: false,
  })
  const taken = useRef(false)
  const { data } = found
  const { words, change } = report
  useEffect(() => {
    if (!data?.abilities.report || taken.current) return
    taken.current = true
    const { id, name, workshop } = data.point
    if (words.point?.id === id) return
    change({ point: { id, name }, ...(words.where === '' ? { where: `${workshop} ${name}`.slice(0, 100) } : {}) })
  }, [data, words, change])
  return asked !== null && (found.isError || data?.abilities.report === false)
}

/** The risk point that the report names; it can be taken off. */
export function AtPoint({ report, lost }: { report: Report; lost: boolean }): ReactNode {
  const t = useT()
  const { words, sending } = report
  if (words.point) {
    return (
      <p className="report-point">
        {t(text('风险点：', 'Risk point: '))}
        <Tag closable={!sending} onClose={() => report.change({ point: null })}>
          {words.point.name}
        </Tag>
      </p>
    )
  }
  return lost ? (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 8 }}
      title={t(text('这个风险点不在您的单位，报告不带风险点', 'That risk point is not of your enterprise; the report goes without it'))}
    />
  ) : null
}
