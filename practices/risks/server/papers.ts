import { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import {
  baseOf,
  chineseDate,
  heading,
  PAPERS_PER_MINUTE,
  PDF,
  pdf,
  ruledTable,
  sendPaper,
  sheetCode,
  verifyUrl,
  xlsx,
  XLSX,
  type Content,
  type PaperDeps,
} from '#mechanisms/documents/index.ts'
import { sql } from '#platform/db/index.ts'
import type { Files } from '#platform/files/index.ts'
import { notFound, readRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { ANSWER_TEXT, COLOUR_WORD, CONTROL_TEXT, KIND_TEXT, LEVEL_TEXT, LEVELS, type CardView, type RiskLevel } from '../model.ts'
import { planSvg, INK } from '../plan-svg.ts'
import { coloured, findPlan, pictureOf } from './plan-routes.ts'
import { cardView } from './views.ts'

/** Sorts of papers, by the two letters in their codes; for the page that verifies papers. */
export const riskSheets: Readonly<Record<string, Text>> = {
  FD: text('安全风险分级管控清单（一企一清单）', 'Risk list of an enterprise'),
  FQ: text('风险点导出表', 'Export of risk points'),
  FT: text('安全风险四色图（一企一图）', 'Four-colour plan of an enterprise'),
  GZ: text('岗位风险告知卡', 'Risk card of a post'),
  GL: text('安全风险告知栏', 'Risk notice board'),
}

const none = z.object({})
const MOST = 2000

export interface RiskPaperDeps extends Pick<PaperDeps, 'secret' | 'baseUrl'> {
  readonly files: Pick<Files, 'open'>
}

interface ListLine {
  readonly name: string
  readonly kind: keyof typeof KIND_TEXT
  readonly workshop: string
  readonly post: string
  readonly level: RiskLevel | null
  readonly accidents: readonly string[]
  readonly factors: readonly string[]
  readonly controls: readonly { kind: keyof typeof CONTROL_TEXT; text: string; level: keyof typeof ANSWER_TEXT }[]
  readonly method: string | null
  readonly score: number | null
  readonly inputs: Readonly<Record<string, number>> | null
  readonly missing: readonly string[] | null
}

const COLUMNS: readonly { text: string; points: number | '*'; width: number }[] = [
  { text: '序号', points: 24, width: 6 },
  { text: '风险点', points: 76, width: 24 },
  { text: '类别', points: 36, width: 10 },
  { text: '车间/岗位', points: 62, width: 20 },
  { text: '危险有害因素', points: '*', width: 36 },
  { text: '可能的事故', points: 56, width: 18 },
  { text: '评价', points: 74, width: 22 },
  { text: '等级', points: 44, width: 12 },
  { text: '管控措施（责任层级）', points: 190, width: 60 },
]

const levelWord = (level: RiskLevel | null): string => (level ? `${LEVEL_TEXT[level].zh}（${COLOUR_WORD[level].zh}）` : '不能判定')

function graded(line: ListLine): string {
  if (!line.method) return '未评价'
  const values = Object.entries(line.inputs ?? {})
    .map(([k, v]) => `${k}=${v}`)
    .join(' ')
  return line.score === null ? `${line.method} ${(line.missing ?? []).join('、')}` : `${line.method} ${values} 得 ${line.score}`
}

const cellsOf = (line: ListLine, i: number): string[] => [
  String(i + 1),
  line.name,
  KIND_TEXT[line.kind].zh,
  `${line.workshop}\n${line.post}`,
  line.factors.join('；'),
  line.accidents.join('、'),
  graded(line),
  levelWord(line.level),
  line.controls.map((c, n) => `${n + 1}. ${CONTROL_TEXT[c.kind].zh}：${c.text}（${ANSWER_TEXT[c.level].zh}）`).join('\n'),
]

async function load({ read }: ReadContext, orgId: string): Promise<{ name: string; lines: ListLine[]; total: number }> {
  const [org] = await read<{ name: string }>(sql`select name from org where id = ${orgId}::uuid and kind = 'enterprise'`)
  if (!org) throw notFound()
  const lines = await read<ListLine & { total: number }>(
    sql`select p.name, p.kind, p.workshop, p.post, p.level, p.accidents, count(*) over ()::int as total,
        array(select (f->>'code') || ' ' || (f->>'text') from jsonb_array_elements(p.factors) f) as factors,
        coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'text', c.text, 'level', c.level) order by c.id) from risk_control c
          where c.point_id = p.id and c.status = 'active'), '[]') as controls,
        g.method, g.score, g.inputs, g.missing
      from risk_point p left join risk_grade g on g.point_id = p.id and g.valid_to is null
      where p.org_id = ${orgId}::uuid and p.status = 'active'
      order by coalesce(array_position(array['major', 'larger', 'general', 'low'], p.level), 5), p.workshop, p.name, p.id limit ${MOST}`,
  )
  return { name: org.name, lines, total: lines[0]?.total ?? 0 }
}

function summary(lines: readonly ListLine[], total: number): string {
  const counts = LEVELS.map((l) => `${LEVEL_TEXT[l].zh}（${COLOUR_WORD[l].zh}）${lines.filter((x) => x.level === l).length}`).join('，')
  const cut = total > lines.length ? `，只印前 ${lines.length} 处` : ''
  return `风险点共 ${total} 处${cut}：${counts}，未定级或不能判定 ${lines.filter((x) => x.level === null).length}。`
}

const strip = (level: RiskLevel | null): Content => ({
  table: {
    widths: ['*'],
    body: [
      [
        {
          text: level ? `${LEVEL_TEXT[level].zh}　${COLOUR_WORD[level].zh}` : '等级未定',
          bold: true,
          fontSize: 13,
          color: level === 'larger' || level === 'general' ? '#000' : '#fff',
          fillColor: INK[level ?? 'none'],
          alignment: 'center',
          margin: [0, 3, 0, 3],
        },
      ],
    ],
  },
  layout: 'noBorders',
  margin: [0, 0, 0, 6],
})

const labelled = (name: string, lines: readonly string[]): Content => ({
  columns: [
    { width: 58, text: name, bold: true },
    { width: '*', stack: lines.length === 0 ? ['—'] : lines.map((l) => ({ text: l, margin: [0, 0, 0, 1.5] })) },
  ],
  margin: [0, 2, 0, 2],
})

const phones = (view: CardView): string => ['火警 119', '急救 120', ...(view.phone ? [`本单位 ${view.phone}`] : [])].join('　')

function cardContent(view: CardView): Content[] {
  const steps = [...new Set(view.points.flatMap((p) => p.emergency))]
  return [
    strip(view.level),
    ...view.points.flatMap((p): Content[] => [
      heading(`${p.name}（${p.workshop}）　${p.level ? `${LEVEL_TEXT[p.level].zh} ${COLOUR_WORD[p.level].zh}` : '等级未定'}`),
      labelled('危险因素', p.factors),
      labelled('可能事故', [p.accidents.join('、')]),
      labelled(
        '防范措施',
        p.controls.map((c, i) => `${i + 1}. ${c.text}`),
      ),
    ]),
    heading('应急处置'),
    labelled(
      '步骤',
      steps.map((s, i) => `${i + 1}. ${s}`),
    ),
    labelled('电话', [phones(view)]),
  ]
}

function boardContent(view: CardView): Content[] {
  if (view.points.length === 0) return [{ text: '没有重大和较大风险。' }]
  const rows = view.points.map((p) => [
    `${p.name}\n${p.workshop}`,
    p.level ? `${LEVEL_TEXT[p.level].zh}\n${COLOUR_WORD[p.level].zh}` : '',
    p.factors.join('；'),
    p.accidents.join('、'),
    p.controls.map((c, i) => `${i + 1}. ${c.text}`).join('\n'),
    p.emergency.map((s, i) => `${i + 1}. ${s}`).join('\n'),
  ])
  return [
    strip(view.level),
    ruledTable(['风险点', '等级', '危险有害因素', '可能的事故', '管控措施', '应急处置'], [80, 44, 130, 70, '*', 180], rows),
    { text: `报告电话：${phones(view)}`, bold: true, fontSize: 12, margin: [0, 10, 0, 0] },
  ]
}

const ByOrg = z.object({ orgId: z.uuid() })

/** One-enterprise-one-list, one-enterprise-one-map, notice boards and post cards. */
export function riskPaperRoutes({ secret, baseUrl, files }: RiskPaperDeps): Route[] {
  const head = { params: none, response: 'stream', permission: 'risk.read', perMinute: PAPERS_PER_MINUTE } as const
  return [
    readRoute({
      ...head,
      method: 'GET',
      path: '/api/risks/list.pdf',
      audit: 'risk.list-pdf',
      text: text('风险清单（一企一清单）', 'Risk list of an enterprise'),
      query: ByOrg,
      auditRead: true,
      handler: async (context, { query }) => {
        const { name, lines, total } = await load(context, query.orgId)
        const rows = lines.map(cellsOf)
        const code = sheetCode(secret, 'FD', context.now, rows)
        const bytes = await pdf({
          issuer: name,
          title: '安全风险分级管控清单（一企一清单）',
          date: chineseDate(context.now),
          code,
          verifyUrl: verifyUrl(baseOf(context, baseUrl), code),
          landscape: true,
          content: [
            { text: summary(lines, total), margin: [0, 0, 0, 6] },
            ruledTable(
              COLUMNS.map((c) => c.text),
              COLUMNS.map((c) => c.points),
              rows,
            ),
          ],
        })
        await sendPaper(context, bytes, PDF, `${name} 风险清单.pdf`)
      },
    }),
    readRoute({
      ...head,
      method: 'GET',
      path: '/api/risks/list.xlsx',
      audit: 'risk.list-xlsx',
      text: text('风险清单（表格）', 'Risk list of an enterprise, spreadsheet'),
      query: ByOrg,
      auditRead: true,
      handler: async (context, { query }) => {
        const { name, lines, total } = await load(context, query.orgId)
        const rows = lines.map(cellsOf)
        const bytes = await xlsx({
          name: '风险清单',
          title: `${name} 安全风险分级管控清单`,
          subtitle: `日期：${chineseDate(context.now)}　${summary(lines, total)}`,
          code: sheetCode(secret, 'FD', context.now, rows),
          columns: COLUMNS,
          rows,
        })
        await sendPaper(context, bytes, XLSX, `${name} 风险清单.xlsx`)
      },
    }),
    readRoute({
      ...head,
      method: 'GET',
      path: '/api/risks/map.pdf',
      audit: 'risk.map-pdf',
      text: text('风险四色图（一企一图）', 'Four-colour plan of an enterprise'),
      query: z.object({ id: z.uuid() }),
      handler: async (context, { query }) => {
        const stored = await findPlan(context.read, query.id)
        const [plan] = await coloured(context.read, [stored])
        if (!plan) throw notFound()
        const picture = stored.hash ? (await pictureOf(files, stored.hash)).toString('base64') : null
        const rows = plan.areas.map((a, i) => [String(i + 1), a.name, levelWord(a.level), a.reason])
        const code = sheetCode(secret, 'FT', context.now, rows)
        const drawing = planSvg(plan, picture ? `data:image/jpeg;base64,${picture}` : null)
        const bytes = await pdf({
          issuer: plan.orgName,
          title: `${plan.name}（安全风险四色图）`,
          date: chineseDate(context.now),
          code,
          verifyUrl: verifyUrl(baseOf(context, baseUrl), code),
          landscape: true,
          content: [
            { svg: drawing, fit: [500, 380], alignment: 'center', margin: [0, 0, 0, 8] },
            ruledTable(['编号', '区域', '等级', '依据'], [36, 140, 90, '*'], rows),
          ],
        })
        await sendPaper(context, bytes, PDF, `${plan.orgName} 四色图.pdf`)
      },
    }),
    readRoute({
      ...head,
      method: 'GET',
      path: '/api/risks/card.pdf',
      audit: 'risk.card-pdf',
      text: text('告知卡和告知栏（打印）', 'Cards and notice boards for print'),
      query: z.object({ code: z.string().regex(/^[0-9A-Z]{12}$/), size: z.enum(['A4', 'A5']).default('A5') }),
      handler: async (context, { query }) => {
        const view = await cardView(context.read, query.code)
        const board = view.kind === 'board'
        const code = sheetCode(secret, board ? 'GL' : 'GZ', context.now, view.points)
        const base = baseOf(context, baseUrl)
        const bytes = await pdf({
          issuer: view.orgName,
          title: board ? '安全风险告知栏' : `岗位风险告知卡：${view.name}`,
          date: chineseDate(cstDate(context.now)),
          code,
          verifyUrl: verifyUrl(base, code),
          mark: { url: `${base}/card/${query.code}`, words: '扫码看最新内容' },
          size: board ? 'A4' : query.size,
          landscape: board,
          content: board ? boardContent(view) : cardContent(view),
        })
        await sendPaper(context, bytes, PDF, board ? `${view.orgName} 风险告知栏.pdf` : `${view.name} 风险告知卡.pdf`)
      },
    }),
  ]
}
