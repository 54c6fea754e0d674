import { addDays, addMonths, addYears } from '../core/dates.ts'
import { choice, f, flag, num, optStr, say, str } from '../core/fields.ts'
import { cannotJudge, defineRule } from '../core/run.ts'
import type { Outcome } from '../core/types.ts'
import { workdayAfter } from '../core/workdays.ts'

const DRILL_UNITS = [
  choice('高危单位', 'high-risk unit', 'high-risk', 'high_risk', '高风险单位', '高危'),
  choice('一般单位综合或专项预案', 'ordinary unit, composite or special plan', 'general', '一般', '一般单位', '综合', '专项', 'ordinary'),
  choice('一般单位现场处置方案', 'ordinary unit, scene plan', 'scene', '现场处置', '现场处置方案'),
  choice('政府', 'government', 'government', '部门预案', '县级以上政府'),
  choice('重大危险源专项预案', 'major hazard installation, special plan', '重大危险源专项'),
  choice('重大危险源现场处置方案', 'major hazard installation, scene plan', '重大危险源现场处置'),
]

const DRILL_MONTHS: Readonly<Record<string, number>> = {
  高危单位: 6,
  一般单位综合或专项预案: 12,
  一般单位现场处置方案: 6,
  政府: 24,
  重大危险源专项预案: 12,
  重大危险源现场处置方案: 6,
}

export const drill = defineRule({
  name: 'drill',
  title: say('应急演练周期', 'Period of drills'),
  summary: say(
    '高危单位每半年至少一次;一般单位综合或专项每年、现场处置每半年;政府每 2 年。',
    'High-risk units half-yearly; others yearly (scene plans half-yearly); government every two years.',
  ),
  fields: [
    f.date('last', '上次演练日', 'Last drill', { aliases: ['last_drill', 'last_on'] }),
    f.choice('unit', '单位和预案类别', 'Unit and plan', DRILL_UNITS, { optional: true, aliases: ['kind', 'unit_type', 'plan', 'type'] }),
    f.yes('high_risk', '高危单位', 'High-risk unit', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2019-09-01',
      clause: '生产安全事故应急预案管理办法(应急管理部令第2号修正)第32、33条;生产安全事故应急条例第8条',
      sourceStatus: 'verified',
      tables: { months: DRILL_MONTHS },
    },
  ],
  examples: [
    { title: say('一般单位', 'Ordinary unit'), inputs: { last: '2026-01-15', unit: '一般单位' }, expected: { next_by: '2027-01-15' } },
    {
      title: say('8 月 31 日起半年', 'Half a year from 31 August'),
      inputs: { last: '2026-08-31', unit: '高危单位' },
      expected: { next_by: '2027-02-28' },
    },
  ],
  outputAliases: { next: 'next_by', due: 'next_by' },
  run(inputs, tables): Outcome {
    const told =
      optStr(inputs, 'unit') ??
      (inputs.high_risk === undefined ? undefined : flag(inputs, 'high_risk') ? '高危单位' : '一般单位综合或专项预案')
    const unit = told ?? '高危单位'
    const months = tables.months[unit] ?? 6
    return {
      value: { next_by: addMonths(str(inputs, 'last'), months), every_months: months, report_to_authority: unit === '高危单位' },
      steps: [`${unit}:每 ${months} 个月至少一次;上次 ${str(inputs, 'last')} → 最迟 ${addMonths(str(inputs, 'last'), months)}`],
      ...(unit.startsWith('重大危险源')
        ? { sourceStatus: 'from-knowledge' as const, clause: '危险化学品重大危险源监督管理暂行规定(40号令)第20条' }
        : {}),
      ...(told ? {} : { assumptions: ['未给单位类别,按最短周期(高危单位,半年)计;请给出 unit'] }),
    }
  },
})

