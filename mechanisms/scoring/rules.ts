import { answerFaults, itemsOf, scoreOf, type ScoreItem, type ScoreSheet } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import type { Answers, Found, Result, Standing } from './model.ts'

/** Points that the records give: the share of what the item earns, to one digit. */
export const pointsFor = (item: ScoreItem, share: number | null): number | null =>
  share === null ? null : Math.min(item.points, Math.round(share * item.points * 10) / 10)

/** The answers to begin with: what the records know is filled in. */
export function prefilled(sheet: ScoreSheet, found: Found): Answers {
  const points: Answers['points'] = {}
  for (const item of itemsOf(sheet)) {
    const given = pointsFor(item, found[item.id] ?? null)
    if (given !== null) points[item.id] = given
  }
  return { points, vetoes: {}, notes: {} }
}

const hasNote = (answers: Answers, id: string): boolean => (answers.notes[id] ?? '').trim().length >= 2

/** Items whose points are not what the records gave. */
export function corrected(sheet: ScoreSheet, answers: Answers, found: Found): string[] {
  return itemsOf(sheet)
    .filter((item) => {
      const given = pointsFor(item, found[item.id] ?? null)
      return given !== null && answers.points[item.id] !== given
    })
    .map((item) => item.id)
}

/** Items and vetoes that the second answers see otherwise than the first. */
export function changed(first: Answers, second: Answers): string[] {
  const differs = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): string[] =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((id) => a[id] !== b[id])
  return [...differs(first.points, second.points), ...differs(first.vetoes, second.vetoes)]
}

/** Each id has a reason of its own beside it. */
export const reasoned = (answers: Answers, ids: readonly string[]): boolean => ids.every((id) => hasNote(answers, id))

/** All answers are there and fit the sheet. */
export function complete(sheet: ScoreSheet, answers: Answers): boolean {
  if (answerFaults(sheet, answers).length > 0) return false
  return itemsOf(sheet).every((i) => answers.points[i.id] !== undefined) && sheet.vetoes.every((v) => answers.vetoes[v.id] !== undefined)
}

/** The result as it is stored and shown; answers that do not fit give none. */
export function resultOf(sheet: ScoreSheet, answers: Answers | null): Result | null {
  if (answers === null || answerFaults(sheet, answers).length > 0) return null
  return JSON.parse(JSON.stringify(scoreOf(sheet, answers))) as Result
}

/** What the latest published score means for a deed that the sheet speaks of. Nothing published: it cannot be judged. */
export function standingOf(
  deed: string,
  latest: { readonly id: string; readonly sheet: ScoreSheet; readonly band: string | null; readonly day: string } | undefined,
): Standing {
  if (!latest) {
    const because = text('不能判定：还没有公布的评分', 'Cannot be judged: no score is published')
    return { allowed: 'cannot-judge', because, clause: null, assessmentId: null, deed }
  }
  const { sheet, band, id, day } = latest
  const name = sheet.bands.find((b) => b.id === band)?.text ?? text('未定档', 'no band')
  const blocks = sheet.consequences?.find((c) => c.forbids === deed && band !== null && c.bands.includes(band))
  if (blocks) {
    const because = text(`${day} 评为${name.zh}：${blocks.text.zh}`, `${name.en} on ${day}: ${blocks.text.en}`)
    return { allowed: 'no', because, clause: blocks.clause, assessmentId: id, deed }
  }
  const because = text(`${day} 评为${name.zh}，没有限制`, `${name.en} on ${day}: nothing is blocked`)
  return { allowed: band === null ? 'cannot-judge' : 'yes', because, clause: sheet.clause, assessmentId: id, deed }
}
