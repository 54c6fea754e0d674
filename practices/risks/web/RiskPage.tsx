import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { ActDialog, MatterLink, StateMark, useKinds } from '#mechanisms/matters/web/index.ts'
import { api, ApiError, Card, Failure, FieldBox, Loading, Page, Sheet, useDraft, useT, useWhen } from '#platform/web/index.ts'
import {
  ANSWER_TEXT,
  CONTROL_TEXT,
  KIND_TEXT,
  PERIOD_TEXT,
  REASON_TEXT,
  REASONS,
  type GradeRow,
  type PointPage,
  type Reason,
} from '../model.ts'
import { FACTOR_CLASSES } from '../rules.ts'
import { GradeForm, type Grading } from './GradeForm.tsx'
import { RiskMark, SourceNote } from './parts.tsx'
import { PointForm } from './PointForm.tsx'
import { usePoint, useRefresh } from './useRisks.ts'
import './risks.css'

const ASKED: readonly Reason[] = ['process-change', 'accident', 'new-hazard', 'control-failed', 'yearly', 'correction']

function GradeSheet({ page, onClose }: { page: PointPage; onClose: () => void }): ReactNode {
  const t = useT()
  const refresh = useRefresh()
  const now = page.grades.find((g) => g.validTo === null)
  const [grading, setGrading, clear] = useDraft<Grading & { reason: Reason; note: string }>(`risk-grade.${page.point.id}`, {
    method: now?.method ?? 'LEC',
    inputs: now?.inputs ?? {},
    reason: page.grades.length === 0 ? 'first' : 'correction',
    note: '',
  })
  const save = useMutation({
    mutationFn: () => api.post(`/api/risks/points/${page.point.id}/grade`, grading),
    onSuccess: () => {
      clear()
      refresh()
      onClose()
    },
  })
  return (
    <Sheet
      open
      title={t(text('风险定级', 'Grade the risk'))}
      onClose={onClose}
      width={720}
      footer={
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t(text('保存定级', 'Save the grade'))}
        </Button>
      }
    >
      {save.error ? <Alert type="error" showIcon title={save.error.message} /> : null}
      <GradeForm value={grading} onChange={(next) => setGrading({ ...grading, ...next })} />
      {page.grades.length > 0 ? (
        <FieldBox id="risk-reason" label={t(text('原因', 'Reason'))} required>
          <Select
            id="risk-reason"
            value={grading.reason}
            style={{ width: '100%' }}
            options={ASKED.map((r) => ({ value: r, label: t(REASON_TEXT[r]) }))}
            onChange={(reason: Reason) => setGrading({ ...grading, reason })}
          />
        </FieldBox>
      ) : null}
      <FieldBox id="risk-note" label={t(text('说明', 'Note'))}>
        <Input id="risk-note" value={grading.note} maxLength={500} onChange={(e) => setGrading({ ...grading, note: e.target.value })} />
      </FieldBox>
    </Sheet>
  )
}

