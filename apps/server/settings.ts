import { z } from 'zod'
import type { Ladder, MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { GRADE_SETTINGS, GradeSettings, MapSettings } from '#mechanisms/map/index.ts'
import { RETENTION, RetentionSetting } from '#mechanisms/monitoring/index.ts'
import type { SettingDef } from '#platform/settings/index.ts'
import { BandSettings, FORMULA, Formulas, NO_BANDS } from '#practices/risks/index.ts'
import { LADDER, LadderSetting } from '#practices/warnings/index.ts'
import { sectors } from '#sectors/index.ts'
import { ownListsSetting } from './sector-lists.ts'

const Unit = z.enum(['minute', 'hour', 'day', 'workday'])

const LadderSchema = z.object({
  before: z.array(z.object({ amount: z.number().int().min(1).max(400), unit: Unit })).max(8),
  after: z.array(z.object({ amount: z.number().int().min(1).max(400), unit: Unit, up: z.number().int().min(0).max(5) })).max(8),
})

export const CalendarSetting = z.object({
  edits: z
    .array(
      z.object({ date: z.iso.date(), kind: z.enum(['workday', 'restday', 'holiday', 'shifted']), name: z.string().max(30).nullable() }),
    )
    .max(400),
  yearsConfirmed: z.array(z.number().int().min(2000).max(2100)).max(50),
})
export type CalendarSetting = z.output<typeof CalendarSetting>

/** Name of the setting with a kind's ladder. */
export const ladderName = (kind: string): string => `ladder.${kind}`

/** Everything the administrator may change. */
export function settingDefs(kinds: ReadonlyMap<string, MatterKind>): SettingDef[] {
  const none: Ladder = { before: [], after: [] }
  return [
    {
      name: 'calendar',
      text: text('工作日历', 'Working calendar'),
      schema: CalendarSetting,
      initial: { edits: [], yearsConfirmed: [] } satisfies CalendarSetting,
    },
    {
      name: 'sectors',
      text: text('启用的行业', 'Sectors in force'),
      schema: z.array(z.enum(sectors.map((s) => s.id) as [string, ...string[]])).min(1),
      initial: sectors.map((s) => s.id),
    },
    ownListsSetting(),
    { name: 'map.tiles', text: text('底图地址', 'Map tiles'), schema: MapSettings.shape.tiles, initial: null },
    { name: 'map.area-grade', text: text('乡镇四色的标准', 'Grading of areas'), schema: GradeSettings, initial: GRADE_SETTINGS },
    {
      name: 'monitoring.retention',
      text: text('监测数据保存天数', 'Days monitoring data are kept'),
      schema: RetentionSetting,
      initial: RETENTION,
    },
    { name: 'risk.bands', text: text('风险四色的分值界限', 'Least scores of the risk levels'), schema: BandSettings, initial: NO_BANDS },
    {
      name: 'risks.region-formula',
      text: text('区域风险的公式（分版本）', 'Formula of regional risk, by version'),
      schema: Formulas,
      initial: [FORMULA],
    },
    { name: 'warnings.ladder', text: text('预警分级和时限', 'Levels and minutes of warnings'), schema: LadderSetting, initial: LADDER },
    ...[...kinds.values()].map((kind) => ({
      name: ladderName(kind.id),
      text: { zh: `${kind.text.zh}：提醒与升级`, en: `${kind.text.en}: reminders and escalation` },
      schema: LadderSchema,
      initial: kind.ladder ?? none,
    })),
  ]
}
