import { choice, f, flag, num, optNum, say, str } from '../core/fields.ts'
import { atLeast, clean } from '../core/number.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import {
  AUTHORITY,
  AUTHORITY_COAL,
  COAL_67,
  CONCEALMENT,
  ENTITY_BANDS,
  INVESTOR_21,
  MISCONDUCT_PCT,
  OTHER_PCT,
  PRINCIPAL_PCT,
  WSL_114,
  type Range,
} from '../tables/order14.ts'
import { deathsField, gradeField, lossField, seriousField, type GradeName } from './grades.ts'

const especially = f.yes('especially_serious', '情节特别严重、影响特别恶劣', 'Especially serious circumstances', {
  aliases: ['aggravated_114'],
})

/** Law art. 114(2): two to five times the range. */
function multiplied(range: Range, by: Range): Range {
  return [clean(range[0] * by[0]), clean(range[1] * by[1])]
}

export const order14Fine = defineRule({
  name: 'order14-fine',
  title: say('事故责任单位罚款(令第14号)', 'Fine on the responsible unit (Order 14)'),
  summary: say(
    '死亡、重伤、损失取最高一行;情节特别严重的 2–5 倍。',
    'The highest row of deaths, serious injuries and loss; ×2–5 if especially serious.',
  ),
  fields: [deathsField, seriousField, lossField, { ...especially, optional: true }],
  versions: [
    {
      effectiveFrom: '2024-03-01',
      clause: '生产安全事故罚款处罚规定(应急管理部令第14号)第14–18条;安全生产法第114条',
      sourceStatus: 'verified',
      tables: { bands: ENTITY_BANDS, multiplier: [2, 5] as Range },
    },
  ],
  examples: [
    {
      title: say('1 人死亡直接进第二档', 'One death goes straight to the second row'),
      inputs: { deaths: 1, serious: 0, loss_wan: 0, especially_serious: false },
      expected: { fine_wan: [50, 70], with_multiplier: null },
    },
    {
      title: say('30 人死亡,情节特别严重', 'Thirty deaths, especially serious'),
      inputs: { deaths: 30, serious: 0, loss_wan: 0, especially_serious: true },
      expected: { fine_wan: [1000, 1200], with_multiplier: [2000, 6000] },
    },
  ],
  outputAliases: { fine: 'fine_wan' },
  run(inputs, tables): Outcome {
    const [deaths, serious, loss] = [num(inputs, 'deaths'), num(inputs, 'serious'), num(inputs, 'loss_wan')]
    const band = tables.bands.findLast((b) => deaths >= b.deaths || serious >= b.serious || atLeast(loss, b.lossWan))
    if (!band) return cannotJudge(['罚款档次表没有适用的行'])
    const base = { fine_wan: band.fineWan, art: band.art, grade: band.grade, authority: AUTHORITY[band.grade] }
    if (inputs.especially_serious === undefined) return cannotJudge(['缺少是否情节特别严重、影响特别恶劣(especially_serious)'], [], base)
    const more = flag(inputs, 'especially_serious') ? multiplied(band.fineWan, tables.multiplier) : null
    return {
      value: { ...base, with_multiplier: more },
      steps: [
        `死亡 ${deaths}、重伤 ${serious}、损失 ${loss} 万元:最高一档为第${band.art}项(${band.grade}事故)→ ${band.fineWan.join('–')} 万元`,
        ...(more ? [`情节特别严重:2–5 倍 → ${more.join('–')} 万元(第18条,安全生产法第114条第二款)`] : []),
        `由${AUTHORITY[band.grade]}决定(第6条);以上含本数,以下不含本数`,
      ],
    }
  },
})

/** 煤矿 has its own regulation; "非煤" (non-coal) does not fall under it. */
function isCoal(sector: string): boolean {
  return /煤矿|煤炭|coal/i.test(sector) && !/非煤|non-?coal/i.test(sector)
}