function ReviewSheet({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const t = useT()
  const refresh = useRefresh()
  const [reason, setReason] = useState<Reason>('process-change')
  const [detail, setDetail] = useState('')
  const send = useMutation({
    mutationFn: () => api.post(`/api/risks/points/${id}/review`, { reason, detail }),
    onSuccess: () => {
      refresh()
      onClose()
    },
  })
  return (
    <Sheet
      open
      title={t(text('发起复评', 'Order a re-assessment'))}
      onClose={onClose}
      footer={
        <Button type="primary" loading={send.isPending} onClick={() => send.mutate()}>
          {t(text('发起', 'Order'))}
        </Button>
      }
    >
      {send.error ? <Alert type="error" showIcon title={send.error.message} /> : null}
      <FieldBox id="review-reason" label={t(text('原因', 'Reason'))} required>
        <Select
          id="review-reason"
          value={reason}
          style={{ width: '100%' }}
          options={REASONS.filter((r) => r !== 'first').map((r) => ({ value: r, label: t(REASON_TEXT[r]) }))}
          onChange={setReason}
        />
      </FieldBox>
      <FieldBox id="review-detail" label={t(text('说明', 'Detail'))}>
        <Input.TextArea id="review-detail" value={detail} maxLength={500} onChange={(e) => setDetail(e.target.value)} />
      </FieldBox>
    </Sheet>
  )
}

function Grade({ grade }: { grade: GradeRow }): ReactNode {
  const t = useT()
  const when = useWhen()
  return (
    <li className="risk-history">
      <RiskMark level={grade.level} strong={grade.validTo === null} />
      <div>
        <div>
          {when(grade.validFrom)}
          {grade.validTo ? t(text(` 至 ${when(grade.validTo)}`, ` to ${when(grade.validTo)}`)) : t(text(' 起有效', ', in force'))} ·{' '}
          {t(REASON_TEXT[grade.reason])} · {grade.by}
        </div>
        <div>
          {grade.missing.length > 0
            ? t(text(`不能判定，因为：${grade.missing.join('、')}`, `Cannot judge, because: ${grade.missing.join(', ')}`))
            : grade.steps.join('；')}
        </div>
        {grade.note ? <div>{grade.note}</div> : null}
        <details>
          <summary>{t(text('依据', 'Clause'))}</summary>
          {grade.clause} <SourceNote status={grade.sourceStatus} />
        </details>
      </div>
    </li>
  )
}

function Matters({ matters }: { matters: PointPage['matters'] }): ReactNode {
  const kinds = useKinds()
  return (
    <ul className="rows">
      {matters.map((m) => {
        const kind = kinds.of(m.kind)
        return (
          <li key={m.id} className="row">
            <MatterLink id={m.id} className="row-title">
              {m.title}
            </MatterLink>
            <StateMark kind={kind} state={m.state} phase={m.phase as never} />
          </li>
        )
      })}
    </ul>
  )
}

/** A finding by who is no worker of the enterprise: the form of the act, with the point and its place filled in. */
function Finding({ page: { point }, onClose }: { page: PointPage; onClose: () => void }): ReactNode {
  const refresh = useRefresh()
  const kind = useKinds().of('hazard')
  if (!kind) return null
  const preset = { riskPoint: point.id, where: `${point.workshop} ${point.name}`.slice(0, 100) }
  const done = (): void => {
    refresh()
    onClose()
  }
  const target = { kind, act: 'find', matterId: null, orgId: point.orgId, about: point.id, preset }
  return <ActDialog key={point.id} target={target} onClose={onClose} onDone={done} />
}

type Open = 'grade' | 'review' | 'edit' | 'find' | null

function Actions({ page, open }: { page: PointPage; open: (what: Open) => void }): ReactNode {
  const t = useT()
  const { abilities, point, card } = page
  const navigate = useNavigate()
  const act = (may: boolean, what: Open, words: Text, primary = false): ReactNode =>
    may && point.status === 'active' ? (
      <Button type={primary ? 'primary' : 'default'} onClick={() => open(what)}>
        {t(words)}
      </Button>
    ) : null
  return (
    <>
      {card ? (
        <Button href={`/api/risks/card.pdf?code=${card}`} target="_blank">
          {t(text('打印告知卡', 'Print the card'))}
        </Button>
      ) : null}
      {abilities.report && point.status === 'active' ? (
        <Button onClick={() => void navigate({ to: '/report' as never, search: { point: point.id } as never })}>
          {t(text('在这里报隐患', 'Report a hazard here'))}
        </Button>
      ) : (
        act(abilities.find, 'find', text('登记隐患', 'Record a finding'))
      )}
      {act(abilities.review && point.reviewId === null, 'review', text('发起复评', 'Order a re-assessment'))}
      {act(abilities.edit, 'edit', text('修改', 'Change'))}
      {act(abilities.grade, 'grade', page.grades.length === 0 ? text('定级', 'Grade') : text('重新定级', 'Grade again'), true)}
    </>
  )
}

/** One risk point: its level and why, what controls it, its history. */
export default function RiskPage(): ReactNode {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const [open, setOpen] = useState<Open>(null)
  const found = usePoint(id)
  if (found.error)
    return (
      <Failure
        error={found.error}
        {...(found.error instanceof ApiError && found.error.status === 404 ? {} : { retry: () => void found.refetch() })}
      />
    )
  if (!found.data) return <Loading />
  const page = found.data
  const { point, grades, controls } = page
  const openHazards = page.matters.filter((m) => m.kind === 'hazard' && (m.phase === 'open' || m.phase === 'waiting'))
  const others = page.matters.filter((m) => !openHazards.includes(m))
  const now = grades.find((g) => g.validTo === null)
  const facts: [Text, ReactNode][] = [
    [
      text('企业', 'Enterprise'),
      <Link key="o" to={'/registry/$id' as never} params={{ id: point.orgId } as never}>
        {point.orgName}
      </Link>,
    ],
    [text('类别', 'Kind'), t(KIND_TEXT[point.kind])],
    [text('车间或区域', 'Workshop'), point.workshop],
    [text('责任岗位', 'Post'), point.post],
    [text('可能的事故', 'Accidents'), point.accidents.join('、') || '—'],
    [text('下次复评', 'Next re-assessment'), point.reviewOn ?? '—'],
  ]
  return (
    <Page title={point.name} extra={<Actions page={page} open={setOpen} />}>
      {point.reviewId ? (
        <Alert
          type="warning"
          showIcon
          title={t(text('需要重新评估', 'To be re-assessed'))}
          description={<MatterLink id={point.reviewId}>{t(text('看原因和期限', 'See why and until when'))}</MatterLink>}
        />
      ) : null}
      {point.status === 'ended' ? <Alert type="info" showIcon title={t(text('这个风险点已停用', 'This risk point has ended'))} /> : null}
      <Card>
        <div className="risk-head">
          <RiskMark level={point.level} graded={point.gradedAt !== null} strong />
          <span>
            {now
              ? now.missing.length > 0
                ? t(text(`不能判定，因为：${now.missing.join('、')}`, `Cannot judge, because: ${now.missing.join(', ')}`))
                : now.steps[0]
              : t(text('还没有定级', 'Not graded yet'))}
          </span>
        </div>
        <dl className="facts">
          {facts.map(([label, value]) => (
            <div key={label.en}>
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {openHazards.length > 0 ? (
        <Card title={t(text(`未销号的隐患 ${openHazards.length} 项`, `Open hazards: ${openHazards.length}`))}>
          <Matters matters={openHazards} />
        </Card>
      ) : null}
      <Card title={t(text('危险和有害因素', 'Hazard factors'))}>
        <ul className="risk-list">
          {point.factors.map((f) => (
            <li key={`${f.code}.${f.text}`}>
              {f.text} <span className="muted">{`${f.code} ${FACTOR_CLASSES[f.code.slice(0, 2)] ?? ''}`}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t(text('管控措施', 'Controls'))}>
        <ul className="risk-list">
          {controls.map((c) => (
            <li key={c.id}>
              <strong>{t(CONTROL_TEXT[c.kind])}</strong> {c.text}{' '}
              <span className="muted">
                {t(text(`${ANSWER_TEXT[c.level].zh}负责`, `${ANSWER_TEXT[c.level].en} answers`))}
                {c.period && c.check
                  ? t(text(`；${PERIOD_TEXT[c.period].zh}自查：${c.check}`, `; ${PERIOD_TEXT[c.period].en} check: ${c.check}`))
                  : ''}
              </span>
            </li>
          ))}
        </ul>
        {controls.length === 0 ? <p className="muted">{t(text('还没有管控措施', 'No controls yet'))}</p> : null}
      </Card>
      <Card title={t(text('应急处置', 'Emergency steps'))}>
        <ol className="risk-list">
          {point.emergency.map((s) => (
            <li key={s}>{s}</li>
          ))}
        </ol>
      </Card>
      <Card title={t(text('等级变化', 'History of grades'))}>
        <ul className="risk-list">
          {grades.map((g) => (
            <Grade key={g.id} grade={g} />
          ))}
        </ul>
      </Card>
      {others.length > 0 ? (
        <Card title={t(text('已办结的隐患和复评', 'Past hazards and re-assessments'))}>
          <Matters matters={others} />
        </Card>
      ) : null}
      {open === 'grade' ? <GradeSheet page={page} onClose={() => setOpen(null)} /> : null}
      {open === 'review' ? <ReviewSheet id={id} onClose={() => setOpen(null)} /> : null}
      {open === 'find' ? <Finding page={page} onClose={() => setOpen(null)} /> : null}
      {open === 'edit' ? <PointForm page={page} onClose={() => setOpen(null)} /> : null}
    </Page>
  )
}
