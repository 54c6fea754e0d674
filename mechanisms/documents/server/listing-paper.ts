import { cstDate } from '#kernel/calendar/index.ts'
import { chineseDate } from '../rules.ts'
import type { WholeMatter } from './load.ts'
import type { Content } from './pdf.ts'

export interface ListingFacts {
  readonly listing: WholeMatter
  /** The matter that is listed, where the reader may see it. */
  readonly listed: Pick<WholeMatter['view'], 'no' | 'title'> | null
  readonly issuer: string
  readonly level: string
}

const said = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** Sentences end with a full stop, once. */
const sentence = (words: string): string => (/[。！？；]$/.test(words) ? words : `${words}。`)

const paragraph = (text: string): Content => ({ text, leadingIndent: 32, margin: [0, 0, 0, 2] })

const item = (name: string, words: string): Content => ({
  text: [{ text: name, bold: true }, words],
  leadingIndent: 32,
  margin: [0, 0, 0, 2],
})

/**
 * The notice of supervised listing (挂牌督办通知书) as a letter: addressee, what is listed and why, the demands, the time
 * limit, how to apply for removal, office and date. It says what the first act said, whatever came after.
 */
export function listingContent({ listing, listed, issuer, level }: ListingFacts): Content[] {
  const [first] = listing.acts
  const form = first?.form ?? {}
  const about = listed ? `${sentence(listed.title)}（编号：${listed.no}）` : '见随附事项。'
  const day = typeof form['deadline'] === 'string' ? form['deadline'] : first?.effect.dueAt ? cstDate(new Date(first.effect.dueAt)) : null
  return [
    { text: `${listing.view.orgName ?? '有关单位'}：`, margin: [0, 0, 0, 4] },
    paragraph(
      `根据《中华人民共和国安全生产法》第四十一条关于建立健全重大事故隐患治理督办制度的规定，现对你单位下列事项实行${level}挂牌督办。`,
    ),
    item('一、督办事项。', about),
    item('二、挂牌理由。', sentence(said(form['reason']))),
    item('三、督办要求。', sentence(said(form['demands']))),
    item('四、整改期限。', day === null ? '见督办要求。' : `${chineseDate(day)}17时前完成整改。`),
    item('五、摘牌。', '整改完成后，请提交整改情况和证明材料，申请摘牌；经现场核查合格后摘牌。逾期未完成整改的，依法处理。'),
    ...(form['public'] === true ? [paragraph('本督办事项向社会公告。')] : []),
    {
      unbreakable: true,
      margin: [0, 36, 0, 0],
      // 成文日期右空四字, the office centred above it.
      stack: [
        { text: issuer, alignment: 'right', margin: [0, 0, 40, 0] },
        { text: chineseDate(first?.at ?? listing.view.openedAt), alignment: 'right', margin: [0, 0, 64, 0] },
      ],
    },
  ]
}
