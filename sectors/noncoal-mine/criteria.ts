/**
 * 矿安〔2022〕88号 (32 underground, 13 open pit) and 矿安〔2024〕41号 (4 + 2). Numbers of items were checked; the wording
 * of No. 88 is condensed from general knowledge, alternatives stand in one question ("any of these").
 */
import { type Instrument, plainCriterion } from '../define.ts'
import { articleNumber } from '../laws.ts'
import { openPit, underground } from './criteria-items.ts'

const no88: Instrument = {
  name: ['矿安〔2022〕88号《金属非金属矿山重大事故隐患判定标准》', 'Major hazard criteria for non-coal mines (No. 88 of 2022)'],
  status: 'from-knowledge',
  from: '2022-09-01',
}

const no41: Instrument = {
  name: ['矿安〔2024〕41号《金属非金属矿山重大事故隐患判定标准补充情形》', 'Supplement for non-coal mines (No. 41 of 2024)'],
  status: 'secondary',
  from: '2024-04-23',
}

type Row = readonly [zh: string, en: string]

const number = (n: number) => String(n).padStart(2, '0')

const of88 = (mark: 'U' | 'O', zh: string, en: string, rows: readonly Row[]) =>
  rows.map((what, i) =>
    plainCriterion(no88, `JS88-${mark}-${number(i + 1)}`, [`${zh}第${articleNumber(i + 1)}项`, `${en}, item ${i + 1}`], what),
  )

const of41 = (first: number, zh: string, en: string, rows: readonly Row[]) =>
  rows.map((what, i) => plainCriterion(no41, `JS41-${number(first + i)}`, [zh, en], what))

const gathering: Row = ['人员集聚场所位于灾害威胁范围内', 'People gather within reach of a disaster']
const weather: Row = ['极端天气威胁时未停产撤人', 'Not stopped and withdrawn under threat of extreme weather']

export const criteria = [
  ...of88('U', '地下矿山', 'underground mines', underground),
  ...of88('O', '露天矿山', 'open pits', openPit),
  ...of41(1, '地下矿山补充情形', 'underground mines', [
    ['进风井口或平硐口50米范围内存放油料或其他易燃易爆物品', 'Oil or other flammables within 50 m of an intake shaft or adit'],
    ['受地表水等威胁，未查清隐蔽致灾因素', 'Threatened by surface water or the like, hidden causes not found out'],
    gathering,
    weather,
  ]),
  ...of41(5, '露天矿山补充情形', 'open pits', [gathering, weather]),
]
