import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, Failure, Loading, Nothing, Page, useT } from '#platform/web/index.ts'
import './risks.css'

interface CardItem {
  code: string
  kind: 'post' | 'board'
  name: string
  points: number
  mine: boolean
}

/** Cards of posts and the notice board: one's own first; open, print on A5 or A4. */
export default function CardsPage(): ReactNode {
  const t = useT()
  const { orgId } = useSearch({ strict: false }) as { orgId?: string }
  const found = useQuery({
    queryKey: ['risks', 'cards', orgId ?? null],
    queryFn: () => api.get<{ orgName: string; items: CardItem[] }>('/api/risks/cards', { orgId }),
  })
  if (found.error) return <Failure error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading />
  const items = found.data.items.toSorted(
    (a, b) => Number(b.mine) - Number(a.mine) || Number(b.kind === 'board') - Number(a.kind === 'board'),
  )
  const print = (code: string, size: string): string => `/api/risks/card.pdf?code=${code}&size=${size}`
  return (
    <Page title={t(text('岗位风险告知卡', 'Risk cards'))} extra={<span className="muted">{found.data.orgName}</span>}>
      {items.length === 0 ? <Nothing what={text('还没有登记风险点，所以没有告知卡', 'No risk points yet, hence no cards')} /> : null}
      <div className="risk-cards">
        {items.map((c) => {
          const name = c.kind === 'board' ? t(text('风险告知栏', 'Notice board')) : c.name
          return (
            <Card key={c.code} title={name} extra={c.mine ? <strong>{t(text('我的岗位', 'My post'))}</strong> : null}>
              <p>
                {c.kind === 'board'
                  ? t(text(`重大和较大风险 ${c.points} 处`, `${c.points} major and considerable risks`))
                  : t(text(`风险点 ${c.points} 处`, `${c.points} risk points`))}
              </p>
              <div className="risk-card-acts">
                <Link to={'/card/$code' as never} params={{ code: c.code } as never}>
                  <Button type={c.mine ? 'primary' : 'default'} tabIndex={-1}>
                    {t(text('打开', 'Open'))}
                  </Button>
                </Link>
                {c.kind === 'board' ? null : (
                  <Button href={print(c.code, 'A5')} target="_blank" aria-label={t(text(`${name}：打印 A5`, `${name}: print on A5`))}>
                    {t(text('打印 A5', 'Print A5'))}
                  </Button>
                )}
                <Button href={print(c.code, 'A4')} target="_blank" aria-label={t(text(`${name}：打印 A4`, `${name}: print on A4`))}>
                  {t(text('打印 A4', 'Print A4'))}
                </Button>
              </div>
            </Card>
          )
        })}
      </div>
    </Page>
  )
}
