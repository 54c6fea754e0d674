import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { StateMark, useKinds } from '#mechanisms/matters/web/index.ts'
import {
  api,
  Card,
  chinaDay,
  DataTable,
  Due,
  Failure,
  Level,
  Loading,
  Nothing,
  Page,
  useHolds,
  useMe,
  useNow,
  useT,
  type Column,
} from '#platform/web/index.ts'
import type { AssessmentRow } from '../model.ts'
import { useAssessments, useSheets } from './useScoring.ts'
import './scoring.css'

function State({ row }: { row: AssessmentRow }): ReactNode {
  const kinds = useKinds()
  return (
    <>
      <StateMark kind={kinds.of('assessment')} state={row.state} phase={row.phase} />{' '}
      {row.phase === 'closed' ? null : <Due at={row.dueAt} />}
    </>
  )
}

const points = (value: number | null): ReactNode => <span className="num">{value === null ? '—' : value.toFixed(2)}</span>

const columns: Column<AssessmentRow>[] = [
  {
    key: 'title',
    text: text('评分', 'Assessment'),
    card: 'title',
    render: (row) => (
      <Link to={'/scores/$id' as never} params={{ id: row.id } as never}>
        {row.title}
      </Link>
    ),
  },
  { key: 'org', text: text('单位', 'Party'), card: 'bare', render: (row) => row.orgName },
  { key: 'state', text: text('状态', 'State'), card: 'bare', render: (row) => <State row={row} /> },
  { key: 'self', text: text('自评', 'Self'), align: 'right', render: (row) => points(row.selfValue) },
  { key: 'value', text: text('复核', 'Reviewed'), align: 'right', render: (row) => points(row.value) },
  {
    key: 'band',
    text: text('档次', 'Band'),
    render: (row) => (row.band ? <Level colour={row.band.colour} text={row.band.text} /> : '—'),
  },
]

/** Begins an assessment of the own house by a sheet in force today. */
function Begin(): ReactNode {
  const t = useT()
  const { me } = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const today = chinaDay(useNow().getTime())
  const sheets = useSheets(true)
  const [sheet, setSheet] = useState<string>()
  const begin = useMutation({
    mutationFn: () => {
      const now = Date.now()
      return api.post<{ matterId: string }>('/api/matters', {
        id: uuidv7(now),
        matterId: uuidv7(now),
        kind: 'assessment',
        act: 'start',
        orgId: me?.orgId,
        parentId: null,
        subjectId: null,
        form: { sheet, day: today },
        evidence: [],
        place: null,
      })
    },
    onSuccess: ({ matterId }) => {
      void client.invalidateQueries({ queryKey: ['matters'] })
      void navigate({ to: `/scores/${matterId}` })
    },
  })
  const chosen = sheets.data?.items.find((s) => s.id === sheet)
  if (sheets.data?.items.length === 0) return null
  return (
    <Card title={t(text('给本单位评分', 'Score your own house'))}>
      <div className="score-begin">
        <Select
          aria-label={t(text('评分表', 'Score sheet'))}
          placeholder={t(text('选一张评分表', 'Choose a sheet'))}
          value={sheet}
          options={sheets.data?.items.map((s) => ({ value: s.id, label: t(s.text) }))}
          onChange={setSheet}
        />
        <Button type="primary" disabled={!chosen} loading={begin.isPending} onClick={() => begin.mutate()}>
          {t(text('开始评分', 'Begin'))}
        </Button>
      </div>
      {chosen ? (
        <p className="muted">
          {t(text(`${chosen.version}，${chosen.items} 条。`, `${chosen.version}, ${chosen.items} items. `))}
          {t(chosen.clause.text)}
        </p>
      ) : null}
      {begin.error ? <Failure error={begin.error} retry={() => begin.mutate()} /> : null}
    </Card>
  )
}

/** Assessments that the post may see; what waits stands first. */
export default function ScoresPage(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const [state, setState] = useState<string>()
  const list = useAssessments({ state })
  const states = [
    ['scoring', text('自评中', 'Being scored')],
    ['submitted', text('待复核', 'To be reviewed')],
    ['reviewed', text('已复核，待公布', 'Reviewed')],
    ['published', text('已公布', 'Published')],
  ] as const
  return (
    <Page wide title={t(text('评分', 'Scores'))}>
      {holds('assessment.score') ? <Begin /> : null}
      <Card
        title={t(text('评分记录', 'Assessments'))}
        extra={
          <Select
            aria-label={t(text('状态', 'State'))}
            allowClear
            className="score-state"
            placeholder={t(text('全部状态', 'All states'))}
            value={state}
            options={states.map(([value, label]) => ({ value, label: t(label) }))}
            onChange={setState}
          />
        }
      >
        {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? <Loading /> : null}
        {list.data?.capped ? <p className="muted">{t(text('只列前 500 条', 'Only the first 500'))}</p> : null}
        {list.data?.items.length === 0 ? <Nothing what={text('还没有评分', 'No assessment yet')} /> : null}
        {list.data && list.data.items.length > 0 ? (
          <DataTable rows={list.data.items} columns={columns} rowKey={(row) => row.id} caption={text('评分记录', 'Assessments')} />
        ) : null}
      </Card>
    </Page>
  )
}
