import { addDays, fromCst, occurrences, type Calendar, type IsoDate, type Recurrence } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import type { GuaranteeRole } from './model.ts'

export const ROLE_TEXT: Readonly<Record<GuaranteeRole, Text>> = {
  principal: text('主要负责人', 'Principal'),
  technical: text('技术负责人', 'Technical person'),
  operation: text('操作负责人', 'Operating person'),
}

/**
 * The duties of the three guarantee persons in own short words, after 应急厅〔2021〕12号 (7 + 6 + 4). From knowledge: its validity
 * ended, and AQ 3072-2026, in force from 2026-09-30, was not at hand.
 */
export const DUTIES: Readonly<Record<GuaranteeRole, readonly Text[]>> = {
  principal: [
    text('建立包保责任制，指定技术、操作负责人', 'Set up the system and name the other two'),
    text('组织制定安全管理制度和操作规程', 'Have rules and procedures made'),
    text('组织安全教育培训', 'Have people trained'),
    text('保证安全投入', 'See that there is money for safety'),
    text('督促检查，及时消除隐患', 'See that checks are made and hazards removed'),
    text('组织制定并实施应急预案', 'Have emergency plans made and carried out'),
    text('组织登记填报，接入监测数据', 'Have the installation registered and its instruments connected'),
  ],
  technical: [
    text('建立健全监测监控体系，完善控制措施', 'Keep monitoring and controls complete'),
    text('安全设施和监测系统定期检测检验、维护', 'Have safety devices inspected and kept'),
    text('超过可容许风险标准的，采取降险措施', 'Lower risks that are above the limit'),
    text('审查外来施工和工艺、设备变更', 'Review outside works and changes'),
    text('每季度至少一次针对性排查，节假日和重点时段前排查', 'Check each quarter, and before holidays'),
    text('组织演练', 'Hold drills'),
  ],
  operation: [
    text('督促执行规程和制度', 'See that procedures are followed'),
    text('管好特殊作业和检维修', 'Watch over special work and overhauls'),
    text('每周至少一次排查', 'Check each week'),
    text('及时消除隐患', 'Remove hazards in time'),
  ],
}

export const DUTIES_SOURCE = text(
  '应急厅〔2021〕12号（有效期已过）；2026-09-30 起为 AQ 3072-2026，全文未取得，待核',
  'Measures of 2021 (no longer in force); AQ 3072-2026 from 2026-09-30, text not at hand, to be checked',
)

interface Turn {
  readonly id: 'weekly' | 'monthly' | 'quarterly' | 'holiday'
  readonly role: GuaranteeRole
  readonly text: Text
  readonly rule: Recurrence
  /** Days that it may take, counted from its day. */
  readonly days: number
}

/** What recurs. The week and the quarter are the least that is asked; the month of the principal is a local rule. */
const TURNS: readonly Turn[] = [
  {
    id: 'weekly',
    role: 'operation',
    text: text('每周排查', 'Weekly check'),
    rule: { every: 'week', weekday: 1, onRestDay: 'next' },
    days: 4,
  },
  {
    id: 'monthly',
    role: 'principal',
    text: text('每月督促检查', 'Monthly look'),
    rule: { every: 'month', day: 1, onRestDay: 'next' },
    days: 25,
  },
  {
    id: 'quarterly',
    role: 'technical',
    text: text('每季度针对性排查', 'Quarterly check'),
    rule: { every: 'quarter', monthOfQuarter: 1, day: 1, onRestDay: 'next' },
    days: 75,
  },
  { id: 'holiday', role: 'technical', text: text('节前排查', 'Check before the holiday'), rule: { every: 'beforeHoliday' }, days: 0 },
]

export interface DueDuty {
  readonly turn: Turn
  /** ISO instant by which it is to be done, 18:00 China time of its last day. */
  readonly deadline: string
}

/** Which duties begin on a day. */
export function dutiesOn(day: IsoDate, calendar: Calendar): DueDuty[] {
  return TURNS.filter((turn) => occurrences(turn.rule, day, day, calendar).dates.includes(day)).map((turn) => ({
    turn,
    deadline: fromCst(addDays(day, turn.days), '18:00').toISOString(),
  }))
}