export const coalFine = defineRule({
  name: 'coal-fine',
  aliases: ['accident-fine'],
  title: say('事故责任单位罚款幅度(煤矿与其他)', 'Fine range on the responsible unit (coal and other)'),
  fields: [
    gradeField(),
    f.text('sector', '行业(煤矿另有规定)', 'Sector (coal mines have their own rule)'),
    { ...especially, optional: true },
  ],
  versions: [
    {
      effectiveFrom: '2024-05-01',
      clause: '煤矿安全生产条例第67条;安全生产法第114条',
      sourceStatus: 'verified',
      tables: { coal: COAL_67, other: WSL_114, multiplier: [2, 5] as Range },
    },
  ],
  examples: [
    {
      title: say('煤矿一般事故', 'Ordinary coal-mine accident'),
      inputs: { grade: '一般', sector: '煤矿' },
      expected: { fine_wan: [50, 100], law: '煤矿安全生产条例67' },
    },
    {
      title: say('非煤重大事故', 'Serious accident, not coal'),
      inputs: { grade: '重大', sector: '其他' },
      expected: { fine_wan: [200, 1000], law: '安全生产法114' },
    },
  ],
  run(inputs, tables): Outcome {
    const grade = str(inputs, 'grade') as GradeName
    const coal = isCoal(str(inputs, 'sector'))
    const fine = (coal ? tables.coal : tables.other)[grade]
    const law = coal ? '煤矿安全生产条例67' : '安全生产法114'
    const more = flag(inputs, 'especially_serious') ? multiplied(fine, tables.multiplier) : null
    const authority = (coal ? AUTHORITY_COAL : AUTHORITY)[grade]
    return {
      value: { fine_wan: fine, law, with_multiplier: more, authority },
      clause: coal ? '煤矿安全生产条例(国务院令第774号)第67条' : '安全生产法(2021)第114条',
      steps: [
        `${grade}事故,${coal ? '煤矿适用专门规定' : '适用安全生产法'}:${fine.join('–')} 万元${more ? `;2–5 倍 ${more.join('–')} 万元` : ''}`,
        `由${authority}决定`,
      ],
    }
  },
})

const ROLES = [
  choice('主要负责人', 'principal', '主要负责人未履职', 'principal', 'manager'),
  choice('其他负责人和安全管理人员', 'other managers', '其他负责人', '安全管理人员', '安管人员', 'other'),
  choice('个人投资人', 'individual investor', '投资人', 'investor'),
]

export const managerFine = defineRule({
  name: 'manager-fine',
  aliases: ['income-fine', 'person-fine'],
  title: say('事故责任人员罚款', 'Fine on responsible persons after an accident'),
  fields: [
    gradeField(),
    f.choice('role', '人员', 'Person', ROLES),
    f.number('income_wan', '上一年年收入', "Last year's income", { unit: '万元', optional: true, aliases: ['income'] }),
  ],
  versions: [
    {
      effectiveFrom: '2024-03-01',
      clause: '安全生产法第95、96、93条;应急管理部令第14号第19、20、21条',
      sourceStatus: 'verified',
      tables: { principal: PRINCIPAL_PCT, other: OTHER_PCT, investor: INVESTOR_21 },
    },
  ],
  examples: [
    {
      title: say('较大事故,主要负责人年收入 30 万元', 'Large accident, principal earning 300,000'),
      inputs: { grade: '较大', role: '主要负责人', income_wan: 30 },
      expected: { income_pct: 60, fine_wan: 18 },
    },
    {
      title: say('一般事故,安全管理人员', 'Ordinary accident, safety officer'),
      inputs: { grade: '一般', role: '安全管理人员', income_wan: 10 },
      expected: { income_pct: [20, 30], fine_wan: [2, 3] },
    },
  ],
  outputAliases: { pct: 'income_pct', fine: 'fine_wan' },
  run(inputs, tables): Outcome {
    const grade = str(inputs, 'grade') as GradeName
    const role = str(inputs, 'role')
    if (role === '个人投资人') {
      const fine = tables.investor[grade]
      return { value: { fine_wan: fine }, steps: [`投入不足致${grade}事故:${fine.join('–')} 万元(令第14号第21条)`] }
    }
    const pct = (role === '主要负责人' ? tables.principal : tables.other)[grade]
    const steps = [`${role},${grade}事故:上一年年收入的 ${pct[0] === pct[1] ? pct[0] : pct.join('–')}%`]
    const shown = pct[0] === pct[1] ? pct[0] : pct
    const income = optNum(inputs, 'income_wan')
    if (income === undefined) {
      const rule = role === '主要负责人' ? '5–10 倍' : '1–5 倍'
      const missing = `缺少上一年年收入(income_wan);无法确定的按省级上年度城镇单位就业人员平均工资 ${rule}计(令第14号第4条)`
      return cannotJudge([missing], steps, { income_pct: shown })
    }
    const fine = [clean((income * pct[0]) / 100), clean((income * pct[1]) / 100)] as const
    return {
      value: { income_pct: shown, fine_wan: fine[0] === fine[1] ? fine[0] : fine },
      steps: [...steps, `年收入 ${income} 万元 → ${fine.join('–')} 万元`],
    }
  },
})

