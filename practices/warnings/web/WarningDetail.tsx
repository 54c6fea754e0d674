import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { ActDialog, MatterActs, MatterLink, ShortRow, StateMark, Timeline, useKinds } from '#mechanisms/matters/web/index.ts'
import { PointTrend } from '#mechanisms/monitoring/web/index.ts'
import { Card, Due, Failure, Level, Loading, Nothing, useT, When } from '#platform/web/index.ts'
import { LEVEL_COLOUR, LEVEL_TEXT, SOURCE_TEXT, type LevelKey } from '../model.ts'
import { useAround, useWarning } from './useWarnings.ts'
import './warnings.css'

function AlarmsBehind({
  alarms,
}: {
  alarms: readonly { id: string; title: string; at: string; present: boolean; clearedAt: string | null }[]
}): ReactNode {
  const t = useT()
  return (
    <ul className="warning-lines">
      {alarms.map((a) => (
        <li key={`${a.id}.${a.at}`}>
          <When at={a.at} /> {a.title}{' '}
          {a.present ? (
            <strong>{t(text('仍在报警', 'still in alarm'))}</strong>
          ) : (
            <span className="muted">{t(text('已恢复', 'returned'))}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Surroundings({ id }: { id: string }): ReactNode {
  const t = useT()
  const { data, error, refetch } = useAround(id)
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  return (
    <>
      {data.pointId ? (
        <Card
          title={t(text('监测趋势', 'Trend'))}
          extra={
            <Link to={'/monitoring/points/$id' as never} params={{ id: data.pointId } as never}>
              {t(text('点位', 'Point'))}
            </Link>
          }
        >
          <PointTrend id={data.pointId} />
        </Card>
      ) : null}
      {data.alarms.length > 0 ? (
        <Card title={t(text('背后的报警', 'Alarms behind it'))}>
          <AlarmsBehind alarms={data.alarms} />
        </Card>
      ) : null}
      <Card title={t(text('可以打电话的人', 'People to call'))}>
        {data.people.length === 0 ? <Nothing what={text('没有登记联系人', 'Nobody is on record')} /> : null}
        <ul className="warning-lines">
          {data.people.map((p) => (
            <li key={`${p.orgName}.${p.name}.${p.title}`}>
              <strong>{p.name}</strong> {p.title} <span className="muted">{p.orgName}</span>{' '}
              {p.phone ? <a href={`tel:${p.phone}`}>{p.phone}</a> : <span className="muted">{t(text('没有登记电话', 'no number'))}</span>}
            </li>
          ))}
        </ul>
      </Card>
      {data.neighbours.length > 0 ? (
        <Card title={t(text('周边企业', 'Neighbours'))}>
          <ul className="warning-lines">
            {data.neighbours.map((n) => (
              <li key={n.id}>
                <Link to={'/registry/$id' as never} params={{ id: n.id } as never}>
                  {n.name}
                </Link>{' '}
                <span className="muted">{t(text(`${n.km} 公里`, `${n.km} km`))}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  )
}

export interface WarningDetailProps {
  readonly id: string
  /** An act that the keyboard asked for. */
  readonly asked?: string | null
  readonly onAsked?: (act: string | null) => void
  /** Side by side (desk) or below one another (phone). */
  readonly side?: boolean
}

/** A warning: what, where, until when, what I may do; the log; what lies behind and around it. */
export function WarningDetail({ id, asked, onAsked, side }: WarningDetailProps): ReactNode {
  const t = useT()
  const kinds = useKinds()
  const { data: page, error, refetch } = useWarning(id)
  const [own, setOwn] = useState<string | null>(null)
  const act = asked ?? own
  const setAct = (next: string | null): void => (onAsked ? onAsked(next) : setOwn(next))
  const kind = page && kinds.of(page.matter.kind)
  if (error && !page) return <Failure error={error} retry={() => void refetch()} />
  if (!page || !kind) return <Loading />
  const { matter } = page
  const level = matter.level as LevelKey
  const { fields } = matter
  const source = SOURCE_TEXT[fields['source'] as keyof typeof SOURCE_TEXT]
  const recurs = fields['recurrenceOf']
  const repeats = Number(fields['repeats'] ?? 0)
  const may = page.abilities.some((a) => a.act === act && a.enabled)
  return (
    <div className={side ? 'warning-detail warning-side' : 'warning-detail'}>
      <div>
        <Card>
          <div className="warning-head">
            <Level colour={LEVEL_COLOUR[level]} text={LEVEL_TEXT[level]} strong />
            <StateMark kind={kind} state={matter.state} phase={matter.phase} />
            {matter.closedAt === null ? <Due at={matter.dueAt} exact /> : null}
            <MatterLink id={matter.id}>{matter.no}</MatterLink>
          </div>
          <h2 className="warning-title">{matter.title}</h2>
          <p>
            {matter.orgId && matter.orgName ? (
              <Link to={'/registry/$id' as never} params={{ id: matter.orgId } as never}>
                {matter.orgName}
              </Link>
            ) : null}{' '}
            <span className="muted">
              {source ? t(source) : ''} · <When at={matter.openedAt} />
              {matter.dueClause ? <> · {t(matter.dueClause)}</> : null}
            </span>
          </p>
          <p>{String(fields['words'] ?? '')}</p>
          {repeats > 0 ? <p>{t(text(`其后又报警 ${repeats} 次`, `${repeats} more alarms since`))}</p> : null}
          {fields['alarmOver'] ? (
            <p className="muted">
              {t(text('报警已恢复，预警仍须办结：', 'The alarm has returned; the warning is still to be closed: '))}
              <When at={String(fields['alarmOver'])} />
            </p>
          ) : null}
          {typeof recurs === 'string' ? (
            <p>
              <Link to={'/warnings/$id' as never} params={{ id: recurs } as never}>
                {t(text('30 天内同一处办结过预警', 'A warning of this place was closed within 30 days'))}
              </Link>
            </p>
          ) : null}
          <MatterActs page={page} kind={kind} onAct={setAct} />
        </Card>
        {side ? <Surroundings id={id} /> : null}
      </div>
      <div>
        {page.children.length > 0 ? (
          <Card title={t(text('转出的隐患', 'Hazards made of it'))}>
            <ul className="warning-lines">
              {page.children.map((child) => (
                <ShortRow key={child.id} row={child} kind={kinds.of(child.kind)} />
              ))}
            </ul>
          </Card>
        ) : null}
        <Card title={t(text('办理经过', 'Log'))}>
          <Timeline acts={page.acts} kind={kind} sector={matter.sector} />
        </Card>
        {side ? null : <Surroundings id={id} />}
      </div>
      {act && may ? (
        <ActDialog
          key={`${id}.${act}`}
          target={{ kind, act, matterId: id, sector: matter.sector }}
          onClose={() => setAct(null)}
          onDone={() => setAct(null)}
          onSwitch={setAct}
        />
      ) : null}
    </div>
  )
}
