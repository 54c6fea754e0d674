import { plain } from './core/fields.ts'
import { applyRule, RuleInputError } from './core/run.ts'
import type { Rule, RuleResult, RunOptions } from './core/types.ts'
import { concealmentFine, coalFine, managerFine, order14Fine } from './topics/accident-fines.ts'
import { accidentGrade, deathWindow, investigation, reportClock } from './topics/accident.ts'
import { accidentType, accidentTypeCrosswalk, economicLoss, hazardFactor, nearMiss, workLoss } from './topics/classification.ts'
import { COAL21_RULE } from './topics/coal21.ts'
import { criteriaVersion, majorHazard } from './topics/criteria.ts'
import { insurance, reward, safetyFund } from './topics/funds.ts'
import { gb18218 } from './topics/gb18218.ts'
import { hotWork } from './topics/hot-work.ts'
import { indicator } from './topics/indicator.ts'
import { height, lifting } from './topics/lifting-height.ts'
import { methane } from './topics/methane.ts'
import { closure113, coalClosure, dailyFine, overdueFine } from './topics/penalty-acts.ts'
import { JS88_RULE, TL88_RULE } from './topics/numeric-criteria.ts'
import { penaltyRange } from './topics/penalty-range.ts'
import { credit, drill, hazardInstallationDuty, park, planFiling } from './topics/periods.ts'
import { decisionDeadline, hearing, limitation, onTheSpot, procedureDeadline } from './topics/procedure.ts'
import { creditListing, followUp, responseLevel, standardization, warningLevel } from './topics/response.ts'
import { LEC, LS, MES } from './topics/risk.ts'
import { specialEquipment } from './topics/special-equipment.ts'
import { blindPlate, confinedSpace, excavation, roadCutting, tempPower, workTicket } from './topics/special-work.ts'
import { tailingsAlert, tailingsDuty, tailingsGrade, tailingsThresholds } from './topics/tailings.ts'
import { hotWorkDistance, mineAir, penaltyRecord, sensorUpkeep, tailingsMonitoring } from './topics/upkeep.ts'

/** Every rule, in the order of the fact sheets. */
export const rules: readonly Rule[] = [
  gb18218,
  accidentGrade,
  deathWindow,
  reportClock,
  investigation,
  nearMiss,
  followUp,
  order14Fine,
  coalFine,
  managerFine,
  concealmentFine,
  penaltyRange,
  dailyFine,
  overdueFine,
  closure113,
  coalClosure,
  specialEquipment,
  economicLoss,
  workLoss,
  LEC,
  LS,
  MES,
  hazardFactor,
  accidentType,
  accidentTypeCrosswalk,
  criteriaVersion,
  majorHazard,
  COAL21_RULE,
  TL88_RULE,
  JS88_RULE,
  hazardInstallationDuty,
  tailingsGrade,
  tailingsAlert,
  tailingsThresholds,
  tailingsDuty,
  tailingsMonitoring,
  park,
  hotWork,
  hotWorkDistance,
  confinedSpace,
  blindPlate,
  height,
  lifting,
  tempPower,
  excavation,
  roadCutting,
  workTicket,
  hearing,
  decisionDeadline,
  limitation,
  procedureDeadline,
  onTheSpot,
  penaltyRecord,
  reward,
  safetyFund,
  insurance,
  drill,
  planFiling,
  indicator,
  credit,
  creditListing,
  standardization,
  warningLevel,
  responseLevel,
  methane,
  mineAir,
  sensorUpkeep,
]

const BY_NAME = new Map(rules.flatMap((rule) => [rule.name, ...(rule.aliases ?? [])].map((name) => [plain(name), rule] as const)))

/** The rule of a name or alias, without regard to case. Throws `RuleInputError` when there is none. */
export function getRule(name: string): Rule {
  const rule = findRule(name)
  if (!rule) throw new RuleInputError('name', `no rule called ${name}`)
  return rule
}

export function findRule(name: string): Rule | undefined {
  return BY_NAME.get(plain(name))
}

/**
 * Runs a rule by name on a day (`YYYY-MM-DD`: day of the event or of the inspection).
 * Missing inputs give `value: null` and `cannotJudge`; impossible inputs throw `RuleInputError` naming the field.
 */
export function runRule(name: string, inputs: unknown, onDate: string, options: RunOptions = {}): RuleResult {
  return applyRule(getRule(name), inputs, onDate, options)
}
