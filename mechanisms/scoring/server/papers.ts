import { z } from 'zod'
import { itemsOf } from '#kernel/score/index.ts'
import { say, text, type Lang, type Text } from '#kernel/text.ts'
import {
  baseOf,
  DOCX,
  docx,
  heading,
  InLang,
  langOf,
  paperDate,
  PAPERS_PER_MINUTE,
  PDF,
  pdf,
  ruledTable,
  sendPaper,
  sheetCode,
  verifyUrl,
  XLSX,
  xlsx,
} from '#mechanisms/documents/index.ts'
import { readRoute, type Route } from '#platform/http/index.ts'
import type { Answers, AssessmentPage, Result } from '../model.ts'
import { pageOf, type ScoringDeps } from './routes.ts'

export const scoringSheets: Readonly<Record<string, Text>> = { PF: text('评分表', 'Score sheet') }

export interface ScoringPaperDeps extends ScoringDeps {
  readonly secret: string
  readonly baseUrl?: string
}

type Cell = string

/** What stands on every form of the paper. */
function contentOf(page: AssessmentPage, lang: Lang) {
  const { sheet, self, reviewed, row } = page
  const t = (words: Text): string => say(words, lang)
  const given = (answers: Answers | null, id: string): Cell => {
    const points = answers?.points[id]
    return points === undefined ? '—' : points === 'na' ? t(text('不适用', 'n/a')) : String(points)
  }
  const yes = (answers: Answers | null, id: string): Cell => {
    const value = answers?.vetoes[id]
    return value === undefined ? '—' : t(value ? text('有', 'yes') : text('没有', 'no'))
  }
  const why = (id: string): Cell => {
    const fact = page.facts.find((f) => f.item === id)
    const notes = [...new Set([self?.notes[id] ?? '', reviewed?.notes[id] ?? ''])].filter((n) => n !== '')
    return [...notes, ...(fact && page.found?.[id] !== undefined ? [t(text('取自记录', 'from records'))] : [])].join('；')
  }
  const rows = sheet.elements.flatMap((e) =>
    e.items.map((i): Cell[] => [t(e.text), t(i.text), String(i.points), given(self, i.id), given(reviewed, i.id), why(i.id)]),
  )
  const vetoes = sheet.vetoes.map((v): Cell[] => [t(v.text), t(v.clause.text), yes(self, v.id), yes(reviewed, v.id), why(v.id)])
  const band = (result: Result | null): Cell => t(sheet.bands.find((b) => b.id === result?.band)?.text ?? text('不能判定', 'cannot judge'))
  const value = (result: Result | null): Cell => (result?.value === null || result === null ? '—' : result.value.toFixed(2))
  const results = [
    [t(text('自评', 'Self')), value(page.selfResult), band(page.selfResult), page.by ?? '—'],
    [t(text('复核', 'Reviewed')), value(page.result), band(page.result), page.reviewer ?? '—'],
  ]
  const sources = [sheet.clause, sheet.pointsFrom, sheet.bandsFrom].map((c) => t(c.text))
  const steps = (page.result ?? page.selfResult)?.steps.map(t) ?? []
  return {
    title: `${t(sheet.text)}（${row.orgName}）`,
    head: [
      text('要素', 'Element'),
      text('条目', 'Item'),
      text('满分', 'Points'),
      text('自评', 'Self'),
      text('复核', 'Reviewed'),
      text('说明', 'Note'),
    ].map(t),
    vetoHead: [
      text('否决和提示项', 'Vetoes'),
      text('依据', 'Clause'),
      text('自评', 'Self'),
      text('复核', 'Reviewed'),
      text('说明', 'Note'),
    ].map(t),
    resultHead: ['', t(text('得分', 'Score')), t(text('档次', 'Band')), t(text('评分人', 'By'))],
    words: {
      results: t(text('结论', 'Result')),
      items: t(text('逐项评分', 'Items')),
      vetoes: t(text('否决和提示项', 'Vetoes')),
      steps: t(text('怎样得出', 'How it was reached')),
      sources: t(text('依据', 'Sources')),
    },
    version: `${t(text('评分表版本', 'Version of the sheet'))}：${sheet.version}　${row.day}`,
    rows,
    vetoes,
    results,
    sources,
    steps,
  }
}

const FORMATS = ['docx', 'pdf', 'xlsx'] as const

