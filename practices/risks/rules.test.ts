import { expect, test } from 'vitest'
import { checkKind } from '#kernel/matter/index.ts'
import { NO_BANDS } from './model.ts'
import { planSvg } from './plan-svg.ts'
import { riskReportKind, riskReviewKind } from './review-kind.ts'
import { gradeRisk, worst, yearLater } from './rules.ts'
import { readRow } from './table.ts'

test.each([riskReviewKind, riskReportKind])('the transition table of $id is sound', (kind) => {
  expect(checkKind(kind)).toEqual([])
})

test('own bands of the county are used and kept with the grading', () => {
  const inputs = { L: 1, E: 6, C: 40 }
  expect(gradeRisk('LEC', inputs, '2026-11-24', NO_BANDS)).toMatchObject({ score: 240, level: 'larger', tables: { own: null } })
  const own = { ...NO_BANDS, LEC: [240, 100, 50] }
  expect(gradeRisk('LEC', inputs, '2026-11-24', own)).toMatchObject({ level: 'major', tables: { own: [240, 100, 50] } })
  const ls = { ...NO_BANDS, LS: [21, 17, 13] }
  expect(gradeRisk('LS', { L: 4, S: 4 }, '2026-11-24', ls).level).toBe('general')
})

test('the worst level of several; a year later', () => {
  expect(worst(['low', null, 'larger'])).toBe('larger')
  expect(worst([null])).toBeNull()
  expect(yearLater('2028-02-29')).toBe('2029-02-28')
})

test('a row of the table names column and remedy of what is wrong', () => {
  const good = { name: '罐区', kind: '部位场所', workshop: '罐区', post: '工', factors: '22 泄漏', method: 'lec', values: 'L=1,E=6,C=40' }
  expect(readRow(good, '2026-11-24')).toMatchObject({ faults: [], graded: { level: 'larger' } })
  expect(readRow({ ...good, values: 'L=2,E=6,C=40' }, '2026-11-24').faults[0]).toMatchObject({ column: { zh: '取值' } })
  expect(readRow({ ...good, name: '' }, '2026-11-24').faults[0]?.remedy.zh).toContain('例如')
})

test('a plan is drawn with a number in each area', () => {
  const svg = planSvg(
    {
      width: 100,
      height: 50,
      areas: [
        {
          level: 'major',
          ring: [
            [0, 0],
            [1, 0],
            [1, 1],
          ],
        },
      ],
    },
    null,
  )
  expect(svg).toContain('points="0.0,0.0 1000.0,0.0 1000.0,500.0"')
  expect(svg).toContain('>1</text>')
})
