import { f, num, say } from '../core/fields.ts'
import { atLeast, clean } from '../core/number.ts'
import { defineRule, RuleInputError } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'

export const LEC_VALUES = {
  L: [10, 6, 3, 1, 0.5, 0.2, 0.1],
  E: [10, 6, 3, 2, 1, 0.5],
  C: [100, 40, 15, 7, 3, 1],
}

const LEC_BANDS = [
  { min: 320, band: '极其危险', advice: '不能继续作业' },
  { min: 160, band: '高度危险', advice: '立即整改' },
  { min: 70, band: '显著危险', advice: '需要整改' },
  { min: 20, band: '一般危险', advice: '需要注意' },
  { min: 0, band: '稍有危险', advice: '可以接受' },
]

const LEC_COLOURS = [
  { min: 320, level: '重大', color: '红' },
  { min: 160, level: '较大', color: '橙' },
  { min: 70, level: '一般', color: '黄' },
  { min: 0, level: '低', color: '蓝' },
]

/** Index of the band a score falls in: the first whose lower bound it reaches. Bands stand highest first. */
export function bandIndex(score: number, bands: readonly { readonly min: number }[]): number {
  for (let i = 0; i < bands.length - 1; i++) if (atLeast(score, (bands[i] as { min: number }).min)) return i
  return bands.length - 1
}

/** Band of LEC, 0 = 极其危险 … 4 = 稍有危险. The values are not checked against the tables here. */
export function lecBand(L: number, E: number, C: number): number {
  return bandIndex(L * E * C, LEC_BANDS)
}

/** Refuses values that stand in no table: such a score would be an invention. */
function refuseStrangers(inputs: Readonly<Record<string, unknown>>, allowed: Readonly<Record<string, readonly number[]>>): void {
  for (const [name, values] of Object.entries(allowed)) {
    const value = num(inputs, name)
    if (!values.includes(value))
      throw new RuleInputError(name, `${value} 不在取值表内,可取 ${values.join('、')} / not a value of the table`)
  }
}

export const LEC = defineRule({
  name: 'LEC',
  title: say('作业条件危险性分析(LEC)', 'LEC: danger of working conditions'),
  summary: say(
    'D=L·E·C;下界含。四色对应是通行做法,没有国家标准数值,可按企业或省配置。',
    'D = L·E·C, lower bound inclusive. The colours are convention and configurable.',
  ),
  fields: [
    f.number('L', '可能性', 'Likelihood', { help: say(LEC_VALUES.L.join(' / '), LEC_VALUES.L.join(' / ')) }),
    f.number('E', '暴露频繁程度', 'Exposure', { help: say(LEC_VALUES.E.join(' / '), LEC_VALUES.E.join(' / ')) }),
    f.number('C', '后果', 'Consequence', { help: say(LEC_VALUES.C.join(' / '), LEC_VALUES.C.join(' / ')) }),
  ],
  versions: [
    {
      effectiveFrom: '1970-01-01',
      clause: '作业条件危险性分析法(格雷厄姆—金尼法)取值表;四色对应为约定(安委办〔2016〕11号只定四级四色)',
      sourceStatus: 'uncertain',
      note: say(
        '取值与五档为多份文件一致(secondary),端点归属与四色对应为约定(uncertain)。',
        'Values and bands: secondary. End points and colours: convention.',
      ),
      tables: { values: LEC_VALUES, bands: LEC_BANDS, colours: LEC_COLOURS },
    },
  ],
  examples: [
    {
      title: say('L=10,E=0.5,C=40', 'L=10, E=0.5, C=40'),
      inputs: { L: 10, E: 0.5, C: 40 },
      expected: { D: 200, band: '高度危险', level: '较大', color: '橙' },
    },
    { title: say('L=6,E=10,C=7', 'L=6, E=10, C=7'), inputs: { L: 6, E: 10, C: 7 }, expected: { D: 420, level: '重大', color: '红' } },
  ],
  outputAliases: { colour: 'color', R: 'D' },
  run(inputs, tables): Outcome {
    refuseStrangers(inputs, tables.values)
    const [L, E, C] = [num(inputs, 'L'), num(inputs, 'E'), num(inputs, 'C')]
    const D = clean(L * E * C)
    const band = tables.bands[bandIndex(D, tables.bands)]
    const colour = tables.colours[bandIndex(D, tables.colours)]
    return {
      value: { D, band: band?.band, level: colour?.level, color: colour?.color, advice: band?.advice },
      steps: [`D=L×E×C=${L}×${E}×${C}=${D} → ${band?.band},${band?.advice}`, `${colour?.level}风险,${colour?.color}色(约定,可配置)`],
    }
  },
})

