import type { Criterion, Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'

const clause = { text: text('测试条文', 'Clause of a test'), status: 'verified' as const }

const criterion: Criterion = {
  id: 'a1',
  text: text('罐无液位计', 'A tank without a level gauge'),
  clause,
  effectiveFrom: '2018-01-01',
  questions: [{ id: 'q1', text: text('有液位计吗', 'Is there a gauge?') }],
}

/** One invented sector with a subject of every kind of field, and the licences that the tests need. */
export const testSectors: readonly Sector[] = [
  {
    id: 'alpha',
    text: text('甲行业', 'Sector A'),
    colour: '#14568c',
    subjects: [
      {
        id: 'tank',
        text: text('储罐', 'Tank'),
        fields: [
          { name: 'goods', text: text('介质', 'Goods'), kind: 'text', required: true },
          { name: 'volume', text: text('容积', 'Volume'), kind: 'number', unit: 'm³', required: true, min: 0 },
          {
            name: 'kind',
            text: text('罐型', 'Kind'),
            kind: 'choice',
            choices: [
              { value: 'sphere', text: text('球罐', 'Sphere') },
              { value: 'horizontal', text: text('卧罐', 'Horizontal') },
            ],
          },
          { name: 'inspectedOn', text: text('检验日期', 'Inspected on'), kind: 'date' },
          { name: 'bund', text: text('有围堰', 'Bund'), kind: 'boolean' },
        ],
      },
    ],
    licences: [
      { id: 'grading', text: text('定级证书', 'Grading certificate'), holder: 'org', months: 36, noticeDays: [180, 90, 30], clause },
      { id: 'insurance', text: text('保险', 'Insurance'), holder: 'org', months: 12, noticeDays: [60, 30, 7], clause },
      { id: 'filing', text: text('备案', 'Filing'), holder: 'org', months: null, noticeDays: [], clause },
      { id: 'inspection', text: text('检测', 'Inspection'), holder: 'subject', months: 12, noticeDays: [90, 30, 7], clause },
    ],
    checklists: [],
    criteria: [criterion],
    risks: [],
    terms: {},
  },
]

export const testCriteria = (sector: string, day: string): readonly Criterion[] =>
  (testSectors.find((s) => s.id === sector)?.criteria ?? []).filter((c) => c.effectiveFrom <= day)
