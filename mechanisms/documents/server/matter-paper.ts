import { findBreak, type ActRecord } from '#kernel/matter/index.ts'
import type { Files } from '#platform/files/index.ts'
import { say, text } from '#kernel/text.ts'
import { paperTime } from '../rules.ts'
import { checkLines, formFacts, matterFacts, type FactDeps, type PaperFact } from './facts.ts'
import type { WholeMatter } from './load.ts'
import { factTable, heading, ruledTable, type Content } from './pdf.ts'
import { MOST_PICTURES, thumbnails } from './pictures.ts'

const SOFT = '#4a5560'

function headFacts(deps: FactDeps, { view }: WholeMatter): PaperFact[] {
  const { kind, lang } = deps
  const t = (zh: string, en: string): string => say(text(zh, en), lang)
  const level = view.level === null ? null : (kind?.levels?.[view.level]?.text[lang] ?? view.level)
  const clause = view.dueClause ? t(`（${view.dueClause.zh}）`, ` (${view.dueClause.en})`) : ''
  const due = view.dueAt === null ? null : `${paperTime(view.dueAt, lang)}${clause}`
  const all: [string, string | null][] = [
    [t('事项', 'Matter'), view.title],
    [t('种类', 'Kind'), kind?.text[lang] ?? view.kind],
    [t('等级', 'Level'), level],
    [t('状态', 'State'), kind?.states[view.state]?.text[lang] ?? view.state],
    [t('单位', 'Organisation'), view.orgName],
    [t('监管部门', 'Supervised by'), view.officeName],
    [t('开始', 'Begun'), paperTime(view.openedAt, lang)],
    [t('期限', 'Deadline'), due],
    [t('办结', 'Closed'), view.closedAt === null ? null : paperTime(view.closedAt, lang)],
  ]
  return [...all.filter((f): f is [string, string] => f[1] !== null), ...matterFacts(deps, view.fields)]
}

function placeOf({ lang }: FactDeps, act: ActRecord): PaperFact[] {
  if (!act.place) return []
  const { lng, lat, accuracy, text: words } = act.place
  const [x, y] = [lng.toFixed(5), lat.toFixed(5)]
  const about = accuracy === undefined ? null : Math.round(accuracy)
  const exact = say(
    text(
      `东经 ${x}，北纬 ${y}${about === null ? '' : `，误差约 ${about} 米`}`,
      `${x} east, ${y} north${about === null ? '' : `, within about ${about} m`}`,
    ),
    lang,
  )
  return [[say(text('位置', 'Place'), lang), words ? say(text(`${words}（${exact}）`, `${words} (${exact})`), lang) : exact]]
}

/** Four to a row, each with its name; what is no picture, or past the bound, is named with its hash. */
function evidenceOf({ lang }: FactDeps, act: ActRecord, pictures: ReadonlyMap<string, string>): Content[] {
  const shown = act.evidence.filter((e) => pictures.has(e.hash))
  const named = act.evidence.filter((e) => !pictures.has(e.hash))
  const rows: Content[] = []
  for (let i = 0; i < shown.length; i += 4) {
    const four = shown.slice(i, i + 4)
    rows.push({
      unbreakable: true,
      columnGap: 6,
      margin: [0, 4, 0, 2],
      columns: four.map((one) => ({
        width: 122,
        stack: [
          { image: pictures.get(one.hash) ?? '', fit: [122, 104] as [number, number] },
          { text: one.name, fontSize: 7.5, color: SOFT },
          {
            text: `${one.takenAt ? `${say(text('拍于', 'Taken'), lang)} ${paperTime(one.takenAt, lang)} ` : ''}SHA-256 ${one.hash.slice(0, 16)}…`,
            fontSize: 6.5,
            color: SOFT,
          },
        ],
      })),
    })
  }
  return [
    ...rows,
    ...named.map((one) => ({
      text: say(text(`附件：${one.name}（SHA-256 ${one.hash}）`, `Attachment: ${one.name} (SHA-256 ${one.hash})`), lang),
      fontSize: 8,
      color: SOFT,
      margin: [0, 2, 0, 0] as [number, number, number, number],
    })),
  ]
}

