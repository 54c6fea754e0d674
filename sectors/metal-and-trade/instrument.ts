import { type Instrument, type Pair, criterion } from '../define.ts'
import { articleNumber } from '../laws.ts'

/**
 * Order 10 of 2023, 64 items: three of management, 47 of trades, 14 of special fields. The wording of articles 4–13 is
 * from general knowledge; only article 3 was read. A device that is installed but does not work counts as missing (Art. 14).
 */
const order10: Instrument = {
  name: ['《工贸企业重大事故隐患判定标准》(应急管理部令第10号)', 'Major hazard criteria for industry and trade (Order 10)'],
  status: 'from-knowledge',
  from: '2023-05-15',
}

/** @param article article of Order 10 @param part number of the item within the article */
export const gm = (id: string, article: number, part: number, what: Pair, questions: readonly Pair[]) =>
  criterion(
    order10,
    `GM10-${id}`,
    [`第${articleNumber(article)}条第${articleNumber(part)}项`, `Art. ${article}(${part})`],
    what,
    questions,
    article === 3 ? 'secondary' : 'from-knowledge',
  )
