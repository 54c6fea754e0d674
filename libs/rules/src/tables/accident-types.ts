/** GB/T 6441-1986: 20 types (to 2026-06-30); GB 6441-2025: 27 types with codes (from 2026-07-01). Both verified. */
export const TYPES_1986: readonly string[] = [
  '物体打击',
  '车辆伤害',
  '机械伤害',
  '起重伤害',
  '触电',
  '淹溺',
  '灼烫',
  '火灾',
  '高处坠落',
  '坍塌',
  '冒顶片帮',
  '透水',
  '放炮',
  '火药爆炸',
  '瓦斯爆炸',
  '锅炉爆炸',
  '容器爆炸',
  '其他爆炸',
  '中毒和窒息',
  '其他伤害',
]

export const TYPES_2025: readonly string[] = [
  '物体打击',
  '厂(场)内车辆致害',
  '道路(轨道)车辆致害',
  '机械致害',
  '起重致害',
  '触电',
  '淹溺',
  '灼烫',
  '火灾',
  '高处坠落',
  '跌落',
  '坍塌',
  '水害',
  '容器爆炸',
  '管道爆炸',
  '可燃气体爆炸',
  '可燃液体蒸气爆炸',
  '粉尘爆炸',
  '民用爆炸物品爆炸',
  '烟花爆竹爆炸',
  '其他可燃固体爆炸',
  '高温熔融物爆炸',
  '中毒',
  '窒息',
  '滑坡',
  '泄漏',
  '其他',
]

/** Code of a type of 2025; the last, 其他, is 99. */
export function typeCode2025(name: string): string | undefined {
  const at = TYPES_2025.indexOf(name)
  if (at < 0) return undefined
  const no = name === '其他' ? 99 : at + 1
  return `WSA1${String(no).padStart(4, '0')}`
}

/** Old to new: our working assumption, uncertain; the standard gives none. */
export const CROSSWALK: Readonly<Record<string, readonly string[]>> = {
  物体打击: ['物体打击'],
  车辆伤害: ['厂(场)内车辆致害', '道路(轨道)车辆致害'],
  机械伤害: ['机械致害'],
  起重伤害: ['起重致害'],
  触电: ['触电'],
  淹溺: ['淹溺'],
  灼烫: ['灼烫'],
  火灾: ['火灾'],
  高处坠落: ['高处坠落'],
  坍塌: ['坍塌'],
  冒顶片帮: ['坍塌'],
  透水: ['水害'],
  放炮: ['民用爆炸物品爆炸'],
  火药爆炸: ['民用爆炸物品爆炸', '烟花爆竹爆炸'],
  瓦斯爆炸: ['可燃气体爆炸'],
  锅炉爆炸: ['容器爆炸'],
  容器爆炸: ['容器爆炸'],
  其他爆炸: ['管道爆炸', '可燃气体爆炸', '可燃液体蒸气爆炸', '粉尘爆炸', '其他可燃固体爆炸', '高温熔融物爆炸'],
  中毒和窒息: ['中毒', '窒息'],
  其他伤害: ['跌落', '滑坡', '泄漏', '其他'],
}

export const INJURY_DEGREES = [
  { code: 'WSA20001', name: '零伤亡事故' },
  { code: 'WSA20002', name: '轻伤事故' },
  { code: 'WSA20003', name: '重伤事故' },
  { code: 'WSA20004', name: '死亡事故' },
]
