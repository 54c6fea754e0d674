import { cstDate, type Calendar } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { tellDeadlines, type TellDeps } from '#mechanisms/matters/index.ts'
import type { Monitoring } from '#mechanisms/monitoring/index.ts'
import { tellLicences } from './licences.ts'
import type { Jobs } from '#platform/jobs/index.ts'
import { assignChecks, sweepChecks, type AssignDeps } from '#practices/hazards/index.ts'
import { askReassessments, assignDuties, assignPledges, sweepInstallations } from '#practices/installations/index.ts'
import { assignReports, openYearlyReviews, type RiskClockDeps } from '#practices/risks/index.ts'
import { askReports, openStages, tellForecasts, type PlanClockDeps } from '#practices/plans/index.ts'

export interface ClockworkDeps {
  readonly jobs: Jobs
  readonly now: () => Date
  readonly calendar: () => Calendar
  readonly tell: TellDeps
  readonly assign: Omit<AssignDeps, 'lists'>
  readonly risks: RiskClockDeps
  readonly plans: PlanClockDeps
  readonly sectorsInForce: () => readonly string[]
  readonly checklistsFor: AssignDeps['lists']
  readonly checkpoint: () => Promise<unknown>
  readonly purge: () => Promise<unknown>
  readonly monitoring: Monitoring
}

/** What the program does by the clock. Each job may run twice without harm. */
export function registerClockwork(deps: ClockworkDeps): void {
  const { jobs, now } = deps
  const lists: AssignDeps['lists'] = (sector, size, day) =>
    deps.sectorsInForce().includes(sector) ? deps.checklistsFor(sector, size, day) : []
  jobs.register('checks-assign', {
    text: text('布置当日自查', "Assign the day's self-checks"),
    again: true,
    run: () => assignChecks({ ...deps.assign, lists }, cstDate(now()), now()),
  })
  jobs.register('checks-sweep', {
    text: text('登记应查未查', 'Register missed self-checks'),
    again: true,
    run: () => sweepChecks({ ...deps.assign, lists }, now()),
  })
  jobs.register('deadlines-tell', {
    text: text('期限提醒与升级', 'Reminders and escalation'),
    again: true,
    run: () => tellDeadlines(deps.tell, now()),
  })
  jobs.register('licences-tell', {
    text: text('证照到期提醒', 'Notices of licences ending'),
    again: true,
    run: () => tellLicences(deps.tell, cstDate(now())),
  })
  jobs.register('pledges-assign', {
    text: text('生成当日安全承诺', "Make the day's pledges"),
    again: true,
    run: () => assignPledges(deps.assign, cstDate(now()), now()),
  })
  jobs.register('duties-assign', {
    text: text('布置包保履职', 'Assign guarantee duties'),
    again: true,
    run: () => assignDuties(deps.assign, cstDate(now()), now()),
  })
  jobs.register('installations-sweep', {
    text: text('登记未承诺和未履职', 'Register missed pledges and duties'),
    again: true,
    run: () => sweepInstallations(deps.assign, now()),
  })
  jobs.register('installations-reassess', {
    text: text('重大危险源重新评估', 'Ask for re-assessments'),
    again: true,
    run: () => askReassessments(deps.assign, now()),
  })
  jobs.register('risks-review', {
    text: text('风险年度复评', 'Yearly re-assessment of risks'),
    again: true,
    run: () => openYearlyReviews(deps.risks, now()),
  })
  jobs.register('risks-report', {
    text: text('布置风险年报', 'Assign the yearly risk reports'),
    again: true,
    run: () => assignReports(deps.risks, cstDate(now()), now()),
  })
  jobs.register('plans-stages', {
    text: text('开出规划年度任务', 'Open yearly stages of plan tasks'),
    again: true,
    run: () => openStages(deps.plans, now()),
  })
  jobs.register('plans-reports', {
    text: text('布置规划进展报告', 'Ask for progress reports on plans'),
    again: true,
    run: () => askReports(deps.plans, now()),
  })
  jobs.register('plans-forecasts', {
    text: text('规划指标预警', 'Warn of indicators that will be missed'),
    again: true,
    run: () => tellForecasts(deps.plans, now()),
  })
  jobs.register('record-checkpoint', { text: text('签署记录检查点', 'Sign a checkpoint of the record'), again: true, run: deps.checkpoint })
  const { monitoring } = deps
  jobs.register('readings-roll', { text: text('汇总监测数据', 'Roll up readings'), again: true, run: monitoring.rollUp })
  jobs.register('readings-keep', { text: text('整理监测数据分区', 'Keep partitions of readings'), again: true, run: monitoring.keep })
  jobs.register('alarms-expire', { text: text('到期恢复搁置的报警', 'End shelving of alarms'), again: true, run: monitoring.expire })
  jobs.register('signin-purge', { text: text('清理过期会话', 'Remove expired sessions'), again: true, run: deps.purge })
}

/** China time. Assigning comes before the shift begins; deadlines are told through the day. */
export async function scheduleClockwork(jobs: Jobs): Promise<void> {
  await jobs.schedule('checks-assign', '0 6 * * *')
  await jobs.schedule('checks-sweep', '5 * * * *')
  await jobs.schedule('deadlines-tell', '* * * * *')
  await jobs.schedule('licences-tell', '30 7 * * *')
  await jobs.schedule('pledges-assign', '0 5 * * *')
  await jobs.schedule('duties-assign', '10 6 * * *')
  await jobs.schedule('installations-sweep', '*/10 * * * *')
  await jobs.schedule('installations-reassess', '30 6 * * *')
  await jobs.schedule('risks-review', '40 6 * * *')
  await jobs.schedule('risks-report', '50 6 * * *')
  await jobs.schedule('plans-stages', '10 6 * * *')
  await jobs.schedule('plans-reports', '20 6 * * *')
  await jobs.schedule('plans-forecasts', '45 6 * * *')
  await jobs.schedule('record-checkpoint', '*/10 * * * *')
  await jobs.schedule('readings-roll', '* * * * *')
  await jobs.schedule('readings-keep', '20 * * * *')
  await jobs.schedule('alarms-expire', '* * * * *')
  await jobs.schedule('signin-purge', '30 3 * * *')
}
