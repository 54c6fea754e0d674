import type { Lang, Text } from '#kernel/text.ts'
import { cstDate } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { docx, type DocxBlock, type DocxText } from '#mechanisms/documents/index.ts'
import { COLOUR_TEXT, COLOURS4, FACTOR_TEXT, GROUP_OF, GROUP_TEXT, GROUPS } from '../region.ts'
import type { AreaRisk, Region } from '../region-model.ts'

/** The white paper of regional risk (城市安全风险白皮书): an editable Word file whose every figure says where it comes from. */

const WORST = 20

export interface PaperHead {
  readonly office: string
  readonly lang: Lang
}

export async function whitePaper(region: Region, { office, lang }: PaperHead): Promise<Buffer> {
  const t = (words: Text): string => words[lang]
  const instant = `${cstDate(new Date(region.at))} ${new Date(Date.parse(region.at) + 8 * 3_600_000).toISOString().slice(11, 16)}`
  const source = t(
    text(
      `安澜台账，截至 ${instant}（北京时间）；公式 ${region.formula.version}`,
      `Anlan's records as of ${instant} (Beijing time); formula ${region.formula.version}`,
    ),
  )
  const figure = (n: number | string): DocxText => ({ text: String(n), source, bold: true })
  const { area } = region
  const colour = (a: AreaRisk): string => t(COLOUR_TEXT[a.colour])
  const say = (...parts: DocxText[]): DocxBlock => ({ text: parts })
  const h1 = (words: Text): DocxBlock => ({ heading: t(words), level: 1 })

  const blocks: DocxBlock[] = [
    h1(text('一、总体判断', '1. Overall judgement')),
    say(
      t(text(`${region.name}总体风险为`, `The overall risk of ${region.name} is `)),
      figure(colour(area)),
      t(text(`。${area.reason.zh}。纳入 `, `. ${area.reason.en}. Enterprises on file: `)),
      figure(area.enterprises),
      t(text(' 家企业，其中 ', ', of which ')),
      figure(area.judged),
      t(text(' 家已开展风险分级、可以判定。', ' have graded risk points and can be judged.')),
    ),
    {
      table: {
        head: [t(text('颜色', 'Colour')), t(text('企业数', 'Enterprises')), t(text('占比', 'Share'))],
        rows: [...COLOURS4, 'grey' as const].map((c) => [
          t(COLOUR_TEXT[c]),
          String(area.counts[c]),
          area.enterprises === 0 ? '—' : `${((area.counts[c] * 100) / area.enterprises).toFixed(1)}%`,
        ]),
      },
    },
    h1(text('二、分区域', '2. By area')),
    {
      table: {
        head: [
          t(text('区域', 'Area')),
          t(text('颜色', 'Colour')),
          t(text('分数', 'Score')),
          t(text('企业', 'Enterprises')),
          t(text('可判定', 'Judged')),
          t(text('原因', 'Why')),
        ],
        widths: [18, 13, 9, 10, 10, 40],
        rows: region.parts
          .toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1))
          .map((p) => [p.name, colour(p), p.score === null ? '—' : String(p.score), String(p.enterprises), String(p.judged), t(p.reason)]),
      },
    },
    say(
      t(
        text(
          '按分数由高到低排列；企业多的区域事项也多，比较时须看规模。',
          'In falling order of score. Areas with more enterprises have more of everything: mind their size when comparing.',
        ),
      ),
    ),
    h1(text('三、风险由什么构成', '3. What the risk is made of')),
    ...GROUPS.flatMap((group): DocxBlock[] => {
      const own = region.totals.filter((x) => GROUP_OF[x.factor] === group)
      const heading: DocxBlock = { heading: t(GROUP_TEXT[group]), level: 2 }
      if (own.length === 0) return [heading, say(t(text('这个时刻没有计入的事项。', 'Nothing counted at this instant.')))]
      const parts = own.flatMap((x, i): DocxText[] => [
        `${i === 0 ? '' : t(text('，', ', '))}${t(FACTOR_TEXT[x.factor])} `,
        figure(x.count),
        t(text(' 项', ' in all')),
      ])
      return [heading, say(...parts, t(text('。', '.')))]
    }),
    h1(text('四、风险最高的企业', '4. Enterprises of the highest risk')),
    {
      table: {
        head: [t(text('企业', 'Enterprise')), t(text('颜色', 'Colour')), t(text('分数', 'Score')), t(text('原因', 'Why'))],
        widths: [34, 14, 10, 42],
        rows: region.orgs
          .slice(0, WORST)
          .map((o) => [o.name, t(COLOUR_TEXT[o.colour]), o.score === null ? '—' : String(o.score), t(o.reason)]),
      },
    },
    h1(text('五、方法', '5. Method')),
    say(
      t(
        text(
          `公式 ${region.formula.version} 公开、分版本、可回放：企业按静态风险、隐患、报警、预警、特殊作业计分，各组封顶；红 ${region.formula.bands.red} 分、橙 ${region.formula.bands.orange} 分、黄 ${region.formula.bands.gold} 分起。区域分数 = ${region.formula.area.worst} × 最高 + ${region.formula.area.tenth} × 前一成平均 + ${region.formula.area.mean} × 全体平均，且最多比最差的企业低一级。没有公开文件规定这些数字，它们是本地做法。`,
          `Formula ${region.formula.version} is open, versioned and can be replayed: enterprises score by static risk, hazards, alarms, warnings and permits, each capped; red from ${region.formula.bands.red}, orange from ${region.formula.bands.orange}, yellow from ${region.formula.bands.gold}. An area scores ${region.formula.area.worst} × worst + ${region.formula.area.tenth} × worst tenth + ${region.formula.area.mean} × mean, and is at most one level calmer than its worst enterprise. No public text fixes these figures; they are local practice.`,
        ),
      ),
    ),
    say(
      t(
        text(
          '没有登记并分级风险点的企业标为“不能判定”，不当作低风险。',
          'Enterprises without graded risk points stand as "cannot judge" and are not taken for low risk.',
        ),
      ),
    ),
  ]
  return docx({
    title: t(text(`${region.name}安全风险白皮书`, `White paper of safety risk: ${region.name}`)),
    office,
    under: `${office}　${cstDate(new Date(region.at))}`,
    contents: t(text('目录', 'Contents')),
    pageOf: lang === 'zh' ? ['第 ', ' 页 共 ', ' 页'] : ['Page ', ' of ', ''],
    blocks,
  })
}
