export * from './types.ts'
export { parseRules, type FieldError, type ParsedRules } from './config/parse.ts'
export { OrderConfig, PointConfig, RuleConfig, RuleFile, Schedule, type RuleKind, type RuleOf } from './config/schema.ts'
export { compile, type Plan } from './plan.ts'
export { cloneState, createState, RULE_STATE_OCTETS, type State } from './state.ts'
export { advance, step } from './engine.ts'
export { createOrder, flush, offer, type ClockStep, type Order, type OrderCounts } from './order.ts'
export { createPipeline, drain, ingest, sortEvents, tick, type Pipeline, type PipelineOutput } from './pipeline.ts'
export { replay, type Replay } from './replay.ts'
export { medianPeriod, parseTable, parseTime, tableReadings, transpose, type Columns, type Table } from './table.ts'
export { restore, snapshot, type Restored, type RestoreFault } from './snapshot.ts'
export * from './life.ts'
export * from './annunciate.ts'
export {
  alarmKpis,
  floodSpans,
  kpisBy,
  percentile,
  type Activation,
  type AlarmKpis,
  type BadActor,
  type BadActorReason,
  type EemuaBand,
} from './kpi.ts'
export { symmetricEigen } from './detectors/eigen.ts'
