import type { SourceStatus } from '../sector/sector.ts'
import { text, type Text } from '../text.ts'
import { itemsOf, type ScoreBand, type ScoreElement, type ScoreSheet } from './sheet.ts'

export interface ScoreAnswers {
  /** By item: points earned, or `na` where the item does not apply. */
  readonly points: Readonly<Record<string, number | 'na'>>
  /** By veto: true = it is the case. */
  readonly vetoes: Readonly<Record<string, boolean>>
}

export interface ElementScore {
  readonly id: string
  readonly earned: number
  /** Points of the items that apply. */
  readonly applicable: number
  readonly full: number
  readonly missing: number
}

export interface ScoreResult {
  /** 0 to 100; null = cannot be judged, and `because` says why. */
  readonly value: number | null
  readonly band: string | null
  readonly because: Text | null
  /** Vetoes that are the case. */
  readonly vetoes: readonly string[]
  readonly elements: readonly ElementScore[]
  readonly steps: readonly Text[]
  readonly missing: readonly { readonly id: string; readonly text: Text }[]
  /** A result is no surer than the least sure source that it rests on. */
  readonly status: SourceStatus
}

const SURE: readonly SourceStatus[] = ['verified', 'secondary', 'from-knowledge', 'uncertain']

/** Without binary dust, so that 0.1 + 0.2 stands where it should at the edge of a band. */
const clean = (n: number): number => Math.round(n * 1e6) / 1e6
const shown = (n: number): string => String(Math.round(n * 100) / 100)

/** Faults of answers in words: an id that is not asked, points beyond the item's, "not applicable" where that is not open. */
export function answerFaults(sheet: ScoreSheet, { points, vetoes }: ScoreAnswers): Text[] {
  const items = new Map(itemsOf(sheet).map((i) => [i.id, i]))
  const faults: Text[] = []
  for (const [id, given] of Object.entries(points)) {
    const item = items.get(id)
    if (!item) faults.push(text(`评分表没有条目 ${id}`, `The sheet has no item ${id}`))
    else if (given === 'na' && !item.optional) faults.push(text(`“${item.text.zh}”不能选不适用`, `"${item.text.en}" always applies`))
    else if (given !== 'na' && !(given >= 0 && given <= item.points))
      faults.push(text(`“${item.text.zh}”应为 0 到 ${item.points} 分`, `"${item.text.en}" takes 0 to ${item.points} points`))
  }
  for (const id of Object.keys(vetoes)) {
    if (!sheet.vetoes.some((v) => v.id === id)) faults.push(text(`评分表没有否决项 ${id}`, `The sheet has no veto ${id}`))
  }
  return faults
}

function elementScore(element: ScoreElement, points: ScoreAnswers['points']): ElementScore {
  let [earned, applicable, full, missing] = [0, 0, 0, 0]
  for (const item of element.items) {
    const given = points[item.id]
    full += item.points
    if (given === 'na') continue
    applicable += item.points
    if (given === undefined) missing++
    else earned += given
  }
  return { id: element.id, earned: clean(earned), applicable: clean(applicable), full: clean(full), missing }
}

/** 0 to 100 over what applies; null where nothing does. */
function valueOf(sheet: ScoreSheet, elements: readonly ElementScore[]): number | null {
  const live = elements.filter((e) => e.applicable > 0)
  if (live.length === 0) return null
  const earned = live.reduce((sum, e) => sum + (sheet.rescale === 'sheet' ? e.earned : (e.earned / e.applicable) * e.full), 0)
  const full = live.reduce((sum, e) => sum + (sheet.rescale === 'sheet' ? e.applicable : e.full), 0)
  return clean((earned / full) * 100)
}

/** The band that a score falls into. */
export function bandFor(sheet: ScoreSheet, value: number): ScoreBand | undefined {
  return sheet.bands.reduce<ScoreBand | undefined>((best, b) => (b.least <= value && (!best || b.least > best.least) ? b : best), undefined)
}

