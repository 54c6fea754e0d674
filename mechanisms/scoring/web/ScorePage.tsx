import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import { itemsOf } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, Due, Failure, Loading, Page, useDraft, useMe, useT } from '#platform/web/index.ts'
import type { Answers, AssessmentPage } from '../model.ts'
import { changed, complete, corrected, prefilled, reasoned, resultOf } from '../rules.ts'
import { ItemRow, VetoRow } from './ItemRow.tsx'
import { ResultCard } from './ResultCard.tsx'
import { useAssessment } from './useScoring.ts'
import './scoring.css'

interface Typed {
  readonly actId: string
  readonly answers: Answers
}

const without = <T,>(record: Readonly<Record<string, T>>, id: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== id))

function Sheet({ page, reload }: { page: AssessmentPage; reload: () => void }): ReactNode {
  const t = useT()
  const { me } = useMe()
  const client = useQueryClient()
  const { sheet, self, reviewed, facts, row } = page
  const act = page.may.includes('submit') ? 'submit' : page.may.includes('review') ? 'review' : null
  const found = Object.fromEntries(facts.map((f) => [f.item, f.share]))
  const start = act === 'review' && self ? { ...self, notes: {} } : (self ?? prefilled(sheet, found))
  const [empty] = useState<Typed>(() => ({ actId: uuidv7(Date.now()), answers: start }))
  const [typed, set, clear] = useDraft<Typed>(`score.${me?.person.id ?? ''}.${row.id}.${page.seq}`, empty)
  const shown = act ? typed.answers : (reviewed ?? self ?? prefilled(sheet, found))
  const put = (part: Partial<Answers>): void => set({ ...typed, answers: { ...typed.answers, ...part } })
  const differing = new Set(act === null ? [] : act === 'review' && self ? changed(self, shown) : corrected(sheet, shown, found))
  const send = useMutation({
    mutationFn: () =>
      api.post(`/api/matters/${row.id}/acts`, {
        id: typed.actId,
        act,
        form: act === 'submit' ? { answers: shown, found } : { answers: shown },
        evidence: [],
        place: null,
      }),
    onSuccess: () => {
      clear()
      void client.invalidateQueries({ queryKey: ['matters'] })
      void client.invalidateQueries({ queryKey: ['matter'] })
    },
    onError: (error) => {
      set({ ...typed, actId: uuidv7(Date.now()) })
      if (error instanceof ApiError && error.status === 409) reload()
    },
  })
  const both = act === 'review' || (act === null && reviewed !== null)
  const shared = (id: string) => ({
    edit: act !== null,
    note: shown.notes[id] ?? '',
    must: differing.has(id),
    onNote: (note: string) => put({ notes: { ...shown.notes, [id]: note } }),
    self,
    both,
  })
  const draft = act ? resultOf(sheet, shown) : null
  const open =
    itemsOf(sheet).filter((i) => shown.points[i.id] === undefined).length +
    sheet.vetoes.filter((v) => shown.vetoes[v.id] === undefined).length
  const error = send.error instanceof ApiError ? send.error : null
  return (
    <>
      <ResultCard sheet={sheet} first={page.selfResult} second={page.result} draft={draft} />
      {sheet.elements.map((e) => {
        const score = (draft ?? page.result ?? page.selfResult)?.elements.find((x) => x.id === e.id)
        return (
          <Card key={e.id} title={t(e.text)} extra={score ? <span className="num">{`${score.earned} / ${score.applicable}`}</span> : null}>
            <ul className="score-rows">
              {e.items.map((item) => (
                <ItemRow
                  key={item.id}
                  item={item}
                  value={shown.points[item.id]}
                  fact={facts.find((f) => f.item === item.id)}
                  onValue={(v) => put({ points: v === undefined ? without(shown.points, item.id) : { ...shown.points, [item.id]: v } })}
                  {...shared(item.id)}
                />
              ))}
            </ul>
          </Card>
        )
      })}
      {sheet.vetoes.length > 0 ? (
        <Card title={t(text('否决和提示项', 'Vetoes'))}>
          <ul className="score-rows">
            {sheet.vetoes.map((veto) => (
              <VetoRow
                key={veto.id}
                veto={veto}
                value={shown.vetoes[veto.id]}
                onValue={(v) => put({ vetoes: { ...shown.vetoes, [veto.id]: v } })}
                {...shared(veto.id)}
              />
            ))}
          </ul>
        </Card>
      ) : null}
      {act ? (
        <div className="score-send">
          {send.error ? (
            <Alert
              type="error"
              showIcon
              title={error?.message ?? t(text('没有提交成，请重试', 'It was not handed in'))}
              description={error?.detail ?? ''}
            />
          ) : null}
          <p role="status" className="muted">
            {open > 0
              ? t(text(`还有 ${open} 项没评`, `${open} items are open`))
              : reasoned(shown, [...differing])
                ? ''
                : t(text('改动的项还没写原因', 'A change has no reason yet'))}
          </p>
          <Button
            type="primary"
            size="large"
            block
            loading={send.isPending}
            disabled={!complete(sheet, shown) || !reasoned(shown, [...differing])}
            onClick={() => send.mutate()}
          >
            {t(act === 'submit' ? text('提交自评', 'Hand in') : text('完成复核', 'Finish the review'))}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** One assessment: result and why, the sheet with both scores, the papers. */
export default function ScorePage(): ReactNode {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id?: string }
  const page = useAssessment(id)
  if (page.error) return <Failure error={page.error} retry={() => void page.refetch()} />
  if (page.isPending) return <Loading />
  const { row, reason, by, reviewer, may } = page.data
  const paper = (format: string): string => `/api/assessments/${row.id}/paper.${format}`
  return (
    <Page
      title={row.title}
      extra={
        <>
          <Link to={'/matters/$id' as never} params={{ id: row.id } as never}>
            {may.includes('publish') ? t(text('去公布或退回', 'Publish or return')) : t(text('办理记录', 'The record'))}
          </Link>
          <a href={paper('pdf')} target="_blank" rel="noreferrer">
            {t(text('打印 PDF', 'PDF'))}
          </a>
          <a href={paper('docx')}>{t(text('Word 文件', 'Word'))}</a>
          <a href={paper('xlsx')}>{t(text('Excel 表格', 'Excel'))}</a>
        </>
      }
    >
      <p className="score-head">
        <strong>{row.orgName}</strong> <span className="muted">{row.sheetVersion}</span>{' '}
        {row.phase === 'closed' ? null : <Due at={row.dueAt} />}
        {by ? <span className="muted">{t(text(`自评：${by}`, `Scored by ${by}`))}</span> : null}
        {reviewer ? <span className="muted">{t(text(`复核：${reviewer}`, `Reviewed by ${reviewer}`))}</span> : null}
      </p>
      {reason ? <Alert type="warning" showIcon title={t(text(`已退回：${reason}`, `Returned: ${reason}`))} /> : null}
      <Sheet key={page.data.seq} page={page.data} reload={() => void page.refetch()} />
    </Page>
  )
}
