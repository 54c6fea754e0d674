import type { Chance } from './random.ts'

const SURNAMES = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹喻柏苏潘葛范彭鲁韦马方任袁柳史唐薛雷贺汤罗毕郝安常于傅康',
]
const GIVEN = [...'明华强军平红芳丽伟静敏洁秀兰刚磊涛杰勇艳娟宁波斌鑫欣怡文博志远海燕春梅国庆建国新民长河青山玉林永康']

/** An invented person's name. */
export function personName(dice: Chance): string {
  return dice.pick(SURNAMES) + dice.pick(GIVEN) + (dice.yes(0.6) ? dice.pick(GIVEN) : '')
}

const FIRST = ['泽', '岚', '沛', '垚', '霁', '澄', '峤', '榆', '桓', '砚', '沅', '嵘', '熠', '绥', '荻', '堃', '翀', '渝', '焱', '珩']
const SECOND = ['昌', '和', '泰', '丰', '盛', '源', '达', '顺', '瑞', '隆', '益', '恒', '通', '茂', '安', '兴']

export interface Trade {
  readonly sector: string
  readonly words: readonly string[]
  /** Share of enterprises. */
  readonly weight: number
  /** Kind of legal form at the end of the name. */
  readonly form: readonly string[]
  /** Where the trade mostly sits. */
  readonly inPark: number
  /** Sizes by chance: large, medium, small, micro. */
  readonly sizes: readonly [number, number, number, number]
  readonly subjects: readonly { readonly type: string; readonly name: string }[]
}

const COMPANY = ['有限公司'] as const
const SHOP = ['店', '商行', '经营部'] as const

export const TRADES: readonly Trade[] = [
  {
    sector: 'hazchem',
    words: ['化工', '精细化工', '磷化工', '新材料'],
    weight: 34,
    form: COMPANY,
    inPark: 0.85,
    sizes: [0.15, 0.35, 0.5, 0],
    subjects: [],
  },
  {
    sector: 'hazchem',
    words: ['加油站', '液化气站', '气体充装'],
    weight: 46,
    form: [''],
    inPark: 0,
    sizes: [0, 0.05, 0.6, 0.35],
    subjects: [],
  },
  {
    sector: 'metal-and-trade',
    words: ['机械', '铸造', '木业', '食品', '纺织', '建材', '包装', '家具', '铝业'],
    weight: 520,
    form: COMPANY,
    inPark: 0.12,
    sizes: [0.03, 0.17, 0.5, 0.3],
    subjects: [],
  },
  {
    sector: 'fire',
    words: ['百货', '宾馆', '餐饮', '网吧', '幼儿园', '养老院', '影城', '农贸市场', '超市'],
    weight: 980,
    form: SHOP,
    inPark: 0.01,
    sizes: [0.01, 0.06, 0.33, 0.6],
    subjects: [],
  },
  {
    sector: 'construction',
    words: ['建筑', '路桥', '装饰工程'],
    weight: 95,
    form: COMPANY,
    inPark: 0.03,
    sizes: [0.03, 0.3, 0.5, 0.17],
    subjects: [],
  },
  {
    sector: 'road-transport',
    words: ['物流', '客运', '危货运输'],
    weight: 88,
    form: COMPANY,
    inPark: 0.1,
    sizes: [0.02, 0.2, 0.6, 0.18],
    subjects: [],
  },
  {
    sector: 'special-equipment',
    words: ['电梯维保', '锅炉', '起重设备租赁'],
    weight: 62,
    form: COMPANY,
    inPark: 0.05,
    sizes: [0, 0.15, 0.65, 0.2],
    subjects: [],
  },
  {
    sector: 'noncoal-mine',
    words: ['石料', '采石', '矿业'],
    weight: 26,
    form: COMPANY,
    inPark: 0,
    sizes: [0.05, 0.4, 0.55, 0],
    subjects: [],
  },
  { sector: 'coal', words: ['煤矿'], weight: 6, form: [''], inPark: 0, sizes: [0.3, 0.6, 0.1, 0], subjects: [] },
  { sector: 'tailings', words: ['选矿'], weight: 7, form: COMPANY, inPark: 0, sizes: [0.1, 0.5, 0.4, 0], subjects: [] },
  {
    sector: 'fireworks',
    words: ['烟花爆竹批发', '烟花零售点'],
    weight: 22,
    form: [''],
    inPark: 0,
    sizes: [0, 0.05, 0.25, 0.7],
    subjects: [],
  },
  {
    sector: 'city-lifeline',
    words: ['燃气', '供水', '排水'],
    weight: 12,
    form: COMPANY,
    inPark: 0.05,
    sizes: [0.1, 0.5, 0.4, 0],
    subjects: [],
  },
  { sector: 'park', words: ['园区运营'], weight: 2, form: COMPANY, inPark: 1, sizes: [0, 1, 0, 0], subjects: [] },
]

/** An invented enterprise's name that begins with the invented county's or town's. */
export function orgName(dice: Chance, trade: Trade, town: string, taken: Set<string>): string {
  for (let n = 0; ; n++) {
    const mark = dice.pick(FIRST) + dice.pick(SECOND) + (n > 6 ? dice.pick(SECOND) : '')
    const name = `${dice.yes(0.5) ? '云泽' : town.slice(0, 2)}${mark}${dice.pick(trade.words)}${dice.pick(trade.form)}`
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}