function stepsOf(sheet: ScoreSheet, elements: readonly ElementScore[], value: number | null): Text[] {
  const steps = elements.map((e, i) => {
    const name = sheet.elements[i]?.text ?? text('', '')
    if (e.missing > 0) return text(`${name.zh}：还有 ${e.missing} 项没有评`, `${name.en}: ${e.missing} items are open`)
    const less =
      e.applicable < e.full
        ? text(`（不适用 ${shown(e.full - e.applicable)} 分）`, ` (${shown(e.full - e.applicable)} not applicable)`)
        : text('', '')
    return text(
      `${name.zh}：${shown(e.earned)} ÷ ${shown(e.applicable)}${less.zh}`,
      `${name.en}: ${shown(e.earned)} of ${shown(e.applicable)}${less.en}`,
    )
  })
  if (value === null) return steps
  const earned = shown(elements.reduce((n, e) => n + e.earned, 0))
  const applicable = shown(elements.reduce((n, e) => n + e.applicable, 0))
  const how =
    sheet.rescale === 'sheet'
      ? text(`${earned} ÷ ${applicable} × 100 = ${shown(value)}`, `${earned} ÷ ${applicable} × 100 = ${shown(value)}`)
      : text(`各要素按得分率折算后合计 ${shown(value)}`, `Each element by its rate, together ${shown(value)}`)
  return [...steps, text(`百分制得分：${how.zh}`, `Score out of 100: ${how.en}`)]
}

/**
 * What a sheet says of the answers. Points that are missing give "cannot judge"; a veto that leads to the lowest band settles the
 * band whatever is missing; a veto that is not answered matters only where it could still lower the band.
 * @throws when answers do not fit the sheet (`answerFaults` says how)
 */
export function scoreOf(sheet: ScoreSheet, answers: ScoreAnswers): ScoreResult {
  const faults = answerFaults(sheet, answers)
  if (faults.length > 0) throw new Error(faults.map((f) => f.en).join('; '))
  const elements = sheet.elements.map((e) => elementScore(e, answers.points))
  const openItems = itemsOf(sheet).filter((i) => answers.points[i.id] === undefined)
  const value = openItems.length === 0 ? valueOf(sheet, elements) : null
  const order = [...sheet.bands].sort((a, b) => a.least - b.least).map((b) => b.id)
  const hit = sheet.vetoes.filter((v) => answers.vetoes[v.id] === true)
  const led = hit.flatMap((v) => (v.band === null ? [] : [order.indexOf(v.band)]))
  const byPoints = value === null ? null : order.indexOf(bandFor(sheet, value)?.id ?? '')
  const sofar = Math.min(...led, byPoints ?? Number.POSITIVE_INFINITY)
  const openVetoes = sheet.vetoes.filter((v) => answers.vetoes[v.id] === undefined && v.band !== null && order.indexOf(v.band) < sofar)
  const settled = sofar === 0 || (byPoints !== null && openVetoes.length === 0)
  const band = settled && Number.isFinite(sofar) ? (order[sofar] ?? null) : null
  const missing = [...openItems, ...openVetoes].map(({ id, text: words }) => ({ id, text: words }))
  const nothing = value === null && openItems.length === 0
  const steps = stepsOf(sheet, elements, value)
  for (const v of hit) {
    const to = sheet.bands.find((b) => b.id === v.band)?.text
    steps.push(
      to
        ? text(`否决项“${v.text.zh}”：定为${to.zh}`, `Veto "${v.text.en}": ${to.en}`)
        : text(`“${v.text.zh}”：只作提示`, `"${v.text.en}": told only`),
    )
  }
  const shownBand = sheet.bands.find((b) => b.id === band)
  if (shownBand) steps.push(text(`结论：${shownBand.text.zh}`, `Band: ${shownBand.text.en}`))
  const used = [sheet.clause, sheet.pointsFrom, sheet.bandsFrom, ...hit.filter((v) => v.band !== null).map((v) => v.clause)]
  return {
    value,
    band,
    because: nothing
      ? text('没有一项适用，不能判定', 'Cannot be judged: no item applies')
      : missing.length > 0 && (value === null || band === null)
        ? text(`不能判定：还有 ${missing.length} 项没有答`, `Cannot be judged: ${missing.length} answers are missing`)
        : null,
    vetoes: hit.map((v) => v.id),
    elements,
    steps,
    missing,
    status: SURE[Math.max(...used.map((c) => SURE.indexOf(c.status)))] ?? 'uncertain',
  }
}
