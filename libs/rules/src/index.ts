export { accidentRank, gradeOf, type GradeName } from './topics/grades.ts'
export { alphaOf, isMajor, levelIndex, ratioSum, weightedSum } from './topics/gb18218-fast.ts'
export { findClass, findSubstance } from './topics/gb18218-lookup.ts'
export { HAZARD_CLASSES } from './tables/gb18218-classes.ts'
export { NAMED_SUBSTANCES, type NamedSubstance } from './tables/gb18218-substances.ts'
export { lecBand } from './topics/risk.ts'
export { jointColour } from './topics/tailings.ts'
export { METHANE_POINTS, type MethanePoint } from './tables/methane.ts'
export { PENALTY_CLAUSES, type PenaltyClause } from './tables/penalties.ts'
export { PROCEDURE_STEPS, type ProcedureStep } from './tables/procedure-steps.ts'
export { CRITERIA_SETS, criteriaOn, type CriteriaSector, type CriteriaSet } from './criteria/sets.ts'
export type { Criterion } from './criteria/criterion.ts'
export { judgeMajorHazard, type Answer, type CriteriaVerdict } from './topics/criteria.ts'
export { addDays, addHours, addMonths, addWorkdays, addYears, daysBetween, isDate, isWeekday } from './core/dates.ts'
export { above, atLeast, atMost, below, clean } from './core/number.ts'
export { inputSchema } from './core/fields.ts'
export { applyRule, RuleInputError, versionOn } from './core/run.ts'
export type {
  Bilingual,
  Choice,
  Field,
  FieldKind,
  Inputs,
  Rule,
  RuleExample,
  RuleResult,
  RuleVersion,
  RunOptions,
  SourceStatus,
} from './core/types.ts'
export { findRule, getRule, rules, runRule } from './registry.ts'
export { compare, readExamples, runExample, TABLES_AS_OF, type Example, type ExampleOutcome } from './examples.ts'
export { lawPages, type DocPage } from './docs.ts'
export { calendarFrom, examplesReport, listText, runText, type ExamplesReport } from './cli.ts'
