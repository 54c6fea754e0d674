import { checkKinds, type DueOf, type MatterKind } from '#kernel/matter/index.ts'
import { addDeadline, type Calendar } from '#kernel/calendar/index.ts'
import { checkSectors } from '#kernel/sector/index.ts'
import { accidentKind } from '#practices/accidents/index.ts'
import { listingKind, type ActHook } from '#mechanisms/matters/index.ts'
import { assessmentKind, type SheetOf } from '#mechanisms/scoring/index.ts'
import { thresholdKind } from '#mechanisms/monitoring/index.ts'
import { hazardKind, selfcheckKind } from '#practices/hazards/index.ts'
import { dutyKind, filingKind, noticeKind, pledgeKind } from '#practices/installations/index.ts'
import { riskReportKind, riskReviewKind } from '#practices/risks/index.ts'
import { planProjectKind, planReportKind, planTaskKind } from '#practices/plans/index.ts'
import { handoverKind, warningKind } from '#practices/warnings/index.ts'
import { sectors } from '#sectors/index.ts'
import { sheetFinder, wiredSheets } from './scoring.ts'

/** Every kind of matter that is wired. Walked here, so that a broken table stops the boot and says where. */
export function wiredKinds(sheetOf: SheetOf = sheetFinder(wiredSheets)): ReadonlyMap<string, MatterKind> {
  const kinds: readonly MatterKind[] = [
    hazardKind,
    selfcheckKind,
    riskReviewKind,
    riskReportKind,
    planTaskKind,
    planProjectKind,
    planReportKind,
    listingKind,
    accidentKind,
    thresholdKind,
    filingKind,
    noticeKind,
    dutyKind,
    pledgeKind,
    warningKind,
    handoverKind,
    assessmentKind(sheetOf),
  ]
  checkKinds(kinds)
  checkSectors(sectors)
  return new Map(kinds.map((k) => [k.id, k]))
}

/** Deadlines on the calendar in force. */
export function dueOn(calendar: Calendar): DueOf {
  return (start, rule) => ('at' in rule ? new Date(rule.at) : addDeadline(start, rule.term, calendar).dueAt)
}

/** What two practices add around the same kind, one after the other. */
export const both = (first: ActHook, second: ActHook): ActHook => ({
  after: async (tx, done) => {
    await first.after?.(tx, done)
    await second.after?.(tx, done)
  },
})
