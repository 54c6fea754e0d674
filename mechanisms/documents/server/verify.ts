import type { Claims } from '#kernel/access/index.ts'
import type { MatterKind } from '#kernel/matter/index.ts'
import { say, text, type Lang, type Text } from '#kernel/text.ts'
import { sql, type Db } from '#platform/db/index.ts'
import type { VerifyAnswer } from '../model.ts'
import { codeBody, instantOf, paperTime, readCode } from '../rules.ts'
import { matterSeal, sameSeal, sheetSeal } from './code.ts'

export interface VerifyDeps {
  readonly db: Db
  readonly systemClaims: Claims
  readonly kinds: ReadonlyMap<string, MatterKind>
  readonly secret: string
  /** Sorts of lists by their two letters. */
  readonly sheets: Readonly<Record<string, Text>>
}

const INVALID: VerifyAnswer = { valid: false, number: null, kind: null, state: null, at: null, newer: null }

interface Found {
  id: string
  kind: string
  last: number
  hash: string
  at: string
  state: string
}

/** Is the code genuine, and what did the record say then? An unknown number and a wrong seal answer alike. */
export async function verify(deps: VerifyDeps, code: string): Promise<VerifyAnswer> {
  const read = readCode(code)
  if (!read) return INVALID
  const { content, seal } = read
  if (content.as === 'sheet') {
    const at = instantOf(content.minute)
    const kind = deps.sheets[content.sheet]
    if (!at || !kind || !sameSeal(seal, sheetSeal(deps.secret, codeBody(content)))) return INVALID
    const state = text(`共 ${content.count} 条`, `${content.count} entries`)
    return { valid: true, number: `${content.sheet}-${content.minute}`, kind, state, at, newer: null }
  }
  const [row] = await deps.db.read<Found>(
    deps.systemClaims,
    sql`select m.id, m.kind, m.seq as last, a.hash, a.at, a.effect->>'state' as state
      from matter m join act a on a.matter_id = m.id and a.seq = ${content.seq} where m.no = ${content.no}`,
  )
  if (!row || !sameSeal(seal, matterSeal(deps.secret, { id: row.id, seq: content.seq, headHash: row.hash }))) return INVALID
  const kind = deps.kinds.get(row.kind)
  return {
    valid: true,
    number: content.no,
    kind: kind?.text ?? text(row.kind, row.kind),
    state: kind?.states[row.state]?.text ?? text(row.state, row.state),
    at: row.at,
    newer: row.last > content.seq,
  }
}

const escape = (value: string): string => value.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** The answer as a page for whoever scans a paper: no sign-in, no script, nothing loaded. */
export function verifyPage(answer: VerifyAnswer, code: string, lang: Lang): string {
  const t = (zh: string, en: string): string => say(text(zh, en), lang)
  const facts: [string, string | null][] = [
    [t('编号', 'Number'), answer.number],
    [t('种类', 'Kind'), answer.kind?.[lang] ?? null],
    [t('打印时状态', 'State when printed'), answer.state?.[lang] ?? null],
    [t('时间', 'Time'), answer.at ? paperTime(answer.at, lang) : null],
    [
      t('此后', 'Since then'),
      answer.newer === null
        ? null
        : answer.newer
          ? t('又有新的办理，请以最新记录为准', 'more was done; the latest record counts')
          : t('没有新的办理', 'nothing more was done'),
    ],
    [t('验证码', 'Code'), code.trim().toUpperCase()],
  ]
  const rows = facts.flatMap(([name, value]) => (value === null ? [] : [`<dt>${name}</dt><dd>${escape(value)}</dd>`])).join('')
  const title = answer.valid
    ? t('✓ 与系统记录一致', '✓ As in the record')
    : t('✕ 查不到，或与系统记录不一致', '✕ Not found, or not as in the record')
  const hint = answer.valid
    ? t('请核对纸面上的编号和状态与这里是否相同。', 'Compare number and state on the paper with those here.')
    : t('请核对验证码是否输错；仍查不到时，请向出具单位核实。', 'Was the code typed right? If so, ask the office that issued the paper.')
  return `<!doctype html><html lang="${t('zh-CN', 'en')}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${t('文书验真', 'Verify a paper')}</title>
<style>body{font:16px/1.6 "Microsoft YaHei","PingFang SC",sans-serif;margin:0;background:#f4f6f8;color:#1c2530}main{max-width:520px;margin:24px auto;padding:20px;background:#fff;border:1px solid #dde3e9;border-radius:8px}
h1{font-size:20px;margin:0 0 12px}dl{display:grid;grid-template-columns:max-content 1fr;gap:6px 14px;margin:0}dt{color:#5b6673}dd{margin:0;overflow-wrap:anywhere}p{color:#5b6673}</style>
<main><h1>${title}</h1><dl>${rows}</dl><p>${hint}</p></main></html>`
}