export const planFiling = defineRule({
  name: 'plan-filing',
  title: say('应急预案备案与评估', 'Filing and assessment of emergency plans'),
  summary: say(
    '公布之日起 20 个工作日内备案,5 个工作日内核对;每 3 年评估一次。',
    'File within 20 working days; checked in 5; assessed every 3 years.',
  ),
  fields: [
    f.date('last_assessment', '上次评估日', 'Last assessment', { optional: true, aliases: ['assessed', 'last_review', 'assessment'] }),
    f.date('published', '预案公布日', 'Published', { optional: true, aliases: ['published_on', 'issued', 'publish'] }),
    f.date('received', '收到备案材料日', 'Filing received', { optional: true, aliases: ['filed', 'received_on'] }),
    f.yes('structure_changed', '指挥体系、程序、措施或响应分级变更', 'Command, procedure, measures or levels changed', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2019-09-01',
      clause: '生产安全事故应急预案管理办法第26、27、28、35、37条',
      sourceStatus: 'verified',
      tables: { fileWorkdays: 20, checkWorkdays: 5, assessYears: 3 },
    },
  ],
  examples: [
    {
      title: say('公布后备案(周一至周五)', 'Filing (Monday to Friday)'),
      inputs: { published: '2026-03-02' },
      expected: { file_by: '2026-03-30' },
    },
    { title: say('闰日评估', 'Leap day'), inputs: { last_assessment: '2024-02-29' }, expected: { next_by: '2027-02-28' } },
  ],
  outputAliases: { due: 'file_by', check_due: 'check_by', next: 'next_by' },
  run(inputs, tables, context): Outcome {
    const value: Record<string, unknown> = {}
    const steps: string[] = []
    const assessed = optStr(inputs, 'last_assessment')
    if (assessed) {
      value.next_by = addYears(assessed, tables.assessYears)
      steps.push(`${assessed} 评估,每 ${tables.assessYears} 年一次 → ${addYears(assessed, tables.assessYears)}(第35条)`)
    }
    const published = optStr(inputs, 'published')
    if (published) {
      const counted = workdayAfter(context, published, tables.fileWorkdays)
      value.file_by = counted.by
      steps.push(`${published} 公布,${tables.fileWorkdays} 个工作日内备案 → ${counted.by}(第26条)`, counted.note)
    }
    const received = optStr(inputs, 'received')
    if (received) {
      const counted = workdayAfter(context, received, tables.checkWorkdays)
      value.check_by = counted.by
      steps.push(`${received} 收到,${tables.checkWorkdays} 个工作日内核对,逾期视为已备案 → ${counted.by}(第28条)`, counted.note)
    }
    if (inputs.structure_changed !== undefined) value.re_file = flag(inputs, 'structure_changed')
    if (Object.keys(value).length === 0) return cannotJudge(['缺少上次评估日(last_assessment)、公布日(published)或收到材料日(received)'])
    return { value, steps }
  },
})

export const credit = defineRule({
  name: 'credit',
  title: say('安全生产严重失信主体名单期限', 'Term of the list of seriously untrustworthy units'),
  summary: say('列入期限 3 年;满 12 个月可申请提前移出。', 'Three years; early removal may be asked for after 12 months.'),
  fields: [f.date('listed', '列入日', 'Listed', { aliases: ['listed_on', 'list_date'] })],
  versions: [
    {
      effectiveFrom: '2023-10-01',
      clause: '安全生产严重失信主体名单管理办法(应急管理部令第11号)',
      sourceStatus: 'secondary',
      tables: { years: 3, earlyMonths: 12 },
    },
  ],
  examples: [
    {
      title: say('闰日列入', 'Listed on a leap day'),
      inputs: { listed: '2024-02-29' },
      expected: { expires: '2027-02-28', early_removal_from: '2025-02-28' },
    },
  ],
  outputAliases: { early_from: 'early_removal_from' },
  run(inputs, tables): Outcome {
    const listed = str(inputs, 'listed')
    const value = { expires: addYears(listed, tables.years), early_removal_from: addMonths(listed, tables.earlyMonths) }
    return {
      value,
      steps: [
        `${listed} 列入,${tables.years} 年至 ${value.expires};满 ${tables.earlyMonths} 个月(${value.early_removal_from})起可申请提前移出`,
      ],
    }
  },
})

