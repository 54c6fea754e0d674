/**
 * Major fire hazards (重大火灾隐患). The 2017 edition holds until 2025-10-31: its ten elements for direct judgement are
 * given from general knowledge. The text of the 2025 edition was not obtained: its questions name the same topics, ask the
 * inspector to consult the standard, and every verdict is "uncertain".
 */
import { type Instrument, type Pair, consultCriterion, criterion } from '../define.ts'

/** First day of the 2025 edition. */
export const FROM_2025 = '2025-11-01'

const edition2017: Instrument = {
  name: ['GB 35181-2017《重大火灾隐患判定方法》', 'GB 35181-2017 Major fire hazards'],
  status: 'from-knowledge',
  from: '2018-07-01',
  to: FROM_2025,
}

const edition2025: Instrument = {
  name: ['GB 35181-2025《重大火灾隐患判定规则》', 'GB 35181-2025 Major fire hazards'],
  status: 'uncertain',
  from: FROM_2025,
}

const direct: Pair = ['直接判定要素', 'elements for direct judgement']

interface Element {
  readonly key: string
  readonly what: Pair
  readonly questions: readonly Pair[]
}

const elements: readonly Element[] = [
  {
    key: 'siting',
    what: [
      '易燃易爆危险品工厂、仓库、储罐区、专用车站码头未设在安全地带',
      'Flammable goods plant, store, tank farm or terminal not in a safe place',
    ],
    questions: [
      ['这里生产、储存、装卸易燃易爆危险品吗？', 'Are flammable or explosive goods made, kept or loaded here?'],
      ['没有设在城市边缘或相对独立的安全地带吗？', 'Is it not at the edge of town or in a place of its own?'],
    ],
  },
  {
    key: 'same-building',
    what: ['易燃易爆场所与人员密集、居住场所同一建筑', 'Flammable goods in one building with crowds or dwellings'],
    questions: [
      ['这里生产、储存、经营易燃易爆危险品吗？', 'Are flammable or explosive goods made, kept or sold here?'],
      ['和人员密集场所或住人的地方在同一栋楼吗？', 'Is it in the same building as a crowd place or dwellings?'],
    ],
  },
  {
    key: 'distance',
    what: ['易燃易爆场所与人员密集、居住场所防火间距不足规定值的75%', 'Distance to crowds or dwellings below 75 % of the rule'],
    questions: [
      ['这里生产、储存、经营易燃易爆危险品吗？', 'Are flammable or explosive goods made, kept or sold here?'],
      [
        '与人员密集场所、住人场所的防火间距小于规定值的75%吗？',
        'Is the distance to a crowd place or dwellings below 75 % of the required value?',
      ],
    ],
  },
  {
    key: 'station-size',
    what: ['城市建成区加油加气站储量达到一级站', 'Fuel or gas station of grade 1 size in the built-up area'],
    questions: [
      ['加油站、加气站在城市建成区内吗？', 'Is the station in the built-up area?'],
      ['储量达到或超过一级站规定吗？', 'Does its stock reach grade 1?'],
    ],
  },
  {
    key: 'basement',
    what: ['甲、乙类生产场所和仓库设在地下或半地下', 'Class A or B production or store below ground'],
    questions: [
      ['是甲类或乙类生产场所、仓库吗？', 'Is it production or storage of fire hazard class A or B?'],
      ['设在地下室或半地下室吗？', 'Is it in a basement or half-basement?'],
    ],
  },
  {
    key: 'exits',
    what: ['娱乐场所、商店、地下人员密集场所安全出口不足或总净宽不足80%', 'Too few exits, or total width below 80 %'],
    questions: [
      ['是公共娱乐场所、商店或地下人员密集场所吗？', 'Is it an entertainment place, a shop or a crowd place below ground?'],
      ['安全出口数量不够，或总净宽度小于规定值的80%吗？', 'Are there too few exits, or is their total width below 80 % of the rule?'],
    ],
  },
  {
    key: 'sprinkler-alarm',
    what: ['旅馆、娱乐场所、商店、地下人员密集场所未设喷淋或火灾报警', 'No sprinkler or fire alarm where required'],
    questions: [
      [
        '是旅馆、公共娱乐场所、商店或地下人员密集场所，并且按规定要设吗？',
        'Is it a hotel, entertainment place, shop or underground crowd place where they are required?',
      ],
      ['没有自动喷水灭火系统，或没有火灾自动报警系统吗？', 'Is the sprinkler or the fire alarm missing?'],
    ],
  },
  {
    key: 'tank-protection',
    what: ['易燃可燃液体、可燃气体储罐区未设固定灭火、冷却、报警设施', 'Tank farm without fixed extinguishing, cooling or alarm'],
    questions: [
      ['是易燃、可燃液体或可燃气体储罐(区)吗？', 'Is it a tank (farm) with flammable liquid or gas?'],
      [
        '按规定要设的固定灭火、冷却、可燃气报警、火灾报警设施没有设吗？',
        'Is a required fixed extinguishing, cooling, gas alarm or fire alarm system missing?',
      ],
    ],
  },
  {
    key: 'flammables-in-crowd',
    what: ['人员密集场所违规使用、储存、销售易燃易爆危险品', 'Flammable goods used, kept or sold in a crowd place'],
    questions: [
      ['是人员密集场所吗？', 'Is it a crowd place?'],
      ['在里面违反规定使用、储存或销售易燃易爆危险品吗？', 'Are flammable or explosive goods used, kept or sold there against the rules?'],
    ],
  },
  {
    key: 'children-elderly-floor',
    what: ['幼儿、老年人用房所在楼层不符合规定', 'Rooms for children or the old on a floor not allowed'],
    questions: [
      ['是托儿所、幼儿园儿童用房或老年人活动场所吗？', 'Are the rooms for small children or the old?'],
      ['所在楼层不符合规定吗？', 'Is the floor not one allowed?'],
    ],
  },
  {
    key: 'foam-panel',
    what: ['人员密集场所的居住场所用芯材低于A级的彩钢夹芯板搭建', 'Sleeping rooms of sandwich panel with core below class A'],
    questions: [
      ['人员密集场所里住人的房子是彩钢夹芯板搭的吗？', 'Are sleeping rooms of the crowd place built of sandwich panels?'],
      ['芯材燃烧性能低于A级吗(如泡沫、聚氨酯)?', 'Is the core below class A (foam, polyurethane)?'],
    ],
  },
]

const topics2025: readonly Pair[] = [
  ...elements.map((e) => e.what),
  ['综合判定要素(多项问题合在一起判定)', 'Elements for combined judgement (several faults taken together)'],
]

export const criteria = [
  ...elements.map((e) => criterion(edition2017, `GB35181-2017-${e.key}`, direct, e.what, e.questions)),
  ...topics2025.map((what, i) =>
    consultCriterion(edition2025, `GB35181-2025-${elements[i]?.key ?? 'combined'}`, ['(条号以正文为准)', 'clause as in the text'], what),
  ),
]
