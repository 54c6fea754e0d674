import { parseRules, type RuleFile } from '@anlan/alarms'
import { setting, sharedData } from './data.ts'
import { loadNab, scoreNab, staticLimits, type NabSeries } from './nab.ts'
import { scoreTep } from './tep.ts'

const rulesOf = (json: unknown): RuleFile => {
  const parsed = parseRules(json)
  if (parsed.ok) return parsed.file
  throw new Error(parsed.errors.map((e) => `${e.field}: ${e.en}`).join('; '))
}

const met = (ok: boolean): string => (ok ? 'met' : 'NOT met')

const printNab = (data: string): void => {
  const all = loadNab(data)
  const file = rulesOf(setting('nab.json'))
  const nab = scoreNab(file, all)
  const rate = nab.falseActivations / nab.seriesDays
  console.log('\nNAB: 58 series, one setting (settings/nab.json)')
  console.log('| detector | false activations per series-day | windows found | median delay after window start |')
  console.log('|---|---|---|---|')
  console.log('| static ±4σ, no dead-band (kpis §3.1) | 1.44 | 94 of 116 | - |')
  console.log('| static ±4σ, dead-band 1σ, delays 3 (kpis §3.1) | 0.104 | 53 of 116 | - |')
  console.log('| Numenta HTM (kpis §3.1, points) | 0.080 | 96 of 116 | 14.8 h |')
  const fixed = staticLimits(4)
  const plain = scoreNab((series: NabSeries) => rulesOf(fixed(series)), all)
  const plainRate = (plain.falseActivations / plain.seriesDays).toFixed(2)
  console.log(
    `| static ±4σ, no dead-band, run through this evaluator | ${plainRate} | ${plain.found} of ${plain.windows} | ${plain.delayHours.toFixed(1)} h |`,
  )
  console.log(
    `| **settings/nab.json** | ${rate.toFixed(4)} (${nab.falseActivations} in ${nab.seriesDays.toFixed(0)} d) | ${nab.found} of ${nab.windows} | ${nab.delayHours.toFixed(1)} h |`,
  )
  console.log(
    `target ≤ 0.10 and ≥ 60 windows: ${met(rate <= 0.1 && nab.found >= 60)}; alarms on the no-anomaly files: ${nab.noAnomaly} (target 0: ${met(nab.noAnomaly === 0)})`,
  )
  for (const [name, part] of [
    ['odd', 0],
    ['even', 1],
  ] as const) {
    const half = scoreNab(
      file,
      all.filter((_, i) => i % 2 === part),
    )
    console.log(
      `  ${name} series: ${half.found} of ${half.windows} windows, ${(half.falseActivations / half.seriesDays).toFixed(4)} false a series-day`,
    )
  }
}

/** How the two figures trade against each other when only the margin over the record changes. */
const printCurve = (data: string): void => {
  const all = loadNab(data)
  const file = rulesOf(setting('nab.json'))
  console.log('\nNAB curve: factor over the record → windows found, false activations per series-day')
  for (const factor of [1, 1.05, 1.1, 1.2, 1.3, 1.5]) {
    const rules = file.rules.map((rule) => (rule.kind === 'novelty' ? { ...rule, factor } : rule))
    const nab = scoreNab({ ...file, rules }, all)
    console.log(`  ${factor}: ${nab.found}, ${(nab.falseActivations / nab.seriesDays).toFixed(4)}`)
  }
}

const printTep = (data: string): void => {
  const tep = scoreTep(rulesOf(setting('tep.json')), data)
  console.log('\nTennessee-Eastman: 21 faults, one setting (settings/tep.json)')
  console.log('| rule | rows in alarm before the fault | found | median delay |')
  console.log('|---|---|---|---|')
  console.log('| 3σ any of 52 (kpis §3.3) | 22.8 % | 21/21 | 6 min |')
  console.log('| 4σ, 2 consecutive (kpis §3.3) | 0.4 % | 21/21 | 60 min |')
  console.log('| 5σ, 2 consecutive (kpis §3.3) | 0 | 18/21 | 55.5 min |')
  console.log(`| **settings/tep.json** | ${(tep.falseRate * 100).toFixed(2)} % | ${tep.found}/21 | ${tep.medianDelayMinutes} min |`)
  console.log(`target ≤ 0.4 %, 21 of 21, under 60 min: ${met(tep.falseRate <= 0.004 && tep.found === 21 && tep.medianDelayMinutes < 60)}`)
  console.log(
    `normal test run d00_te in alarm: ${(tep.falseRateNormalRun * 100).toFixed(2)} %; most activations in the first 10 min of a fault: ${tep.openedIn10Minutes} (ISA: at most 10)`,
  )
  console.log(`delay per fault 1..21, min: ${tep.delays.map((d) => d ?? 'never').join(', ')}`)
}

const data = sharedData()
if (data === undefined) console.log('shared/data is not beside the repository: alarm quality not measured')
else {
  printNab(data)
  printTep(data)
  if (process.argv.includes('--curve')) printCurve(data)
}
