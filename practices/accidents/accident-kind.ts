import { defineKind, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { ConcludeForm, CorrectForm, EnterForm, FollowUpForm, RemoveForm } from './model.ts'
import { corrected, deathsWithDay, entered, followed, laterAfterAccident, notAhead, reportedInOrder, typeInForce } from './rules.ts'

/** An accident in the ledger (事故台账): entered, followed up, corrected by further acts, removed with its reason, concluded. */
export const accidentKind: MatterKind = defineKind({
  id: 'accident',
  version: 1,
  text: text('事故', 'Accident'),
  prefix: 'SG',
  states: {
    entered: { phase: 'open', text: text('已登记', 'Entered') },
    concluded: { phase: 'closed', text: text('已结案', 'Concluded') },
    removed: { phase: 'void', text: text('已核销', 'Removed') },
  },
  levels: {
    special: { text: text('特别重大', 'Especially serious'), colour: 'red' },
    serious: { text: text('重大', 'Serious'), colour: 'red' },
    large: { text: text('较大', 'Large'), colour: 'orange' },
    ordinary: { text: text('一般', 'Ordinary'), colour: 'gold' },
  },
  fields: {
    occurredAt: text('发生时间', 'When it happened'),
    occurredOn: text('发生日', 'Day'),
    site: text('具体地点', 'Exact place'),
    category: text('统计类别', 'Counts under'),
    type: text('事故类型', 'Type'),
    what: text('简要经过', 'What happened'),
    deaths: text('计入死亡（人）', 'Deaths counted'),
    deathsFirst: text('当时死亡（人）', 'Deaths at the time'),
    laterDeaths: text('后续死亡', 'Later deaths'),
    serious: text('重伤（人）', 'Serious injuries'),
    poisoning: text('急性工业中毒（人）', 'Acute poisoning'),
    minor: text('轻伤（人）', 'Minor injuries'),
    lossWan: text('直接经济损失（万元）', 'Direct loss (10,000 yuan)'),
    knownAt: text('单位负责人接报时间', 'Unit knew at'),
    reportedAt: text('向监管部门报告时间', 'Reported at'),
    removedBecause: text('核销依据', 'Basis of the removal'),
  },
  acts: {
    enter: {
      text: text('登记事故', 'Enter an accident'),
      from: null,
      to: ['entered'],
      permission: 'accident.record',
      tone: 'primary',
      form: EnterForm,
      guards: [notAhead, typeInForce, reportedInOrder],
      set: entered,
    },
    followUp: {
      text: text('续报', 'Follow up'),
      from: ['entered'],
      to: ['same'],
      permission: 'accident.record',
      tone: 'primary',
      form: FollowUpForm,
      guards: [deathsWithDay],
      set: followed,
    },
    correct: {
      text: text('更正', 'Correct'),
      from: ['entered', 'concluded'],
      to: ['same'],
      permission: 'accident.correct',
      form: CorrectForm,
      guards: [notAhead, typeInForce, laterAfterAccident],
      set: corrected,
    },
    remove: {
      text: text('核销', 'Remove from the statistics'),
      from: ['entered', 'concluded'],
      to: ['removed'],
      permission: 'accident.correct',
      tone: 'danger',
      form: RemoveForm,
      set: ({ form }) => ({ fields: { removedBecause: form['basis'] } }),
    },
    conclude: {
      text: text('结案', 'Conclude'),
      from: ['entered'],
      to: ['concluded'],
      permission: 'accident.record',
      form: ConcludeForm,
    },
  },
})
