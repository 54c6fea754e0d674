import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { cstDate, makeCalendar, type Calendar } from '#kernel/calendar/index.ts'
import { fill, text } from '#kernel/text.ts'
import { WEB } from '../server/static.ts'
import type { Config } from '../server/config.ts'
import { checkDatabase, type DatabaseState } from './doctor-database.ts'
import {
  bad,
  checkBinaries,
  checkDisk,
  checkFolder,
  checkMemory,
  checkNode,
  checkPort,
  errorText,
  good,
  notice,
  type Finding,
} from './doctor-machine.ts'
import type { Io } from './main.ts'
import { both, configOf, hasCluster, withDatabase } from './opening.ts'

/** Working-day deadlines need the holidays of the year, and from November on those of the next. */
export function checkHolidays(now: Date, calendar: Calendar): Finding {
  const [year = 0, month = 0] = cstDate(now).split('-').map(Number)
  const wanted = month >= 11 ? [year, year + 1] : [year]
  const missing = wanted.filter((y) => !calendar.known(y))
  if (missing.length === 0) return good(fill(text('节假日数据齐全（{y}）', 'holidays are known ({y})'), { y: wanted.join(', ') }))
  const what = fill(
    text('没有 {y} 年的节假日安排，工作日期限只按周末计算', 'no holiday data for {y}: working-day deadlines know weekends only'),
    { y: missing.join(', ') },
  )
  const todo = text(
    '国务院办公厅通知公布后，请升级安澜或由管理员录入',
    'upgrade Anlan after the announcement, or have the administrator enter it',
  )
  return missing.includes(year) ? bad(what, todo) : notice(what, todo)
}

export function checkWeb(folder = WEB): Finding {
  if (existsSync(path.join(folder, 'index.html'))) return good(text('网页已构建', 'the web page is built'))
  return bad(text('网页尚未构建', 'the web page is not built'), text('请运行 npm run build', 'run npm run build'))
}

async function databaseFindings(config: Config, now: Date): Promise<DatabaseState> {
  if (!config.databaseUrl && !hasCluster(config.dataDir)) {
    const todo = text('首次 anlan serve 时自动建立', 'the first anlan serve makes it')
    return { findings: [notice(text('还没有数据库', 'there is no database yet'), todo)], serving: false, calendar: makeCalendar() }
  }
  try {
    return await withDatabase(config, (opened) => checkDatabase(opened, now))
  } catch (error) {
    return {
      findings: [bad(text('数据库连不上', 'the database cannot be reached'), errorText(error))],
      serving: false,
      calendar: makeCalendar(),
    }
  }
}

const WORDS: Readonly<Record<Finding['level'], string>> = { good: '好   ', notice: '注意 ', bad: '坏   ' }

/**
 * `anlan doctor [--data DIR] [--port N]`: what is right, what deserves attention, what is wrong and how to mend it. Works with and
 * without a running server; where none runs, the database is started for the while.
 * @returns 1 when something is bad
 */
export async function doctorCommand(args: string[], io: Io, now = new Date()): Promise<number> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' }, port: { type: 'string' } } })
  const config = configOf(values.data, values.port)
  const external = config.databaseUrl !== undefined
  const database = await databaseFindings(config, now)
  const findings = [
    checkNode(),
    checkBinaries(external),
    checkDisk(config.dataDir),
    checkMemory(),
    ...checkFolder(config.dataDir, external),
    await checkPort(config.host, config.port, database.serving),
    ...database.findings,
    checkHolidays(now, database.calendar),
    checkWeb(),
  ]
  for (const { level, what, todo } of findings) {
    io.out(`${WORDS[level]} ${both(what)}`)
    if (todo) io.out(`      → ${both(todo)}`)
  }
  const count = (level: Finding['level']): number => findings.filter((f) => f.level === level).length
  const end = text('{bad} 项有问题，{notice} 项需注意，{good} 项正常', '{bad} bad, {notice} to note, {good} good')
  io.out(both(fill(end, { bad: count('bad'), notice: count('notice'), good: count('good') })))
  return count('bad') > 0 ? 1 : 0
}