const LS_BANDS = [
  { min: 20, label: '1级 极其危险', level: '重大', color: '红', rank: 1 },
  { min: 15, label: '2级 高度危险', level: '较大', color: '橙', rank: 2 },
  { min: 9, label: '3级 显著危险', level: '一般', color: '黄', rank: 3 },
  { min: 4, label: '4级 轻度', level: '低', color: '蓝', rank: 4 },
  { min: 0, label: '5级 稍有', level: '低', color: '蓝', rank: 5 },
]

export const LS = defineRule({
  name: 'LS',
  title: say('风险矩阵(LS)', 'LS risk matrix'),
  summary: say('R=L·S,L、S 取 1–5;分档各省不同,可配置。', 'R = L·S with 1–5 each; bands differ by province and are configurable.'),
  fields: [
    f.count('L', '可能性', 'Likelihood', { help: say('1–5', '1–5') }),
    f.count('S', '后果', 'Severity', { help: say('1–5', '1–5') }),
  ],
  versions: [
    {
      effectiveFrom: '1970-01-01',
      clause: '风险矩阵法(5×5),各省双重预防通用;GB/T 27921 不给数值',
      sourceStatus: 'from-knowledge',
      tables: { values: { L: [1, 2, 3, 4, 5], S: [1, 2, 3, 4, 5] }, bands: LS_BANDS },
    },
  ],
  examples: [{ title: say('5×3', '5×3'), inputs: { L: 5, S: 3 }, expected: { R: 15, level: '较大', color: '橙' } }],
  outputAliases: { colour: 'color', band: 'label' },
  run(inputs, tables): Outcome {
    refuseStrangers(inputs, tables.values)
    const [L, S] = [num(inputs, 'L'), num(inputs, 'S')]
    const R = L * S
    const band = tables.bands[bandIndex(R, tables.bands)]
    return {
      value: { R, level: band?.level, color: band?.color, label: band?.label, rank: band?.rank },
      steps: [`R=L×S=${L}×${S}=${R} → ${band?.label},${band?.level}风险(${band?.color})`],
    }
  },
})

const MES_BANDS = [
  { min: 180, rank: 1, color: '红' },
  { min: 90, rank: 2, color: '橙' },
  { min: 50, rank: 3, color: '黄' },
  { min: 20, rank: 4, color: '蓝' },
  { min: 0, rank: 5, color: '蓝' },
]

export const MES = defineRule({
  name: 'MES',
  title: say('MES 风险评价', 'MES risk assessment'),
  summary: say('R=M·E·S;五级,下界含;颜色为约定。', 'R = M·E·S; five ranks, lower bound inclusive; colours are convention.'),
  fields: [
    f.number('M', '控制措施', 'Control measures', { help: say('5 / 3 / 1', '5 / 3 / 1') }),
    f.number('E', '暴露频繁程度', 'Exposure', { help: say('10 / 6 / 3 / 2 / 1 / 0.5', '10 / 6 / 3 / 2 / 1 / 0.5') }),
    f.number('S', '后果', 'Severity', { help: say('10 / 8 / 4 / 2 / 1', '10 / 8 / 4 / 2 / 1') }),
  ],
  versions: [
    {
      effectiveFrom: '1970-01-01',
      clause: 'MES 风险评价法(双重预防教材通行)',
      sourceStatus: 'from-knowledge',
      tables: { values: { M: [5, 3, 1], E: [10, 6, 3, 2, 1, 0.5], S: [10, 8, 4, 2, 1] }, bands: MES_BANDS },
    },
  ],
  examples: [{ title: say('3×6×4', '3×6×4'), inputs: { M: 3, E: 6, S: 4 }, expected: { R: 72, rank: 3, color: '黄' } }],
  outputAliases: { level: 'rank', colour: 'color' },
  run(inputs, tables): Outcome {
    refuseStrangers(inputs, tables.values)
    const [M, E, S] = [num(inputs, 'M'), num(inputs, 'E'), num(inputs, 'S')]
    const R = clean(M * E * S)
    const band = tables.bands[bandIndex(R, tables.bands)]
    return {
      value: { R, rank: band?.rank, color: band?.color },
      steps: [`R=M×E×S=${M}×${E}×${S}=${R} → ${band?.rank} 级(${band?.color},约定)`],
    }
  },
})