const ACTS = [
  choice(
    '不抢救或瞒报谎报迟报逃匿',
    'no rescue, concealment, false or late report, flight',
    '瞒报',
    '谎报',
    '迟报',
    '逃匿',
    '不立即抢救',
    '擅离职守',
  ),
  choice('漏报', 'omission'),
  choice('毁灭证据', 'destroying evidence', '毁证', '伪造现场'),
  choice('直接责任人员', 'directly responsible person'),
]

export const concealmentFine = defineRule({
  name: 'concealment-fine',
  title: say('谎报瞒报等行为罚款', 'Fines for concealment and the like'),
  fields: [
    gradeField(),
    f.yes('aggravated', '有加重情形', 'Aggravated', { optional: true }),
    f.choice('act', '个人行为', 'Act of a person', ACTS, { optional: true }),
    f.number('income_wan', '上一年年收入', "Last year's income", { unit: '万元', optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2024-03-01',
      clause: '国务院令第493号第36条;应急管理部令第14号第11、12、13条',
      sourceStatus: 'verified',
      tables: { unit: CONCEALMENT, person: MISCONDUCT_PCT },
    },
  ],
  examples: [
    {
      title: say('瞒报较大事故的单位', 'Unit that concealed a large accident'),
      inputs: { grade: '较大', aggravated: false },
      expected: { fine_wan: [150, 200] },
    },
    {
      title: say('主要负责人瞒报,年收入 20 万元,加重', 'Principal concealing, aggravated'),
      inputs: { grade: '一般', aggravated: true, act: '瞒报', income_wan: 20 },
      expected: { fine_wan: [300, 350], person_pct: [80, 100], person_fine_wan: [16, 20] },
    },
  ],
  run(inputs, tables): Outcome {
    const grade = str(inputs, 'grade') as GradeName
    const which = flag(inputs, 'aggravated') ? 'aggravated' : 'normal'
    const fine = tables.unit[which][grade]
    const steps = [`单位:${grade}事故${which === 'aggravated' ? '(加重)' : ''} → ${fine.join('–')} 万元(第13条)`]
    if (inputs.act === undefined) return { value: { fine_wan: fine }, steps }
    const person = tables.person[str(inputs, 'act')]
    if (!person) return cannotJudge(['没有该行为的幅度(act)'], steps, { fine_wan: fine })
    const pct = person[which]
    const income = optNum(inputs, 'income_wan')
    const personFine = income === undefined ? null : [clean((income * pct[0]) / 100), clean((income * pct[1]) / 100)]
    return {
      value: { fine_wan: fine, person_pct: pct, person_fine_wan: personFine },
      steps: [...steps, `个人:上一年年收入 ${pct.join('–')}%(第${person.art})`, '负有责任又谎报瞒报的,分别裁量合并决定(第22条)'],
    }
  },
})
