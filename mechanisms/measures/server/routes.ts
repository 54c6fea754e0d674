import { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import type { MeasureDef } from '#kernel/measure/index.ts'
import { text } from '#kernel/text.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { badInput, notFound, readRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { ListQuery, MeasureList, MeasureSeries, SeriesQuery, type MeasureInfo } from '../model.ts'
import { periodsTo, yearBefore } from '../rules.ts'
import { baseRoutes } from './base-routes.ts'
import type { MeasureBook } from './counter.ts'
import { readMeasure } from './read.ts'

const none = z.object({})

function infoOf(def: MeasureDef): MeasureInfo {
  const { id, unit, period, better, breakdowns, formula, clause, digits } = def
  return { id, text: def.text, unit, period, better, breakdowns: [...breakdowns], formula, clause, digits }
}

/** The place asked about, or the post's own. A place outside the jurisdiction does not exist. */
async function placeOf({ read, session }: ReadContext, asked: string | undefined): Promise<{ path: string; name: string }> {
  const own = session.claims.path
  const path = asked ?? own
  if (own === '' || !path.startsWith(own)) throw notFound()
  const [found] = await read<{ name: string }>(sql`select name from division where path = ${path}`)
  if (!found) throw notFound()
  return { path, name: found.name }
}

/** Months of the small trend of a list. */
const TREND_MONTHS = 24
const TREND_YEARS = 5

/** The measures as lists, series and splits: what the board, the reports and plans read, for people and for the API. */
export function measureRoutes(db: Db, book: MeasureBook): Route[] {
  return [
    ...baseRoutes(db, book),
    readRoute({
      method: 'GET',
      path: '/api/measures',
      audit: 'measure.list',
      text: text('指标', 'Measures'),
      permission: 'measure.read',
      params: none,
      query: ListQuery,
      response: MeasureList,
      handler: async (context, { query }) => {
        const { path, name } = await placeOf(context, query.path)
        const today = cstDate(context.now)
        const year = query.year ?? Number(today.slice(0, 4))
        const end = `${year}-12-31`
        const to = end < today ? end : today
        if (to < `${year}-01-01`) throw badInput([{ field: 'query.year', message: text('这一年还没有开始', 'That year has not begun') }])
        const now = { from: `${year}-01-01`, to }
        const lastYear = { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }
        const items = await Promise.all(
          book.measures.map(async (def) => {
            const trend = def.period === 'year' ? periodsTo(to, 'year', TREND_YEARS) : periodsTo(to, 'month', TREND_MONTHS)
            const periods = [now, yearBefore(now), lastYear, ...trend]
            const [a, b, c, ...rest] = await readMeasure(book, (s) => context.read(s), context.session.claims, {
              measure: def.id,
              path,
              periods,
            })
            if (!a || !b || !c) throw new Error(`The measure ${def.id} gave no values`)
            return {
              info: infoOf(def),
              now: a,
              before: b,
              lastYear: c,
              trend: rest.map((v) => ({ from: v.from, to: v.to, value: v.value })),
            }
          }),
        )
        return { path, place: name, year, to, items }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/measures/:id',
      audit: 'measure.series',
      text: text('指标的序列', 'Series of a measure'),
      permission: 'measure.read',
      params: z.object({ id: z.string().max(80) }),
      query: SeriesQuery,
      response: MeasureSeries,
      handler: async (context, { params, query }) => {
        const def = book.measures.find((m) => m.id === params.id)
        if (!def) throw notFound()
        if (query.by && !def.breakdowns.includes(query.by)) {
          throw badInput([{ field: 'query.by', message: text('这项指标不能这样分组', 'This measure is not split that way') }])
        }
        const { path, name } = await placeOf(context, query.path)
        const periods = periodsTo(query.to ?? cstDate(context.now), query.step, query.count)
        const ask = { measure: def.id, path, periods, ...(query.by ? { by: query.by } : {}) }
        const items = await readMeasure(book, (s) => context.read(s), context.session.claims, ask)
        return { info: infoOf(def), path, place: name, periods, items }
      },
    }),
  ]
}
