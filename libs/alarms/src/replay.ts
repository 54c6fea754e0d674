import { compile, type Plan } from './plan.ts'
import { createPipeline, drain, ingest, type PipelineOutput } from './pipeline.ts'
import type { OrderCounts } from './order.ts'
import type { RuleFile } from './config/schema.ts'
import type { Reading } from './types.ts'

export type Replay = PipelineOutput & { plan: Plan; counts: OrderCounts; readings: number }

/**
 * Runs a recorded stream through the pipeline that also runs live. `points` are the ids that the readings number. The result holds the
 * events in the order in which they were found.
 */
export const replay = (file: RuleFile, points: readonly { id: string; period: number }[], readings: Iterable<Reading>): Replay => {
  const plan = compile(file, points)
  const pipe = createPipeline(plan)
  const out: PipelineOutput = { events: [], clockSteps: [] }
  let count = 0
  for (const reading of readings) {
    count++
    ingest(pipe, reading, out)
  }
  drain(pipe, out)
  return { ...out, plan, counts: pipe.order.counts, readings: count }
}
