import { z } from 'zod'
import { holds, type Claims } from '#kernel/access/index.ts'
import { addDays } from '#kernel/calendar/index.ts'
import type { MatterKind } from '#kernel/matter/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { forbidden, readRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import * as model from '../model.ts'
import { coverage, POINT_CAP, SETTING, TREND_WEEKS, WATCHED } from '../rules.ts'
import { areasSql, gradeAreas, type AreaRow } from './areas.ts'
import * as board from './board.ts'
import { gradePoint, pointsSql, withoutPlaceSql, type PointRow } from './points.ts'

export interface MapRouteDeps {
  /** Kinds say whose turn it is in each state. */
  readonly kinds: ReadonlyMap<string, MatterKind>
}

const turnOf = (kinds: MapRouteDeps['kinds'], kind: string, state: string): 'org' | 'office' | undefined =>
  kinds.get(kind)?.states[state]?.turn

/** `kind/state` of every state in which the office is to act. */
const officeTurns = (kinds: MapRouteDeps['kinds']): string[] =>
  [...kinds.values()].flatMap((k) => Object.keys(k.states).flatMap((s) => (turnOf(kinds, k.id, s) === 'office' ? [`${k.id}/${s}`] : [])))

const none = z.object({})

function mapReader({ claims }: ReadContext['session']): Claims {
  if (!holds(claims, 'map.read') && !holds(claims, 'stats.read')) throw forbidden()
  return claims
}

async function areasFor({ read, now }: ReadContext, claims: Claims, path: string): Promise<model.Areas> {
  return gradeAreas(await read<AreaRow>(areasSql(path, now), true), claims, path)
}

type RedRow = Omit<model.RedItem, 'owner' | 'reason'> & { officeName: string | null; recurring: boolean }

function redItem(kinds: MapRouteDeps['kinds'], { officeName, recurring, ...row }: RedRow, now: Date): model.RedItem {
  const late = row.dueAt !== null && Date.parse(row.dueAt) < now.getTime()
  const listed = row.kind === WATCHED.listing
  const what: Text = listed ? text('挂牌督办', 'Supervised listing') : text('重大隐患', 'Major hazard')
  const office = turnOf(kinds, row.kind, row.state) === 'office'
  const how = late
    ? office
      ? text('超期未复查', 'not verified in time')
      : text('超期未整改', 'not rectified in time')
    : office
      ? text('待复查', 'waits to be verified')
      : text('正在整改', 'being rectified')
  const again = recurring ? text('，整改后重复出现', ', found again after closing') : text('', '')
  return {
    ...row,
    owner: office ? officeName : row.orgName,
    reason: { zh: `${what.zh}${how.zh}${again.zh}`, en: `${what.en} ${how.en}${again.en}` },
  }
}

type FlowRow = { week: string; opened: number; closed: number; reportedToday: number; closedThisMonth: number; checksDoneToday: number }

/** Every week of the trend, also those in which nothing happened. */
function weeks(flow: readonly FlowRow[], first: string): model.TrendWeek[] {
  const found = new Map(flow.map((f) => [f.week, f]))
  return Array.from({ length: TREND_WEEKS }, (_, i) => {
    const week = addDays(first, 7 * i)
    return { week, opened: found.get(week)?.opened ?? 0, closed: found.get(week)?.closed ?? 0 }
  })
}

const total = (flow: readonly FlowRow[], key: 'reportedToday' | 'closedThisMonth' | 'checksDoneToday'): number =>
  flow.reduce((sum, f) => sum + f[key], 0)

async function plantOf({ read }: ReadContext, orgId: string, time: board.BoardTime): Promise<model.Plant> {
  const [checks, hazards, licences] = await Promise.all([
    read<model.CheckRow>(board.ownChecksSql(orgId, time), true),
    read<model.OpenRow>(board.ownHazardsSql(orgId), true),
    read<model.EndingLicence>(board.licencesSql(orgId, time), true),
  ])
  return { checks, hazards, licences }
}

/** The board of a post: each part is made only where the post may read, and needs, what it is made of. */
export async function boardOf({ kinds }: MapRouteDeps, context: ReadContext): Promise<model.Board> {
  const { read, now, session } = context
  const { claims } = session
  const time = board.boardTime(now)
  const hazards = holds(claims, `${WATCHED.hazard}.read`)
  const wide = hazards && coverage(claims, claims.path) !== 'part'
  // An own part for who acts for one organisation: it reads by organisation, not by area.
  const own = claims.orgId !== '' && !wide && holds(claims, `${WATCHED.check}.read`)
  const [counts, flow, red, ladder, orgs, lights, plant] = await Promise.all([
    hazards
      ? read<Omit<model.BoardCounts, 'reportedToday' | 'closedThisMonth' | 'checksDoneToday'>>(board.countsSql(claims, time), true)
      : [],
    hazards ? read<FlowRow>(board.flowSql(claims, time), true) : [],
    hazards ? read<RedRow>(board.redSql(claims), true) : [],
    wide ? read<model.LadderRow>(board.ladderSql(claims, time, officeTurns(kinds)), true) : [],
    wide ? read<model.OverdueOrg>(board.overdueOrgsSql(claims, time), true) : [],
    wide ? areasFor(context, claims, claims.path) : null,
    own ? plantOf(context, claims.orgId, time) : null,
  ])
  const [open] = counts
  const flowed = {
    reportedToday: total(flow, 'reportedToday'),
    closedThisMonth: total(flow, 'closedThisMonth'),
    checksDoneToday: total(flow, 'checksDoneToday'),
  }
  return {
    path: claims.path,
    today: time.today,
    monthStart: time.monthStart,
    counts: open ? { ...open, ...flowed } : null,
    redNow: red.map((row) => redItem(kinds, row, now)),
    ladder,
    trend: weeks(flow, time.firstWeek),
    lights,
    orgs,
    plant,
  }
}

export function mapRoutes(deps: MapRouteDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/map/areas',
      audit: 'map.areas',
      text: text('辖区四色', 'Areas in four colours'),
      permission: 'signed-in',
      params: none,
      query: model.AreasQuery,
      response: model.Areas,
      handler: async (context, { query }) => {
        const claims = mapReader(context.session)
        return areasFor(context, claims, query.path ?? claims.path)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/map/points',
      audit: 'map.points',
      text: text('企业点位', 'Enterprises on the map'),
      permission: 'signed-in',
      params: none,
      query: model.PointsQuery,
      response: model.Points,
      handler: async (context, { query }) => {
        const claims = mapReader(context.session)
        const path = query.path ?? claims.path
        const [rows, [without]] = await Promise.all([
          context.read<PointRow>(pointsSql(query, path, context.now)),
          context.read<{ n: number }>(withoutPlaceSql(query, path)),
        ])
        const items = rows.slice(0, POINT_CAP).map((row) => gradePoint(row, claims))
        return { items, capped: rows.length > POINT_CAP, withoutPlace: without?.n ?? 0 }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/map/settings',
      audit: 'map.settings',
      text: text('地图设置', 'Map settings'),
      permission: 'signed-in',
      params: none,
      query: none,
      response: model.MapSettings,
      handler: async ({ read }) => {
        const [row] = await read<{ value: unknown }>(sql`select value from setting where name = ${SETTING.tiles}`)
        const parsed = model.MapSettings.safeParse({ tiles: row?.value ?? null })
        return parsed.success ? parsed.data : { tiles: null }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/board',
      audit: 'board.read',
      text: text('总览数据', 'Data of the home page'),
      permission: 'signed-in',
      params: none,
      query: none,
      response: model.Board,
      handler: (context) => boardOf(deps, context),
    }),
  ]
}