export const park = defineRule({
  name: 'park',
  aliases: ['chemical-park'],
  title: say('化工园区安全风险等级', 'Safety-risk grade of a chemical park'),
  summary: say(
    '<60 为 A(高),60–<70 为 B,70–<85 为 C,≥85 为 D;有否决项的为 A(通行理解)。',
    'Below 60 A (high), to 70 B, to 85 C, from 85 D; a veto item makes A.',
  ),
  fields: [
    f.number('score', '评分', 'Score', { max: 100 }),
    f.yes('veto', '存在否决项', 'A veto item applies'),
    f.date('last_assessment', '上次整体性安全风险评估日', 'Last whole-park assessment', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2023-11-29',
      clause: '化工园区安全风险排查治理导则(应急〔2023〕123号);危险化学品安全法第17–20条',
      sourceStatus: 'secondary',
      tables: {
        bands: [
          { min: 85, grade: 'D', label: '较低安全风险' },
          { min: 70, grade: 'C', label: '一般安全风险' },
          { min: 60, grade: 'B', label: '较高安全风险' },
          { min: 0, grade: 'A', label: '高安全风险' },
        ],
        assessYears: 3,
      },
    },
  ],
  examples: [
    { title: say('85 分有否决项', '85 with a veto'), inputs: { score: 85, veto: true }, expected: { grade: 'A' } },
    { title: say('60 分', '60'), inputs: { score: 60, veto: false }, expected: { grade: 'B' } },
  ],
  outputAliases: { level: 'grade' },
  run(inputs, tables): Outcome {
    const score = num(inputs, 'score')
    const veto = flag(inputs, 'veto')
    const band = veto ? tables.bands.at(-1) : tables.bands.find((one) => score >= one.min - 1e-9)
    const assessed = optStr(inputs, 'last_assessment')
    return {
      value: {
        grade: band?.grade,
        label: band?.label,
        ...(assessed ? { next_assessment_by: addYears(assessed, tables.assessYears) } : {}),
      },
      steps: [
        veto ? '存在否决项 → A 级,不因得分改变(通行理解,未核实)' : `${score} 分 → ${band?.grade} 级(${band?.label});分数越高风险越低`,
      ],
      ...(veto ? { sourceStatus: 'uncertain' as const } : {}),
    }
  },
})

export const hazardInstallationDuty = defineRule({
  name: 'major-hazard-duty',
  title: say('重大危险源管理周期', 'Periods for major hazard installations'),
  fields: [
    f.date('assessed', '上次安全评估日', 'Last assessment', { optional: true }),
    f.date('report_done', '评估报告完成日', 'Assessment report finished', { optional: true }),
    f.date('technical_check', '技术负责人上次排查日', 'Last check of the technical person', { optional: true }),
    f.date('operating_check', '操作负责人上次排查日', 'Last check of the operating person', { optional: true }),
  ],
  versions: [
    {
      effectiveFrom: '2021-02-04',
      clause: '危险化学品重大危险源监督管理暂行规定(40号令,2015修正)第11、22条;应急厅〔2021〕12号;危险化学品安全法第13条',
      sourceStatus: 'from-knowledge',
      note: say('2026-09-30 起包保责任为 AQ 3072-2026,全文未取得。', 'From 2026-09-30 AQ 3072-2026 applies; its text is not held.'),
      tables: { assessYears: 3, fileDays: 15, technicalMonths: 3, operatingDays: 7 },
    },
  ],
  examples: [
    { title: say('15 日内备案', 'File within 15 days'), inputs: { report_done: '2026-03-02' }, expected: { file_by: '2026-03-17' } },
  ],
  run(inputs, tables): Outcome {
    const by = {
      reassess_by: optStr(inputs, 'assessed') && addYears(str(inputs, 'assessed'), tables.assessYears),
      file_by: optStr(inputs, 'report_done') && addDays(str(inputs, 'report_done'), tables.fileDays),
      technical_check_by: optStr(inputs, 'technical_check') && addMonths(str(inputs, 'technical_check'), tables.technicalMonths),
      operating_check_by: optStr(inputs, 'operating_check') && addDays(str(inputs, 'operating_check'), tables.operatingDays),
    }
    const value = Object.fromEntries(Object.entries(by).filter(([, day]) => day !== undefined))
    if (Object.keys(value).length === 0) return cannotJudge(['缺少评估日、报告完成日或排查日中的任何一项'])
    return {
      value,
      steps: [`评估每 ${tables.assessYears} 年;报告完成 ${tables.fileDays} 日内备案;技术负责人每季度、操作负责人每周至少一次排查`],
    }
  },
})
