import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { kindInfo } from '../server/kind-info.ts'
import { likelyActs, openingActs } from './kinds.ts'
import { factsOf, formFacts, levelOf, nameOfField, show, stateText } from './words.ts'

const PlanForm = z.object({
  note: z.string().meta({ zh: '说明', en: 'Note' }),
  level: z
    .enum(['general', 'major'])
    .meta({ zh: '等级', en: 'Level', options: { general: text('一般', 'General'), major: text('特别重', 'Very major') } }),
  token: z.uuid().optional(),
})

const kind = kindInfo(
  defineKind({
    id: 'thing',
    version: 1,
    text: text('事', 'Thing'),
    prefix: 'TH',
    states: { open: { phase: 'open', text: text('在办', 'Open') }, done: { phase: 'closed', text: text('办结', 'Done') } },
    levels: { major: { text: text('重大', 'Major'), colour: 'red' } },
    fields: {
      what: text('描述', 'What'),
      twice: text('双报告', 'Double report'),
      recurrenceOf: text('重复', 'Recurs'),
      urgent: text('紧急', 'Urgent'),
    },
    acts: {
      begin: { text: text('开始', 'Begin'), from: null, to: ['open'], permission: 'thing.begin', form: PlanForm },
      twice: {
        text: text('双报告', 'Report twice'),
        from: ['open'],
        to: ['same'],
        permission: 'thing.do',
        form: z.object({ office: z.iso.date().meta({ zh: '报监管日期', en: 'To the office' }) }),
      },
      finish: { text: text('完成', 'Finish'), from: ['open'], to: ['done'], permission: 'thing.do', tone: 'primary', form: z.object({}) },
      tick: { text: text('钟', 'Clock'), from: ['open'], to: ['same'], permission: 'thing.do', system: true, form: z.object({}) },
    },
  }),
)
const id = '0190a0a0-0000-7000-8000-000000000001'

test('a value is shown as what it is', () => {
  expect(show(kind, 'urgent', true)).toEqual({ as: 'text', text: text('是', 'Yes') })
  expect(show(kind, 'what', '2026-11-27')).toEqual({ as: 'day', day: '2026-11-27' })
  expect(show(kind, 'what', '2026-11-27T09:00:00Z')).toEqual({ as: 'instant', at: '2026-11-27T09:00:00Z' })
  expect(show(kind, 'level', 'major')).toEqual({ as: 'text', text: text('特别重', 'Very major') })
  expect(show(kind, 'criterion', 'C-1')).toEqual({ as: 'criterion', id: 'C-1' })
  expect(show(kind, 'cost', 1234.5)).toEqual({ as: 'text', text: text('1,234.5', '1,234.5') })
  expect(show(kind, 'verdict', 'cannot-judge')).toMatchObject({ text: { zh: '不能判定' } })
})

test('another matter is a link, any other id and what is empty is not shown', () => {
  expect(show(kind, 'recurrenceOf', id)).toEqual({ as: 'matter', id })
  expect(show(kind, 'foundBy', id)).toBeNull()
  expect([null, undefined, '', '  ', [], {}].map((v) => show(kind, 'what', v))).toEqual([null, null, null, null, null, null])
})

test('a nested record takes its words from the form of the act of that name', () => {
  expect(show(kind, 'twice', { office: '2026-11-27' })).toEqual({
    as: 'pairs',
    pairs: [{ name: text('报监管日期', 'To the office'), value: { as: 'day', day: '2026-11-27' } }],
  })
})

test('facts are the fields with a text and a value, in the order of the declaration', () => {
  expect(factsOf(kind, { urgent: false, what: '漏油', secret: 'x' }).map((f) => f.label.zh)).toEqual(['描述', '紧急'])
})

test('an act says its form by the texts of that form', () => {
  const facts = formFacts(kind, 'begin', { level: 'major', token: id, note: '请尽快', other: 'x' })
  expect(facts.map((f) => f.label.en)).toEqual(['Note', 'Level'])
  expect(nameOfField(kind, 'office')).toEqual(text('报监管日期', 'To the office'))
  expect(nameOfField(kind, 'token', 'begin')).toBeNull()
})

test('states and levels of unknown kinds stand for themselves', () => {
  expect(levelOf(kind, 'major')).toEqual({ text: text('重大', 'Major'), colour: 'red' })
  expect(levelOf(kind, null)).toBeNull()
  expect(levelOf(undefined, 'odd')).toEqual({ text: text('odd', 'odd'), colour: 'grey' })
  expect(stateText(kind, 'done').zh).toBe('办结')
  expect(stateText(undefined, 'done').zh).toBe('done')
})

test('only acts that people do and that the post holds are offered, the main one first', () => {
  expect(likelyActs(kind, 'open', () => true).map(([name]) => name)).toEqual(['finish', 'twice'])
  expect(likelyActs(kind, 'open', () => false)).toEqual([])
  expect(openingActs(kind, (p) => p === 'thing.begin').map(([name]) => name)).toEqual(['begin'])
})
