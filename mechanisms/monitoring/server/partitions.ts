import type pg from 'pg'
import { cstDate } from '#kernel/calendar/index.ts'
import { dayOf, dayStart } from '../rules.ts'

const stamp = (seconds: number): string => new Date(seconds * 1000).toISOString()
const compact = (day: number): string => cstDate(new Date(dayStart(day) * 1000)).replaceAll('-', '')

export const readingTable = (day: number): string => `reading_${compact(day)}`

interface Part {
  readonly parent: 'reading' | 'reading_minute'
  readonly name: string
  readonly from: number
  readonly to: number
}

const dayPart = (day: number): Part => ({ parent: 'reading', name: readingTable(day), from: dayStart(day), to: dayStart(day + 1) })

function monthPart(day: number): Part {
  const [y = 0, m = 1] = cstDate(new Date(dayStart(day) * 1000))
    .split('-')
    .map(Number)
  const first = (year: number, month: number): number => Date.UTC(year, month - 1, 1) / 1000 - 28_800
  const next = m === 12 ? first(y + 1, 1) : first(y, m + 1)
  return { parent: 'reading_minute', name: `reading_minute_${y}${String(m).padStart(2, '0')}`, from: first(y, m), to: next }
}

/** Made apart and then attached: attaching locks out no reader and no writer. Run by the owner. */
async function make(owner: pg.Pool, part: Part): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(1634625652)')
    const { rows } = await client.query('select to_regclass($1) as found', [part.name])
    if (rows[0]?.found === null) {
      await client.query(`create table ${part.name} (like ${part.parent} including all)`)
      await client.query(
        `alter table ${part.parent} attach partition ${part.name} for values from ('${stamp(part.from)}') to ('${stamp(part.to)}')`,
      )
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Remembers which partitions are there and makes the missing ones. */
export function partitionKeeper(owner: pg.Pool) {
  const known = new Set<string>()
  return {
    /** Partitions for the days (numbers of days in Beijing). */
    async ensure(days: Iterable<number>): Promise<void> {
      for (const day of days) {
        for (const part of [dayPart(day), monthPart(day)]) {
          if (known.has(part.name)) continue
          await make(owner, part)
          known.add(part.name)
        }
      }
    },
    /** Drops what is older than the days kept. Returns the names dropped. */
    async drop(now: number, keep: { raw: number; minute: number; hour: number }): Promise<string[]> {
      const oldest = { reading: dayStart(dayOf(now) - keep.raw), reading_minute: dayStart(dayOf(now) - keep.minute) }
      const { rows } = await owner.query<{ parent: 'reading' | 'reading_minute'; name: string; to: string }>(
        `select p.relname as parent, c.relname as name, substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''([^'']+)''\\)') as "to"
         from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
         where p.relname in ('reading', 'reading_minute')`,
      )
      const dropped: string[] = []
      for (const row of rows) {
        if (Date.parse(row.to) / 1000 > oldest[row.parent]) continue
        await owner.query(`alter table ${row.parent} detach partition ${row.name} concurrently`)
        await owner.query(`drop table ${row.name}`)
        known.delete(row.name)
        dropped.push(row.name)
      }
      await owner.query('delete from reading_hour where t < $1', [stamp(now - keep.hour * 86_400)])
      return dropped
    },
  }
}
export type PartitionKeeper = ReturnType<typeof partitionKeeper>
