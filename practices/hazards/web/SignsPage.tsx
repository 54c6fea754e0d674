import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { text, type Text } from '#kernel/text.ts'
import { MatterLink } from '#mechanisms/matters/web/index.ts'
import { api, Card, DataTable, Failure, Loading, Nothing, Page, useT, When, type Column } from '#platform/web/index.ts'
import { SIGNS, type SignsPage as SignsAnswer, type SignsRow } from '../model.ts'
import './hazards.css'
import { Days, useDays } from './period.tsx'

type Row = SignsRow
type Answer = z.output<typeof SignsAnswer>
type Sign = Row['sign']

interface SignWords {
  readonly text: Text
  /** What the sign is, and what it is not. */
  readonly meaning: Text
  readonly said: (row: Row) => Text
}

const SIGN_WORDS: Readonly<Record<Sign, SignWords>> = {
  'repeated-photo': {
    text: text('照片重复使用', 'Photograph used again'),
    meaning: text('同一张或几乎一样的照片，用在两件事上', 'The same or nearly the same photograph stands in two matters'),
    said: ({ other }) =>
      text(`照片和 ${other ?? '另一件'} 的一样或几乎一样`, `The photograph is that of ${other ?? 'another matter'}, or nearly so`),
  },
  'old-photo': {
    text: text('照片是以前拍的', 'Old photograph'),
    meaning: text('照片的拍摄时间，比事项开始早一天以上', 'The photograph was taken more than a day before the matter began'),
    said: ({ n }) => text(`照片拍于事项开始前 ${n ?? '?'} 天`, `The photograph was taken ${n ?? '?'} day(s) before`),
  },
  'night-before': {
    text: text('夜里集中补填', 'Filled in at night, many at once'),
    meaning: text('晚 8 点到早 7 点之间，一口气交了 5 张以上检查表', 'Five or more checklists handed in between 20:00 and 07:00'),
    said: ({ n }) => text(`当夜一共交了 ${n ?? '?'} 张检查表`, `${n ?? '?'} checklists were handed in that night`),
  },
  'always-zero': {
    text: text('次次零隐患', 'Never a finding'),
    meaning: text('查了 30 次以上，一处隐患都没有发现', 'Thirty checks or more without one finding'),
    said: ({ n }) => text(`这段时间自查 ${n ?? '?'} 次，没有发现一处隐患`, `${n ?? '?'} checks in this period without one finding`),
  },
  'closed-and-back': {
    text: text('销了号又出现', 'Closed and back'),
    meaning: text('销号后 90 天内，同一处或同样的隐患又出现', 'Found again within 90 days of closing'),
    said: ({ n, other }) =>
      text(
        `${other ?? '此前那件'} 销号不到 ${n ?? '?'} 天，又出现了`,
        `Back within ${n ?? '?'} days of closing ${other ?? 'the earlier one'}`,
      ),
  },
}

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'said',
    text: text('线索', 'Sign'),
    card: 'title',
    render: (row) => <Said row={row} />,
  },
  { key: 'org', text: text('单位', 'Organisation'), card: 'bare', render: (row) => row.orgName },
  {
    key: 'matter',
    text: text('事项', 'Matter'),
    card: 'bare',
    render: (row) => (
      <MatterLink id={row.matterId}>
        <span className="num">{row.no}</span> {row.title}
      </MatterLink>
    ),
  },
  { key: 'at', text: text('时间', 'When'), card: 'bare', width: 150, render: (row) => <When at={row.at} /> },
]

function Said({ row }: { row: Row }): ReactNode {
  const t = useT()
  const words = SIGN_WORDS[row.sign]
  return (
    <>
      <strong>{t(words.text)}</strong>
      <div>{t(words.said(row))}</div>
    </>
  )
}

function Kinds({
  counts,
  chosen,
  choose,
}: {
  counts: Answer['counts']
  chosen: Sign | null
  choose: (sign: Sign | null) => void
}): ReactNode {
  const t = useT()
  return (
    <ul className="sign-kinds">
      {SIGNS.map((sign) => (
        <li key={sign}>
          <button type="button" aria-pressed={chosen === sign} onClick={() => choose(chosen === sign ? null : sign)}>
            <strong className="num">{counts.find((c) => c.sign === sign)?.count ?? 0}</strong> {t(SIGN_WORDS[sign].text)}
            <small>{t(SIGN_WORDS[sign].meaning)}</small>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Signs that paper is kept instead of places (形式主义线索): five of them, each with its matter. */
export default function SignsPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const [days, setDays] = useDays(90)
  const chosen = SIGNS.find((s) => s === search['sign']) ?? null
  const list = useQuery({
    queryKey: ['matters', 'signs', days, chosen],
    queryFn: () => api.get<Answer>('/api/hazards/signs', { days, sign: chosen }),
    placeholderData: keepPreviousData,
  })
  const shown = list.data?.items ?? []
  const choose = (sign: Sign | null): void =>
    void navigate({ to: '.', search: { ...search, sign: sign ?? undefined } as never, replace: true })
  return (
    <Page wide title={t(text('形式主义线索', 'Signs of formalism'))} extra={<Days value={days} onChange={setDays} />}>
      <Alert
        type="info"
        showIcon
        style={{ marginBottom: 12 }}
        title={t(text('先给企业看 3 天，再给监管部门看', 'Shown to the enterprise for 3 days first, then to the office'))}
        description={t(
          text(
            '线索由记录算出，不是结论，也不是处罚依据。企业先看到自己的，可以补查、更正或在事项里说明。',
            'Signs are computed from the records. They are no verdict and no ground for a penalty. The enterprise sees its own first and can put them right or explain.',
          ),
        )}
      />
      {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading /> : null}
      {list.data ? (
        <>
          <Card>
            <Kinds counts={list.data.counts} chosen={chosen} choose={choose} />
          </Card>
          <Card>
            {list.data.capped ? (
              <Alert
                type="info"
                showIcon
                title={t(text('线索太多，只列出最近的 500 条', 'Only the latest 500 are listed'))}
                style={{ marginBottom: 8 }}
              />
            ) : null}
            {shown.length === 0 ? <Nothing what={text('没有这样的线索', 'No such signs')} /> : null}
            {shown.length > 0 ? (
              <DataTable
                rows={shown}
                columns={COLUMNS}
                rowKey={(r) => `${r.sign}/${r.matterId}/${r.other ?? ''}`}
                caption={text('形式主义线索', 'Signs of formalism')}
              />
            ) : null}
          </Card>
        </>
      ) : null}
    </Page>
  )
}
