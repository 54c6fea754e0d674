import { findBreak, type ActRecord } from '#kernel/matter/index.ts'
import type { Files } from '#platform/files/index.ts'
import { chineseTime } from '../rules.ts'
import { checkLines, formFacts, matterFacts, type FactDeps, type PaperFact } from './facts.ts'
import type { WholeMatter } from './load.ts'
import { factTable, heading, ruledTable, type Content } from './pdf.ts'
import { MOST_PICTURES, thumbnails } from './pictures.ts'

const SOFT = '#4a5560'

function headFacts(deps: FactDeps, { view }: WholeMatter): PaperFact[] {
  const { kind } = deps
  const level = view.level === null ? null : (kind?.levels?.[view.level]?.text.zh ?? view.level)
  const due = view.dueAt === null ? null : `${chineseTime(view.dueAt)}${view.dueClause ? `（${view.dueClause.zh}）` : ''}`
  const all: [string, string | null][] = [
    ['事项', view.title],
    ['种类', kind?.text.zh ?? view.kind],
    ['等级', level],
    ['状态', kind?.states[view.state]?.text.zh ?? view.state],
    ['单位', view.orgName],
    ['监管部门', view.officeName],
    ['开始', chineseTime(view.openedAt)],
    ['期限', due],
    ['办结', view.closedAt === null ? null : chineseTime(view.closedAt)],
  ]
  return [...all.filter((f): f is [string, string] => f[1] !== null), ...matterFacts(deps, view.fields)]
}

function placeOf(act: ActRecord): PaperFact[] {
  if (!act.place) return []
  const { lng, lat, accuracy, text } = act.place
  const exact = `东经 ${lng.toFixed(5)}，北纬 ${lat.toFixed(5)}${accuracy === undefined ? '' : `，误差约 ${Math.round(accuracy)} 米`}`
  return [['位置', text ? `${text}（${exact}）` : exact]]
}

/** Four to a row, each with its name; what is no picture, or past the bound, is named with its hash. */
function evidenceOf(act: ActRecord, pictures: ReadonlyMap<string, string>): Content[] {
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
            text: `${one.takenAt ? `拍于 ${chineseTime(one.takenAt)} ` : ''}SHA-256 ${one.hash.slice(0, 16)}…`,
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
      text: `附件：${one.name}（SHA-256 ${one.hash}）`,
      fontSize: 8,
      color: SOFT,
      margin: [0, 2, 0, 0] as [number, number, number, number],
    })),
  ]
}

function actContent(deps: FactDeps, whole: WholeMatter, act: ActRecord, pictures: ReadonlyMap<string, string>): Content {
  const { kind } = deps
  const late = Date.parse(act.recordedAt) - Date.parse(act.at) > 10 * 60_000
  const lines = checkLines(deps, act.act, act.form, whole.view.fields['checklist'])
  const due = act.effect.dueAt ? [['期限', chineseTime(act.effect.dueAt)] as const] : []
  return {
    margin: [0, 6, 0, 4],
    stack: [
      {
        text: [
          { text: `${act.seq}. ${kind?.acts[act.act]?.text.zh ?? act.act}`, bold: true, fontSize: 10.5 },
          { text: `　${chineseTime(act.at)}　${act.actor.name}　→ ${kind?.states[act.effect.state]?.text.zh ?? act.effect.state}` },
          late ? { text: `　补传于 ${chineseTime(act.recordedAt)}`, color: SOFT } : '',
        ],
        margin: [0, 0, 0, 2],
      },
      factTable([...formFacts(deps, act.act, act.form), ...due, ...placeOf(act)]),
      ...(lines.length > 0 ? [ruledTable(['序号', '检查内容', '结果', '情况'], [28, '*', 48, 140], lines)] : []),
      ...evidenceOf(act, pictures),
    ],
  }
}

function record(whole: WholeMatter): Content[] {
  const broken = findBreak(whole.acts)
  const said = broken
    ? `记录链在第 ${broken.seq} 条处不连续，请联系管理员核对。`
    : `共 ${whole.acts.length} 条办理记录，逐条以 SHA-256 相连，打印时校验一致。任何一条被改动，其后的校验值都会改变。`
  return [
    heading('记录校验'),
    { text: said, margin: [0, 0, 0, 4], bold: broken !== null },
    ruledTable(
      ['序号', '记录时间', '校验值（SHA-256）'],
      [28, 110, '*'],
      whole.acts.map((act) => [String(act.seq), chineseTime(act.recordedAt), act.hash]),
    ),
  ]
}

/** The whole file of a matter: head facts, acts with forms and evidence, the chain of hashes. */
export async function matterContent(deps: FactDeps & { files: Pick<Files, 'open'> }, whole: WholeMatter): Promise<Content[]> {
  const evidence = whole.acts.flatMap((a) => a.evidence)
  const pictures = await thumbnails(deps.files, evidence)
  const images = new Set(evidence.filter((e) => e.mediaType.startsWith('image/')).map((e) => e.hash)).size
  const cut =
    images > MOST_PICTURES ? [{ text: `共 ${images} 张照片，只印前 ${MOST_PICTURES} 张，其余列出名称和校验值。`, color: SOFT }] : []
  return [
    factTable(headFacts(deps, whole)),
    heading('办理过程'),
    ...cut,
    ...whole.acts.map((act) => actContent(deps, whole, act, pictures)),
    ...record(whole),
  ]
}