async function bytesOf(
  format: (typeof FORMATS)[number],
  page: AssessmentPage,
  lang: Lang,
  day: string,
  code: string,
  url: string,
): Promise<Buffer> {
  const c = contentOf(page, lang)
  if (format === 'xlsx') {
    return xlsx({
      name: say(text('评分', 'Score'), lang),
      title: c.title,
      subtitle: `${c.version}　${c.results.map((r) => r.slice(0, 3).join(' ')).join('　')}`,
      code,
      lang,
      columns: c.head.map((words, i) => ({ text: words, width: [24, 44, 8, 8, 8, 40][i] ?? 12 })),
      rows: [
        ...c.rows.map((r) => r.map((cell, i) => (i > 1 && i < 5 && Number.isFinite(Number(cell)) ? Number(cell) : cell))),
        ...(c.vetoes.length > 0
          ? [[''], ...c.vetoes.map(([words, clause, a, b, note]) => [words ?? '', clause ?? '', '', a ?? '', b ?? '', note ?? ''])]
          : []),
        [''],
        ...c.steps.map((s) => [s]),
      ],
    })
  }
  if (format === 'docx') {
    return docx({
      title: c.title,
      office: page.row.orgName,
      under: c.version,
      signed: [page.row.orgName, day],
      small: `${say(text('验证码', 'Code'), lang)} ${code}`,
      pageOf: lang === 'zh' ? ['第 ', ' 页 共 ', ' 页'] : ['Page ', ' of ', ''],
      blocks: [
        { heading: c.words.results, level: 1 },
        { table: { head: c.resultHead, rows: c.results, widths: [15, 15, 40, 30] } },
        { heading: c.words.steps, level: 1 },
        ...c.steps.map((s) => ({ text: [s] })),
        { heading: c.words.items, level: 1 },
        { table: { head: c.head, rows: c.rows, widths: [22, 30, 9, 9, 9, 21] } },
        ...(c.vetoes.length > 0
          ? [{ heading: c.words.vetoes, level: 1 } as const, { table: { head: c.vetoHead, rows: c.vetoes, widths: [34, 30, 9, 9, 18] } }]
          : []),
        { heading: c.words.sources, level: 1 },
        ...c.sources.map((s) => ({ text: [s] })),
      ],
    })
  }
  return pdf({
    issuer: page.row.orgName,
    title: c.title,
    number: page.row.no,
    date: day,
    code,
    verifyUrl: url,
    lang,
    content: [
      { text: c.version, margin: [0, 0, 0, 6] },
      ruledTable(c.resultHead, [60, 60, '*', 150], c.results),
      heading(c.words.steps),
      { ol: c.steps, fontSize: 9 },
      heading(c.words.items),
      ruledTable(c.head, [90, '*', 34, 34, 34, 110], c.rows),
      ...(c.vetoes.length > 0 ? [heading(c.words.vetoes), ruledTable(c.vetoHead, ['*', 130, 34, 34, 90], c.vetoes)] : []),
      heading(c.words.sources),
      { ul: c.sources, fontSize: 9 },
    ],
  })
}

const MEDIA = { docx: DOCX, pdf: PDF, xlsx: XLSX } as const

/** The filled sheet as Word, PDF and spreadsheet. */
export function scoringPaperRoutes(deps: ScoringPaperDeps): Route[] {
  return FORMATS.map((format) =>
    readRoute({
      method: 'GET',
      path: `/api/assessments/:id/paper.${format}`,
      audit: `assessment.${format}`,
      text: text(`打印评分（${format}）`, `Score sheet as ${format}`),
      permission: 'assessment.read',
      params: z.object({ id: z.uuid() }),
      query: InLang,
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { params, query }) => {
        const lang = langOf(context, query)
        const page = await pageOf(deps, context, params.id)
        const answers = itemsOf(page.sheet).map((i) => [i.id, page.self?.points[i.id] ?? null, page.reviewed?.points[i.id] ?? null])
        const code = sheetCode(deps.secret, 'PF', context.now, answers)
        const url = verifyUrl(baseOf(context, deps.baseUrl), code)
        const bytes = await bytesOf(format, page, lang, paperDate(context.now, lang), code, url)
        await sendPaper(context, bytes, MEDIA[format], `${page.row.orgName} ${page.row.title}.${format}`)
      },
    }),
  )
}
