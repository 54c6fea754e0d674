import { z } from 'zod'

export { Light, type LightColour } from './model-parts.ts'
import { COLOURS, id, key, Light, Text } from './model-parts.ts'

/*
 * GET    /api/plans/:id/adoption                 → Adoption                               [plan.read]
 * POST   /api/plans/:id/adopt                    Adopt → Adopted                          [plan.adopt]
 * GET    /api/plans/:id/tasks                    TaskQuery → TaskPage                     [plan.read]
 * GET    /api/plans/:id/indicators               → IndicatorList                          [plan.read]
 * PATCH  /api/plans/:id/indicators/:indicator    IndicatorEdit → IndicatorRow             [plan.adopt]
 * GET    /api/plans/:id/indicators/:indicator/split  → SplitList                       [plan.read]
 * GET    /api/plans/:id/board                    → Board                                  [plan.read]
 * GET    /api/plans/:id/reports                  ReportQuery → ReportPage                 [plan.read]
 * GET    /api/plans/:id/register                 RegisterQuery → Register                 [plan.read]
 * GET    /api/plans/report/:matter/draft         → ReportDraft                            [planReport.read]
 * GET    /api/plans/:id/lists/problems           ListQuery → ProblemPage                  [plan.read]
 * GET    /api/plans/:id/lists/measures           ListQuery → MeasurePage                  [plan.read]
 * GET    /api/plans/:id/amendments               → Amendments                             [plan.read]
 * POST   /api/plans/:id/matches                  MatchEdit → Amendments                   [plan.review]
 * GET    /api/public/plans                       → PublicPlans                            [public]
 * GET    /api/public/plans/:id                   → PublicPlan                             [public]
 *
 * Matters made by adoption (pages, acts and lists of mechanisms/matters): kinds planTask, planProject, planReport.
 * Sending a report: POST /api/matters/:id/acts, act `submit`, form { lines: ReportLine[], summary }.
 */

export const YearValue = z.object({ year: z.number().int().min(1990).max(2100), value: z.number() })
export const Share = z.object({ orgId: z.string().nullable(), path: z.string().nullable(), name: z.string(), target: z.number() })

/** How an indicator is measured and what it has to reach. */
export const Binding = z.object({
  /** Id of a measure; null = the unit in charge reports it. */
  measure: z.string().max(80).nullable(),
  baseValue: z.number().nullable(),
  baseYear: z.number().int().nullable(),
  /** The value to be reached in the target year, in the indicator's own unit: absolute, never "down by 20 %". */
  target: z.number().nullable(),
  targetYear: z.number().int().min(1990).max(2100),
  /** What counts as reached: at most, at least, or exactly the target. */
  reach: z.enum(['at_most', 'at_least', 'exactly']),
  /** given: the years stand in the plan; linear: a straight line from base to target. */
  pathHow: z.enum(['given', 'linear']),
  path: z.array(YearValue).max(20),
  splitBy: z.enum(['town', 'department']).nullable(),
  split: z.array(Share).max(60),
})
export type Binding = z.output<typeof Binding>

export const MeasureChoice = z.object({ id: z.string(), text: Text, unit: Text })
const AdoptIndicator = z.object({
  itemId: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  quote: z.string(),
  binding: Binding,
  /** Why this measure, or why none; and how the target was computed. */
  why: Text,
  suggestions: z.array(MeasureChoice),
})

/** What adopting the accepted items would do. */
export const Adoption = z.object({
  documentId: z.string(),
  version: z.number().int(),
  /** Items not yet decided; they are left out. */
  open: z.number().int(),
  tasks: z.array(
    z.object({
      itemId: z.string(),
      name: z.string(),
      lead: z.array(z.string()),
      deadline: z.string().nullable(),
      stages: z.array(z.string()),
    }),
  ),
  projects: z.array(z.object({ itemId: z.string(), name: z.string(), lead: z.array(z.string()), deadline: z.string().nullable() })),
  indicators: z.array(AdoptIndicator),
  /** Lead units that lead to no organisation: decide for them or let the plan's own office take the tasks. */
  unresolved: z.array(z.string()),
  /** Tasks without a day: their deadline becomes the end of the plan. */
  undated: z.number().int(),
  measures: z.array(MeasureChoice),
  obstacles: z.array(Text),
})

