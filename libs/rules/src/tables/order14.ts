import type { GradeName } from '../topics/grades.ts'

export type Range = readonly [number, number]

export interface FineBand {
  readonly grade: GradeName
  readonly art: string
  /** Lower bounds, inclusive. A row applies from the first indicator that reaches it up to the next row. */
  readonly deaths: number
  readonly serious: number
  readonly lossWan: number
  readonly fineWan: Range
}

const band = (grade: GradeName, art: string, deaths: number, serious: number, lossWan: number, low: number, high: number): FineBand => ({
  grade,
  art,
  deaths,
  serious,
  lossWan,
  fineWan: [low, high],
})

/** 应急管理部令第14号 arts 14–17 (from 2024-03-01), verified. Of several indicators the highest row applies. */
export const ENTITY_BANDS: readonly FineBand[] = [
  band('一般', '14(一)', 0, 0, 0, 30, 50),
  band('一般', '14(二)', 1, 3, 300, 50, 70),
  band('一般', '14(三)', 2, 6, 500, 70, 100),
  band('较大', '15(一)', 3, 10, 1000, 100, 120),
  band('较大', '15(二)', 5, 20, 2000, 120, 150),
  band('较大', '15(三)', 7, 30, 3000, 150, 200),
  band('重大', '16(一)', 10, 50, 5000, 200, 400),
  band('重大', '16(二)', 13, 60, 6000, 400, 600),
  band('重大', '16(三)', 15, 70, 7000, 600, 1000),
  band('特别重大', '17(一)', 30, 100, 10000, 1000, 1200),
  band('特别重大', '17(二)', 40, 120, 15000, 1200, 1500),
  band('特别重大', '17(三)', 50, 150, 20000, 1500, 2000),
]

type ByGrade<T> = Readonly<Record<GradeName, T>>

/** Work Safety Law art. 114 and 煤矿安全生产条例 art. 67: fine on the responsible unit by grade, 万元. */
export const WSL_114: ByGrade<Range> = { 一般: [30, 100], 较大: [100, 200], 重大: [200, 1000], 特别重大: [1000, 2000] }
export const COAL_67: ByGrade<Range> = { 一般: [50, 100], 较大: [150, 200], 重大: [500, 1000], 特别重大: [1000, 2000] }

/** Per cent of last year's income. Order 14 art. 19 (= law art. 95) and art. 20 (= law art. 96). */
export const PRINCIPAL_PCT: ByGrade<Range> = { 一般: [40, 40], 较大: [60, 60], 重大: [80, 80], 特别重大: [100, 100] }
export const OTHER_PCT: ByGrade<Range> = { 一般: [20, 30], 较大: [30, 40], 重大: [40, 50], 特别重大: [50, 50] }

/** Order 14 arts 11, 12: per cent of income for misconduct around an accident. */
export const MISCONDUCT_PCT: Readonly<Record<string, { normal: Range; aggravated: Range; art: string }>> = {
  不抢救或瞒报谎报迟报逃匿: { normal: [60, 80], aggravated: [80, 100], art: '11(一)' },
  漏报: { normal: [40, 60], aggravated: [60, 80], art: '11(二)' },
  毁灭证据: { normal: [60, 80], aggravated: [80, 100], art: '11(三)' },
  直接责任人员: { normal: [60, 80], aggravated: [80, 100], art: '12' },
}

/** 493 art. 36 with Order 14 art. 13: fine on the unit for concealment and the like, 万元. */
export const CONCEALMENT: { readonly normal: ByGrade<Range>; readonly aggravated: ByGrade<Range> } = {
  normal: { 一般: [100, 150], 较大: [150, 200], 重大: [200, 250], 特别重大: [250, 300] },
  aggravated: { 一般: [300, 350], 较大: [350, 400], 重大: [400, 450], 特别重大: [450, 500] },
}

/** Order 14 art. 21: individual investor whose want of investment led to an accident, 万元. */
export const INVESTOR_21: ByGrade<Range> = { 一般: [2, 5], 较大: [5, 10], 重大: [10, 15], 特别重大: [15, 20] }

/** Order 14 arts 6, 7: who decides. */
export const AUTHORITY: ByGrade<string> = {
  特别重大: '应急管理部',
  重大: '省级应急管理部门',
  较大: '设区的市级应急管理部门',
  一般: '县级应急管理部门',
}
export const AUTHORITY_COAL: ByGrade<string> = {
  特别重大: '国家矿山安全监察局',
  重大: '国家矿山安全监察局省级局',
  较大: '国家矿山安全监察局省级局',
  一般: '国家矿山安全监察局省级局',
}
