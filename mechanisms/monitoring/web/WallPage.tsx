import { Link } from '@tanstack/react-router'
import { Input, Switch } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Failure, Loading, Nothing, Page, Stat, useHolds, useT } from '#platform/web/index.ts'
import type { WallOrg } from '../model.ts'
import { useAlarmSummary, useWall } from './useMonitoring.ts'
import { COLOUR_TEXT } from './words.ts'
import './monitoring.css'

const COLOURS = ['red', 'orange', 'gold', 'blue'] as const
const ON_WHITE = { red: '#cf1322', orange: '#d46b08', gold: '#ad8b00', blue: '#0958d9' }
/** Brighter where the ground is dark. */
const ON_DARK = { red: '#ff4d4f', orange: '#fa8c16', gold: '#fadb14', blue: '#4096ff' }

const worstOf = (org: WallOrg): (typeof COLOURS)[number] | null => COLOURS.find((c) => org[c] > 0) ?? null
const rank = (org: WallOrg): number => {
  const worst = worstOf(org)
  return worst ? COLOURS.indexOf(worst) : org.unknown > 0 ? 4 : 5
}

function OrgTile({ org, dark }: { org: WallOrg; dark: boolean }): ReactNode {
  const t = useT()
  const worst = worstOf(org)
  const inks = dark ? ON_DARK : ON_WHITE
  const known = org.points - org.unknown
  return (
    <Link
      to={'/monitoring/enterprise/$id' as never}
      params={{ id: org.id } as never}
      className="wall-org"
      style={worst ? { borderLeftColor: inks[worst] } : org.unknown > 0 ? { borderLeftStyle: 'dashed' } : undefined}
    >
      <b>{org.name}</b>
      <span>
        {COLOURS.filter((c) => org[c] > 0).map((c) => (
          <span key={c} className="wall-level">
            <i aria-hidden="true" style={{ background: inks[c] }} />
            {t(COLOUR_TEXT[c] ?? text(c, c))} {org[c]}
          </span>
        ))}
        {worst === null ? (
          <span className="muted">{org.unknown === org.points ? t(text('状态不明', 'Not known')) : t(text('无报警', 'No alarm'))}</span>
        ) : null}
      </span>
      <span className="muted">
        {t(text(`${known} / ${org.points} 个点位有数据`, `${known} of ${org.points} points report`))}
        {org.unknown > 0 ? ` · ${t(text(`${org.unknown} 不明`, `${org.unknown} not known`))}` : ''}
        {org.away > 0 ? ` · ${t(text(`${org.away} 校准检修`, `${org.away} in calibration or maintenance`))}` : ''}
      </span>
    </Link>
  )
}

/** The wall: what is wrong first, then what is not known, then what is quiet. */
export default function WallPage(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const wall = useWall()
  const summary = useAlarmSummary().data
  const [dark, setDark] = useState(() => localStorage.getItem('anlan.wall') === 'dark')
  const [find, setFind] = useState('')
  const orgs = (wall.data?.orgs ?? [])
    .filter((o) => o.name.includes(find.trim()))
    .toSorted((a, b) => rank(a) - rank(b) || b.unacknowledged - a.unacknowledged || a.name.localeCompare(b.name, 'zh'))
  const sum = (key: 'points' | 'unknown' | 'away'): number => (wall.data?.orgs ?? []).reduce((n, o) => n + o[key], 0)
  const choose = (on: boolean): void => {
    setDark(on)
    localStorage.setItem('anlan.wall', on ? 'dark' : 'light')
  }
  return (
    <Page
      wide
      title={t(text('监测', 'Monitoring'))}
      extra={
        <span className="trend-bar">
          <Link to={'/monitoring/kpis' as never}>{t(text('报警质量', 'Alarm quality'))}</Link>
          {holds('point.import') ? <Link to={'/monitoring/import' as never}>{t(text('导入点位', 'Import points'))}</Link> : null}
          <label className="alarm-group">
            <Switch size="small" checked={dark} onChange={choose} aria-label={t(text('大屏深色', 'Dark wall'))} />{' '}
            {t(text('大屏深色', 'Dark wall'))}
          </label>
        </span>
      }
    >
      <div className={dark ? 'wall-dark' : undefined}>
        <div className="stats">
          <Stat
            label={text('未确认报警', 'not acknowledged')}
            value={summary?.unacknowledged}
            to="/monitoring/alarms"
            search={{ show: 'unacknowledged' }}
          />
          {COLOURS.map((c) => (
            <Stat
              key={c}
              label={COLOUR_TEXT[c] ?? text(c, c)}
              value={summary?.colours[c]}
              {...(dark ? {} : { colour: c })}
              to="/monitoring/alarms"
              search={{ show: 'active', colour: c }}
            />
          ))}
          <Stat label={text('点位', 'points')} value={wall.data ? sum('points') : undefined} />
          <Stat
            label={text('不明', 'not known')}
            value={wall.data ? sum('unknown') : undefined}
            note={t(text('无数据，不算正常', 'silent: not counted as normal'))}
          />
        </div>
        <div className="filters">
          <Input.Search
            allowClear
            aria-label={t(text('找企业', 'Find an enterprise'))}
            placeholder={t(text('找企业', 'Find an enterprise'))}
            value={find}
            onChange={(e) => setFind(e.target.value)}
            style={{ maxWidth: 280 }}
          />
        </div>
        {wall.isPending ? (
          <Loading />
        ) : wall.error && !wall.data ? (
          <Failure error={wall.error} retry={() => void wall.refetch()} />
        ) : orgs.length === 0 ? (
          <Nothing what={text('没有接入监测的企业', 'No enterprise is monitored')} />
        ) : (
          <div className="wall-grid">
            {orgs.map((o) => (
              <OrgTile key={o.id} org={o} dark={dark} />
            ))}
          </div>
        )}
      </div>
    </Page>
  )
}