function actContent(deps: FactDeps, whole: WholeMatter, act: ActRecord, pictures: ReadonlyMap<string, string>): Content {
  const { kind, lang } = deps
  const t = (zh: string, en: string): string => say(text(zh, en), lang)
  const late = Date.parse(act.recordedAt) - Date.parse(act.at) > 10 * 60_000
  const lines = checkLines(deps, act.act, act.form, whole.view.fields['checklist'])
  const due = act.effect.dueAt ? [[t('期限', 'Deadline'), paperTime(act.effect.dueAt, lang)] as const] : []
  return {
    margin: [0, 6, 0, 4],
    stack: [
      {
        text: [
          { text: `${act.seq}. ${kind?.acts[act.act]?.text[lang] ?? act.act}`, bold: true, fontSize: 10.5 },
          { text: `　${paperTime(act.at, lang)}　${act.actor.name}　→ ${kind?.states[act.effect.state]?.text[lang] ?? act.effect.state}` },
          late ? { text: `　${t('补传于', 'sent later,')} ${paperTime(act.recordedAt, lang)}`, color: SOFT } : '',
        ],
        margin: [0, 0, 0, 2],
      },
      factTable([...formFacts(deps, act.act, act.form), ...due, ...placeOf(deps, act)]),
      ...(lines.length > 0
        ? [ruledTable([t('序号', 'No.'), t('检查内容', 'Item'), t('结果', 'Result'), t('情况', 'Note')], [28, '*', 48, 140], lines)]
        : []),
      ...evidenceOf(deps, act, pictures),
    ],
  }
}

function record({ lang }: FactDeps, whole: WholeMatter): Content[] {
  const t = (zh: string, en: string): string => say(text(zh, en), lang)
  const broken = findBreak(whole.acts)
  const n = whole.acts.length
  const said = broken
    ? t(
        `记录链在第 ${broken.seq} 条处不连续，请联系管理员核对。`,
        `The chain of the record breaks at entry ${broken.seq}; ask the administrator.`,
      )
    : t(
        `共 ${n} 条办理记录，逐条以 SHA-256 相连，打印时校验一致。任何一条被改动，其后的校验值都会改变。`,
        `${n} entries, each tied to the one before by SHA-256, found whole when printed. A change of one changes every value after it.`,
      )
  return [
    heading(t('记录校验', 'Proof of the record')),
    { text: said, margin: [0, 0, 0, 4], bold: broken !== null },
    ruledTable(
      [t('序号', 'No.'), t('记录时间', 'Recorded'), t('校验值（SHA-256）', 'Value (SHA-256)')],
      [28, 110, '*'],
      whole.acts.map((act) => [String(act.seq), paperTime(act.recordedAt, lang), act.hash]),
    ),
  ]
}

/** The whole file of a matter: head facts, acts with forms and evidence, the chain of hashes. */
export async function matterContent(deps: FactDeps & { files: Pick<Files, 'open'> }, whole: WholeMatter): Promise<Content[]> {
  const evidence = whole.acts.flatMap((a) => a.evidence)
  const pictures = await thumbnails(deps.files, evidence)
  const images = new Set(evidence.filter((e) => e.mediaType.startsWith('image/')).map((e) => e.hash)).size
  const cutWords = text(
    `共 ${images} 张照片，只印前 ${MOST_PICTURES} 张，其余列出名称和校验值。`,
    `${images} photographs; the first ${MOST_PICTURES} are printed, the others named with their values.`,
  )
  const cut = images > MOST_PICTURES ? [{ text: say(cutWords, deps.lang), color: SOFT }] : []
  return [
    factTable(headFacts(deps, whole)),
    heading(say(text('办理过程', 'What was done'), deps.lang)),
    ...cut,
    ...whole.acts.map((act) => actContent(deps, whole, act, pictures)),
    ...record(deps, whole),
  ]
}
