/** GB 18218-2018 tables 2 and 4: threshold (t) and β of each hazard class; tables 3, 5 and 6. All verified. */
export interface HazardClass {
  readonly symbol: string
  readonly category: string
  readonly text: string
  readonly thresholdT: number
  readonly beta: number
}

export const HAZARD_CLASSES: readonly HazardClass[] = [
  { symbol: 'J1', category: '急性毒性', text: '类别1,所有暴露途径,气体', thresholdT: 5, beta: 4 },
  { symbol: 'J2', category: '急性毒性', text: '类别1,所有暴露途径,固体、液体', thresholdT: 50, beta: 1 },
  { symbol: 'J3', category: '急性毒性', text: '类别2、类别3,所有暴露途径,气体', thresholdT: 50, beta: 2 },
  { symbol: 'J4', category: '急性毒性', text: '类别2、类别3,吸入途径,液体(沸点≤35℃)', thresholdT: 50, beta: 2 },
  { symbol: 'J5', category: '急性毒性', text: '类别2,所有暴露途径,液体(除J4外)、固体', thresholdT: 500, beta: 1 },
  { symbol: 'W1.1', category: '爆炸物', text: '不稳定爆炸物;1.1项', thresholdT: 1, beta: 2 },
  { symbol: 'W1.2', category: '爆炸物', text: '1.2、1.3、1.5、1.6项', thresholdT: 10, beta: 2 },
  { symbol: 'W1.3', category: '爆炸物', text: '1.4项', thresholdT: 50, beta: 2 },
  { symbol: 'W2', category: '易燃气体', text: '类别1和类别2', thresholdT: 10, beta: 1.5 },
  { symbol: 'W3', category: '气溶胶', text: '类别1和类别2', thresholdT: 150, beta: 1 },
  { symbol: 'W4', category: '氧化性气体', text: '类别1', thresholdT: 50, beta: 1 },
  { symbol: 'W5.1', category: '易燃液体', text: '类别1;类别2和3且工作温度高于沸点', thresholdT: 10, beta: 1.5 },
  {
    symbol: 'W5.2',
    category: '易燃液体',
    text: '类别2和3,具有引发重大事故的特殊工艺条件(危险化工工艺、爆炸极限范围或附近操作、操作压力>1.6 MPa等)',
    thresholdT: 50,
    beta: 1,
  },
  { symbol: 'W5.3', category: '易燃液体', text: '不属于W5.1/W5.2的其他类别2', thresholdT: 1000, beta: 1 },
  { symbol: 'W5.4', category: '易燃液体', text: '不属于W5.1/W5.2的其他类别3', thresholdT: 5000, beta: 1 },
  { symbol: 'W6.1', category: '自反应物质和混合物', text: 'A型和B型', thresholdT: 10, beta: 1.5 },
  { symbol: 'W6.2', category: '自反应物质和混合物', text: 'C型、D型、E型', thresholdT: 50, beta: 1 },
  { symbol: 'W7.1', category: '有机过氧化物', text: 'A型和B型', thresholdT: 10, beta: 1.5 },
  { symbol: 'W7.2', category: '有机过氧化物', text: 'C型、D型、E型、F型', thresholdT: 50, beta: 1 },
  { symbol: 'W8', category: '自燃液体和自燃固体', text: '类别1自燃液体;类别1自燃固体', thresholdT: 50, beta: 1 },
  { symbol: 'W9.1', category: '氧化性固体和液体', text: '类别1', thresholdT: 50, beta: 1 },
  { symbol: 'W9.2', category: '氧化性固体和液体', text: '类别2、类别3', thresholdT: 200, beta: 1 },
  { symbol: 'W10', category: '易燃固体', text: '类别1', thresholdT: 200, beta: 1 },
  { symbol: 'W11', category: '遇水放出易燃气体的物质和混合物', text: '类别1和类别2', thresholdT: 200, beta: 1 },
]

/** Table 3. Carbon monoxide stands here although table 1 does not name it alone. */
export const TOXIC_GAS_BETA: Readonly<Record<string, number>> = {
  一氧化碳: 2,
  二氧化硫: 2,
  氨: 2,
  环氧乙烷: 2,
  氯化氢: 3,
  溴甲烷: 3,
  氯: 4,
  硫化氢: 5,
  氟化氢: 5,
  二氧化氮: 10,
  氰化氢: 10,
  碳酰氯: 20,
  磷化氢: 20,
  异氰酸甲酯: 20,
}

export const ALPHA_BANDS: readonly { readonly min: number; readonly alpha: number }[] = [
  { min: 100, alpha: 2 },
  { min: 50, alpha: 1.5 },
  { min: 30, alpha: 1.2 },
  { min: 1, alpha: 1 },
  { min: 0, alpha: 0.5 },
]

export const LEVEL_BANDS: readonly { readonly min: number; readonly level: string }[] = [
  { min: 100, level: '一级' },
  { min: 50, level: '二级' },
  { min: 10, level: '三级' },
  { min: 0, level: '四级' },
]