export const Adopt = z.object({
  documentId: id,
  version: z.number().int(),
  /** own-office: tasks of unresolved lead units go to the plan's office, with the unit's name kept. */
  unresolved: z.enum(['refuse', 'own-office']),
  /** Those that differ from the suggestion. */
  indicators: z
    .array(Binding.extend({ itemId: id }))
    .max(300)
    .default([]),
})
/** `repeated`: it was adopted before; nothing was written. */
export const Adopted = z.object({
  tasks: z.number().int(),
  projects: z.number().int(),
  indicators: z.number().int(),
  kept: z.number().int(),
  ended: z.number().int(),
  repeated: z.boolean(),
})

export const TaskQuery = z.object({
  colour: z.enum(COLOURS).optional(),
  kind: z.enum(['planTask', 'planProject']).optional(),
  /** Lead organisation. */
  org: z.uuid().optional(),
  /** Year of the deadline. */
  year: z.coerce.number().int().optional(),
  after: key.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export const TaskRow = z.object({
  id: z.string(),
  itemId: z.string(),
  kind: z.enum(['planTask', 'planProject']),
  no: z.string(),
  title: z.string(),
  state: z.string(),
  stateText: Text,
  orgId: z.string().nullable(),
  orgName: z.string(),
  /** The lead unit as the plan names it, where it led to no organisation. */
  unresolved: z.string().nullable(),
  responsible: z.array(z.string()),
  from: z.string().nullable(),
  due: z.string().nullable(),
  stagesDone: z.number().int(),
  stages: z.number().int(),
  light: Light,
})
export const TaskPage = z.object({ items: z.array(TaskRow), next: z.string().nullable() })

/** A value of the indicator over a period. `href`: where it comes from. */
export const Point = z.object({ from: z.string(), to: z.string(), value: z.number(), source: Text, href: z.string().nullable() })
/** `value` null: cannot be forecast, `note` says why. The interval holds with 90 % under the method's assumptions. */
export const Forecast = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  day: z.string(),
  method: Text,
  note: Text,
  points: z.number().int(),
  /** no: expected not to be reached; unsure: the interval holds the target. */
  reached: z.enum(['yes', 'no', 'unsure', 'unknown']),
})
export const TargetChange = z.object({
  at: z.string(),
  by: z.string(),
  why: z.enum(['adopted', 'amended', 'edited']),
  documentNo: z.number().int(),
  target: z.number().nullable(),
  targetYear: z.number().int(),
})
export const IndicatorRow = z.object({
  id: z.string(),
  itemId: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  quote: z.string(),
  lead: z.array(z.string()),
  binding: Binding,
  version: z.number().int(),
  points: z.array(Point),
  /** The newest value, and what the path asks of the same day. */
  value: z.number().nullable(),
  asOf: z.string().nullable(),
  expected: z.number().nullable(),
  light: Light,
  forecast: Forecast,
  targets: z.array(TargetChange),
})
export type IndicatorRow = z.output<typeof IndicatorRow>
export const IndicatorList = z.object({ today: z.string(), items: z.array(IndicatorRow), measures: z.array(MeasureChoice) })
export const IndicatorEdit = Binding.partial().extend({ version: z.number().int(), reason: z.string().trim().min(2).max(500) })

/** The parts of an indicator by town or department, each with its own light. */
export const SplitList = z.object({
  items: z.array(Share.extend({ value: z.number().nullable(), expected: z.number().nullable(), light: Light })),
  /** Sum of the parts beside the whole, where the measure counts events; null where parts do not add up to a whole. */
  sum: z.number().nullable(),
})

const Colours = z.object({ green: z.number().int(), yellow: z.number().int(), red: z.number().int(), grey: z.number().int() })
/** Everything of the wall chart, the map and the ranking. Each count is the length of GET …/tasks with the same filters. */
export const Board = z.object({
  today: z.string(),
  tasks: Colours,
  indicators: Colours,
  /** By unit × year of the deadline (挂图作战). `orgId` null: not resolved. */
  chart: z.object({
    years: z.array(z.number().int()),
    rows: z.array(
      z.object({
        orgId: z.string().nullable(),
        name: z.string(),
        cells: z.array(z.object({ year: z.number().int(), tasks: Colours })),
      }),
    ),
  }),
  /** By town or park: tasks led there. The worst colour and why. */
  towns: z.array(z.object({ path: z.string(), name: z.string(), tasks: Colours, light: Light })),
  /** Share of due tasks done in time, with how many: small units swing. `low`, `high`: Wilson interval at 90 %. */
  ranking: z.array(
    z.object({
      orgId: z.string(),
      name: z.string(),
      due: z.number().int(),
      done: z.number().int(),
      share: z.number(),
      low: z.number(),
      high: z.number(),
      /** Fewer than 5 due: too few to be ranked; stands after the others. */
      few: z.boolean(),
    }),
  ),
  rankingNote: Text,
})

