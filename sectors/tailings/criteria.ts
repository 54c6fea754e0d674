/** Tailings ponds: the 19 items of 矿安〔2022〕88号 and two of 矿安〔2024〕41号. Letters are alternatives of one item. */
import { type Instrument, type Pair, criterion, plainCriterion } from '../define.ts'
import { articleNumber } from '../laws.ts'

const no88: Instrument = {
  name: ['矿安〔2022〕88号(尾矿库)', 'No. 88 of 2022, tailings ponds'],
  status: 'secondary',
  from: '2022-09-01',
}

const no41: Instrument = {
  name: ['矿安〔2024〕41号(尾矿库补充情形)', 'No. 41 of 2024, tailings ponds'],
  status: 'secondary',
  from: '2024-04-23',
}

const at = (n: number): Pair => [`第${articleNumber(n)}项`, `item ${n}`]
const one = (id: string, n: number, zh: string, en: string) => plainCriterion(no88, `TL88-${id}`, at(n), [zh, en])

export const criteria = [
  one('01', 1, '库区、尾矿坝上未按设计开采、挖掘、爆破', 'Mining, digging or blasting in the pond or on the dam against the design'),
  one(
    '02a',
    2,
    '坝体有较严重的管涌、流土变形，或贯穿性裂缝、坍塌、滑动',
    'Severe piping or flow of soil, through-cracks, collapse or sliding of the dam',
  ),
  criterion(
    no88,
    'TL88-02b',
    at(2),
    ['坝体大面积纵向裂缝，且大范围渗水高位出逸、沼泽化', 'Large longitudinal cracks with wide high seepage or swamp'],
    [
      ['坝体出现大面积纵向裂缝吗？', 'Are there large longitudinal cracks?'],
      ['同时有较大范围渗透水高位出逸、沼泽化吗？', 'Is there also wide seepage high on the slope, or swamp?'],
    ],
  ),
  one('03', 3, '平均外坡比或堆积子坝外坡比陡于设计', 'Mean or sub-dam outer slope steeper than design'),
  one('04a', 4, '坝体高度超过设计总坝高', 'Dam higher than the design total'),
  one('04b', 4, '超过设计库容贮存尾矿', 'More tailings than the design volume'),
  one('05', 5, '尾矿堆积坝上升速率大于设计', 'Dam rises faster than design'),
  one('06', 6, '未按 GB 39496 6.1.9 对坝体做全面安全性复核', 'Full safety review of the dam by GB 39496, 6.1.9, not made'),
  one('07', 7, '浸润线埋深小于控制浸润线埋深', 'Phreatic line shallower than the control depth'),
  one('08a', 8, '汛前未按国家规定做调洪演算', 'Flood routing not computed before the flood season'),
  criterion(
    no88,
    'TL88-08b',
    at(8),
    ['湿式库防洪高度和干滩长度都小于设计', 'Wet pond: flood height and beach both below design'],
    [
      ['是湿式尾矿库吗？', 'Is it a wet pond?'],
      ['防洪高度小于设计值吗？', 'Is the flood height below design?'],
      ['干滩长度也小于设计值吗？', 'Is the beach length below design too?'],
    ],
  ),
  criterion(
    no88,
    'TL88-08c',
    at(8),
    ['干式库防洪高度和防洪宽度都小于设计', 'Dry pond: flood height and width both below design'],
    [
      ['是干式尾矿库吗？', 'Is it a dry pond?'],
      ['防洪高度小于设计值吗？', 'Is the flood height below design?'],
      ['防洪宽度也小于设计值吗？', 'Is the flood width below design too?'],
    ],
  ),
  one('09a', 9, '排洪构筑物材质、尺寸、混凝土强度未达标', 'Material, size or concrete of the flood works below standard'),
  one(
    '09b',
    9,
    '排洪设施部分堵塞坍塌、排水井倾斜，排水能力达不到设计',
    'Flood works blocked, collapsed or tilted so that capacity is below design',
  ),
  one('09c', 9, '排洪构筑物终止使用时封堵不满足设计', 'Sealing of flood works out of use not as designed'),
  one('10', 10, '设计以外的尾矿、废料或废水进库', 'Other tailings, waste or water than designed put in'),
  one('11', 11, '多种矿石性质不同的尾砂混排，未按设计', 'Different tailings mixed against the design'),
  one('12', 12, '冬季未按设计要求在冰下放矿', 'No discharge below ice in winter as designed'),
  one('13a', 13, '安全监测系统未按设计设置，或不正常未及时修复', 'Monitoring not as designed, or not repaired in time'),
  one('13b', 13, '关闭、破坏监测系统或篡改、隐瞒、销毁数据', 'Monitoring switched off or broken, or data altered, hidden or destroyed'),
  one(
    '14',
    14,
    '干式尾矿库入库含水率、推进方向、分层厚度、台阶、压实度等不符合设计',
    'Dry pond: moisture, direction, layers, benches or compaction not as designed',
  ),
  one('15', 15, '坝体抗滑稳定最小安全系数小于国家规定值的0.98倍', 'Least safety factor below 0.98 of the required value'),
  criterion(
    no88,
    'TL88-16',
    at(16),
    ['三等及以上或头顶库没有合格的应急道路', 'No fit emergency road (grade 3 and above, or above dwellings)'],
    [
      ['是三等及以上尾矿库或头顶库吗？', 'Is the pond of grade 3 or above, or above dwellings?'],
      [
        '没有通往坝顶、排洪系统附近的应急道路，或道路满足不了抢险运输吗？',
        'Is the emergency road to the crest and flood works missing, or unfit for rescue traffic?',
      ],
    ],
  ),
  one(
    '17',
    17,
    '回采尾矿未经批准、方式不符合设计，或同时回采和排放',
    'Re-mining without approval, against the design, or during discharge',
  ),
  one('18', 18, '独立选矿厂排尾场所未按尾矿库管理', 'Place for tailings of a separate mill not managed as a tailings pond'),
  one('19', 19, '未按规定配专职安全管理、专业技术和特种作业人员', 'Full-time safety staff, engineers or certified operators missing'),
  plainCriterion(
    no41,
    'TL41-01',
    ['第1种', 'case 1'],
    [
      '排洪拱板(盖板)缝隙未用设计材料充填，或封堵体设在井顶、井身、斜槽顶、槽身',
      'Gaps of cover slabs not filled as designed, or the seal set at the top or body of well or chute',
    ],
  ),
  plainCriterion(
    no41,
    'TL41-02',
    ['第2种', 'case 2'],
    [
      '极端天气(红、橙预警)威胁时未停止作业并撤离下游人员(巡查抢险除外)',
      'Under red or orange weather warning, work not stopped and people below not withdrawn (patrol and rescue excepted)',
    ],
  ),
]
