import { CheckSquareOutlined, PlusCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { sayDate } from '#kernel/calendar/dates.ts'
import { text, type Text } from '#kernel/text.ts'
import { doorsOf } from '#mechanisms/map/web/index.ts'
import type { Board, CheckRow, EndingLicence, OpenRow } from '#mechanisms/map/model.ts'
import { LevelMark, MatterLink, StateMark, useKinds, wordOf } from '#mechanisms/matters/web/index.ts'
import { api, Card, Due, Nothing, Page, useHolds, useMe, useT } from '#platform/web/index.ts'
import { PledgeBlock } from '#practices/installations/web/index.ts'
import { OpenWarnings } from '#practices/warnings/web/index.ts'
import { Matters } from './Matters.tsx'
import { Counts, WithBoard, type CountName } from './Parts.tsx'

const COUNTS: readonly CountName[] = ['confirm', 'overdue', 'soon', 'open', 'majors', 'checksMissed', 'closedThisMonth']
const DONE = new Set(['done', 'late'])
const OTHER: Text = text('其他', 'Other')

function Quick(): ReactNode {
  const t = useT()
  const holds = useHolds()
  return (
    <div className="home-quick">
      {holds('hazard.report') ? (
        <Link to="/report" className="home-button">
          <PlusCircleOutlined /> {t(text('报隐患', 'Report a hazard'))}
        </Link>
      ) : null}
      {holds('selfcheck.do') ? (
        <Link to="/checks" className="home-button home-button-plain">
          <CheckSquareOutlined /> {t(text('去检查', 'Do a check'))}
        </Link>
      ) : null}
    </div>
  )
}

/** The name of a check; where lists of the same name stand together, with the day each is for. */
function CheckName({ row, dated }: { row: CheckRow; dated: boolean }): ReactNode {
  const t = useT()
  const day = row.day ? sayDate(row.day, Number(row.day.slice(0, 4))) : null
  return (
    <Link to="/checks/$id" params={{ id: row.id } as never} className="home-name">
      {row.title}
      {dated && day ? <span className="muted">{t(text(`（${day.zh}的）`, ` (of ${day.en})`))}</span> : null}
    </Link>
  )
}

const SHORT = 6

/** What was due on an earlier day and can still be made up, the oldest first. */
function Missed({ checks }: { checks: readonly CheckRow[] }): ReactNode {
  const t = useT()
  const [all, showAll] = useState(false)
  const shown = all ? checks : checks.slice(0, SHORT)
  return (
    <>
      <ul className="home-lines">
        {shown.map((row) => (
          <li key={row.id} className="home-line">
            <CheckName row={row} dated />
            <Due at={row.dueAt} />
          </li>
        ))}
      </ul>
      {checks.length > SHORT ? (
        <Button type="link" onClick={() => showAll(!all)} aria-expanded={all}>
          {all ? t(text('收起', 'Show fewer')) : t(text(`展开全部 ${checks.length} 张`, `Show all ${checks.length}`))}
        </Button>
      ) : null}
    </>
  )
}

function Checks({ checks }: { checks: readonly CheckRow[] }): ReactNode {
  const t = useT()
  const kinds = useKinds()
  const kind = kinds.of('selfcheck')
  const names = new Map<string, number>()
  for (const check of checks) names.set(check.title, (names.get(check.title) ?? 0) + 1)
  if (checks.length === 0) return <Nothing what={text('今天没有要做的自查', 'No self-check is due today')} />
  const teams = new Map<string, CheckRow[]>()
  for (const check of checks) teams.set(check.team ?? '', [...(teams.get(check.team ?? '') ?? []), check])
  return (
    <>
      {[...teams].map(([team, rows]) => {
        const done = rows.filter((r) => DONE.has(r.state)).length
        return (
          <section key={team}>
            <h3 className="home-team">
              {t(wordOf(kind, 'checkLevel', team) ?? OTHER)}
              <progress value={done} max={rows.length} aria-label={t(text('完成情况', 'Progress'))} />
              <span className="num">{t(text(`完成 ${done} / ${rows.length}`, `${done} of ${rows.length} done`))}</span>
            </h3>
            <ul className="home-lines">
              {rows.map((row) => (
                <li key={row.id} className="home-line">
                  <CheckName row={row} dated={(names.get(row.title) ?? 0) > 1} />
                  <StateMark kind={kind} state={row.state} phase={DONE.has(row.state) ? 'closed' : 'open'} />
                  {DONE.has(row.state) ? null : <Due at={row.dueAt} />}
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function Hazards({ rows }: { rows: readonly OpenRow[] }): ReactNode {
  const kinds = useKinds()
  const kind = kinds.of('hazard')
  if (rows.length === 0) return <Nothing what={text('没有未销号的隐患', 'No hazard is open')} />
  return (
    <ul className="home-lines">
      {rows.map((row) => (
        <li key={row.id} className="home-line">
          <MatterLink id={row.id} className="home-name">
            {row.title}
          </MatterLink>
          <LevelMark kind={kind} level={row.level} />
          <StateMark kind={kind} state={row.state} phase={row.state === 'verifying' ? 'waiting' : 'open'} />
          <Due at={row.dueAt} />
        </li>
      ))}
    </ul>
  )
}

/** Names of the types of licences; while they are not known a type stands for itself. */
function useLicenceNames(): (type: string) => Text {
  const { data } = useQuery({
    queryKey: ['sectors'],
    queryFn: () => api.get<{ items: { licences?: { id: string; text: Text }[] }[] }>('/api/sectors'),
    staleTime: 3_600_000,
  })
  const known = new Map((data?.items ?? []).flatMap((s) => s.licences ?? []).map((l) => [l.id, l.text]))
  return (type) => known.get(type) ?? { zh: type, en: type }
}

function Licences({ rows, today }: { rows: readonly EndingLicence[]; today: string }): ReactNode {
  const t = useT()
  const { me } = useMe()
  const nameOf = useLicenceNames()
  if (rows.length === 0) return <Nothing what={text('60 天内没有到期的证照', 'No licence ends within 60 days')} />
  return (
    <ul className="home-lines">
      {rows.map((row) => {
        const days = Math.round((Date.parse(row.validTo) - Date.parse(today)) / 86_400_000)
        return (
          <li key={row.id} className="home-line">
            <Link to="/registry/$id" params={{ id: row.orgId } as never} className="home-name">
              {t(nameOf(row.type))}
              {row.holder === me?.orgName ? '' : t(text(`（${row.holder}）`, ` (${row.holder})`))}
            </Link>
            <span className={days < 0 ? 'due due-over' : 'due'}>
              {days < 0
                ? t(text(`已过期 ${-days} 天（${row.validTo}）`, `ended ${-days} d ago (${row.validTo})`))
                : t(text(`还有 ${days} 天（${row.validTo} 止）`, `${days} d left (to ${row.validTo})`))}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function Screen({ board }: { board: Board }): ReactNode {
  const t = useT()
  const { me } = useMe()
  const doors = doorsOf(board)
  const { plant } = board
  const missed = (plant?.checks ?? []).filter((c) => c.state === 'missed')
  const today = (plant?.checks ?? []).filter((c) => c.state !== 'missed')
  return (
    <Page wide title={me?.orgName ?? ''} extra={<Quick />}>
      <Card>
        <Counts board={board} names={COUNTS} />
      </Card>
      <div className="home-two">
        <div>
          <OpenWarnings />
          <PledgeBlock />
          <Card title={t(text('今天的自查', "Today's self-checks"))}>
            <Checks checks={today} />
          </Card>
          {missed.length > 0 ? (
            <Card
              title={t(text('过期没查，请补查', 'Missed, to be made up'))}
              extra={
                <Link to="/matters" search={doors.checksMissed as never}>
                  {t(text(`全部 ${board.counts?.checksMissed ?? missed.length} 张`, `All ${board.counts?.checksMissed ?? missed.length}`))}
                </Link>
              }
            >
              <Missed checks={missed} />
            </Card>
          ) : null}
          {(board.counts?.confirm ?? 0) > 0 ? (
            <Card title={t(text('员工上报，等核实', 'Reported, to confirm'))}>
              <Matters query={doors.confirm} limit={6} nothing={text('没有待核实的上报', 'Nothing to confirm')} />
            </Card>
          ) : null}
        </div>
        <div>
          <Card
            title={t(text('未销号的隐患，先到期的在前', 'Open hazards by clock'))}
            extra={
              <Link to="/matters" search={doors.open as never}>
                {t(text(`全部 ${board.counts?.open ?? 0} 项`, `All ${board.counts?.open ?? 0}`))}
              </Link>
            }
          >
            <Hazards rows={plant?.hazards ?? []} />
          </Card>
          <Card title={t(text('证照到期', 'Licences ending'))}>
            <Licences rows={plant?.licences ?? []} today={board.today} />
          </Card>
        </div>
      </div>
    </Page>
  )
}

/** The home of an enterprise: today's checks, open hazards by clock, what ends soon. */
export default function PlantHome(): ReactNode {
  return <WithBoard>{(board) => <Screen board={board} />}</WithBoard>
}