export const ReportQuery = z.object({
  period: z.string().max(10).optional(),
  after: key.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const ReportRow = z.object({
  matterId: z.string(),
  orgId: z.string().nullable(),
  orgName: z.string(),
  /** 2026, 2026-Q3 or 2026-11. */
  period: z.string(),
  state: z.string(),
  stateText: Text,
  due: z.string().nullable(),
  sentAt: z.string().nullable(),
  late: z.boolean(),
})
export const ReportPage = z.object({ items: z.array(ReportRow), next: z.string().nullable() })
export const RegisterQuery = z.object({ period: z.string().max(10).optional() })
/** Units that should have reported by now and did not (应报未报). */
export const Register = z.object({
  periods: z.array(z.string()),
  due: z.number().int(),
  sent: z.number().int(),
  items: z.array(ReportRow.extend({ daysLate: z.number().int(), items: z.number().int() })),
})

export const ReportLine = z.object({
  itemId: id,
  indicatorId: id.nullable(),
  value: z.number().nullable(),
  note: z.string().trim().max(2000),
})
/** A report as the records of the period tell it, to be corrected and sent. */
export const ReportDraft = z.object({
  matterId: z.string(),
  planId: z.string(),
  planTitle: z.string(),
  period: z.string(),
  from: z.string(),
  to: z.string(),
  lines: z.array(
    z.object({
      itemId: z.string(),
      indicatorId: z.string().nullable(),
      /** Unit of the value; null = the line has no value. */
      unit: z.string().nullable(),
      hasValue: z.boolean(),
      name: z.string(),
      value: z.number().nullable(),
      note: z.string(),
      /** What the draft was made from. */
      records: z.array(z.object({ text: Text, href: z.string() })),
    }),
  ),
  summary: z.string(),
})

export const ListQuery = z.object({ after: key.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })
/** 问题隐患清单: hazards found in the plan's place and period. */
export const ProblemPage = z.object({
  items: z.array(
    z.object({
      matterId: z.string(),
      no: z.string(),
      title: z.string(),
      orgName: z.string(),
      level: z.string().nullable(),
      state: z.string(),
      phase: z.string(),
      foundAt: z.string(),
      due: z.string().nullable(),
      closedAt: z.string().nullable(),
    }),
  ),
  total: z.number().int(),
  next: z.string().nullable(),
})
/** 制度措施清单: systems, rules and measures that the plan sets, with how each stands. */
export const MeasurePage = z.object({ items: z.array(TaskRow), total: z.number().int(), next: z.string().nullable() })

/** How the items of a version relate to the version before. */
export const Amendments = z.object({
  documentId: z.string().nullable(),
  against: z.string().nullable(),
  rows: z.array(
    z.object({
      how: z.enum(['same', 'changed', 'new', 'gone']),
      itemId: z.string().nullable(),
      oldId: z.string().nullable(),
      kind: z.string(),
      name: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      /** Changed targets in words, for example 20 % → 25 %. */
      changes: z.array(Text),
    }),
  ),
  targets: z.array(TargetChange.extend({ indicatorId: z.string(), name: z.string() })),
})
export const MatchEdit = z.object({ itemId: id, version: z.number().int(), matchId: id.nullable() })

export const PublicPlans = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      place: z.string(),
      orgName: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
})
/** What anybody may see of a plan that its office has set public: no names of people, no matters, no unfinished reviews. */
export const PublicPlan = z.object({
  title: z.string(),
  place: z.string(),
  orgName: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  asOf: z.string(),
  tasks: Colours.extend({ done: z.number().int(), total: z.number().int() }),
  indicators: z.array(
    z.object({
      name: z.string(),
      unit: z.string().nullable(),
      value: z.number().nullable(),
      asOf: z.string().nullable(),
      target: z.number().nullable(),
      targetYear: z.number().int(),
      colour: z.enum(COLOURS),
      reason: Text,
    }),
  ),
})
