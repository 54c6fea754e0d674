import { choice, f, num, optStr, say, str } from '../core/fields.ts'
import { atLeast, below } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import { METHANE_POINTS } from '../tables/methane.ts'

const LOCATIONS = METHANE_POINTS.map((one) => choice(one.location, one.location, ...one.aliases))
const EDITION_2016 = '煤矿安全规程(2016) 第498条表18'

const examples = [
  {
    title: say('总回风巷只报警', 'Main return: alarm only'),
    on: '2020-01-01',
    inputs: { location: '总回风巷', ch4_pct: 0.75 },
    expected: { alarm: true, cutoff: false, may_restore: null },
  },
  {
    title: say('低于复电值', 'Below the restore value'),
    on: '2020-01-01',
    inputs: { location: '采煤机', ch4_pct: 0.99 },
    expected: { alarm: false, cutoff: false, may_restore: true },
  },
]

export const methane = defineRule({
  name: 'methane',
  title: say('煤矿甲烷传感器报警、断电、复电', 'Methane alarm, cut-off and restore'),
  summary: say(
    '达到报警值即报警,达到断电值即断电,低于复电值方可复电。',
    'At the alarm value it alarms, at the cut-off value it cuts; only below the restore value may power return.',
  ),
  fields: [
    f.choice('location', '设置地点', 'Location', LOCATIONS),
    f.number('ch4_pct', '甲烷浓度', 'Methane', { unit: '%(体积)', max: 100, aliases: ['ch4', 'CH4', 'value'] }),
    f.text('rule_version', '规程版本', 'Edition', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2016-10-01',
      effectiveTo: '2026-01-31',
      clause: EDITION_2016,
      sourceStatus: 'verified',
      tables: { points: METHANE_POINTS },
    },
    {
      effectiveFrom: '2026-02-01',
      clause: EDITION_2016,
      sourceStatus: 'uncertain',
      note: say(
        '2025 年修订版自 2026-02-01 施行(凭知识),表值未取得,暂用 2016 版,须核对。',
        'The 2025 revision applies from 2026-02-01; its table is not held, that of 2016 is used.',
      ),
      tables: { points: METHANE_POINTS },
    },
  ],
  examples,
  outputAliases: { cut_off: 'cutoff', restore: 'may_restore' },
  run(inputs, tables, context): Outcome {
    const edition = optStr(inputs, 'rule_version')
    if (edition && !edition.includes('2016')) return cannotJudge([`没有收录 ${edition} 的表值`])
    const point = tables.points.find((one) => one.location === str(inputs, 'location'))
    if (!point) return cannotJudge(['没有该地点的表值(location)'])
    const ch4 = num(inputs, 'ch4_pct')
    const value = {
      alarm: atLeast(ch4, point.alarm),
      cutoff: point.cutoff !== null && atLeast(ch4, point.cutoff),
      may_restore: point.restore === null ? null : below(ch4, point.restore),
      power_off: point.powerOff,
    }
    const limits = `报警≥${point.alarm}${point.cutoff === null ? ',不断电' : `,断电≥${point.cutoff},复电<${point.restore}`}`
    const told2016 = edition !== undefined
    return {
      value,
      steps: [`${point.location} ${ch4}%:${limits}`, ...(context.version.note && !told2016 ? [context.version.note.zh] : [])],
      // Asked for the edition of 2016 by name, its table is certain whatever the day.
      ...(told2016 ? { sourceStatus: 'verified' as const } : {}),
    }
  },
})
