import { expect, test } from 'vitest'
import { readPlan } from './index.ts'

/** Ways of writing that plans of other places use. */
const plan = (task: string, past = '') =>
  readPlan(`白沙区安全生产专项整治三年行动实施方案（2020—2022年）\n\n一、工作成效\n${past}\n二、重点任务\n（一）整治\n${task}\n`)
const deeds = (task: string) => plan(task).commitment.map((c) => [c.what, c.deadline?.date ?? null, c.quantities.map((q) => q.value)])

test('a numbered duty with a rhythm of its own is no title', () => {
  const r = plan('（1）企业要每半年至少组织1次辨识，并于次月10日前报送。2021年6月底前，完成编制。')
  expect(r.heading.at(-1)?.title).toBeNull()
  expect(r.commitment.map((c) => c.recurrence?.[0]?.every ?? c.deadline?.date)).toEqual(['P6M', '2021-06-30'])
})

test('years and numbers put to each other by 分别', () => {
  expect(deeds('2020年—2022年分别完成管网改造20公里、25公里、30公里。').map((d) => d.slice(1))).toEqual([
    ['2020-12-31', [20]],
    ['2021-12-31', [25]],
    ['2022-12-31', [30]],
  ])
})

test('一期 and 二期 name a part, they count nothing', () => {
  expect(deeds('分两期建设指挥平台，一期2021年建成，二期2022年建成。').slice(-2)).toEqual([
    ['一期2021年建成', '2021-12-31', []],
    ['二期2022年建成', '2022-12-31', []],
  ])
})

test('配备3名以上专职人员 is a target, 200米以上的矿山 a scope', () => {
  const core = (task: string) => plan(task).commitment.filter((c) => c.core).length
  expect(core('每个镇配备3名以上专职人员。')).toBe(1)
  expect(core('加强边坡高度200米以上的露天矿山治理。')).toBe(0)
})

test('the due day of the next year, and a term column that repeats', () => {
  expect(plan('每年开展督查，并于次年1月底前报告。').commitment.at(-1)?.recurrence?.[0]?.by).toBe('01-31')
  const r = plan(
    '序号\t重点任务\t责任单位\t完成时限\n1\t开展充装站专项检查\t区市场监管局\t每年12月底前\n2\t建成指挥平台\t区应急局\t2021年12月',
  )
  expect(r.commitment.map((c) => c.recurrence?.[0]?.by ?? c.deadline?.date)).toEqual(['12-31', '2021-12-31'])
})

test('长期坚持 is no unit', () => {
  expect(plan('1.组织观看。各部门要组织观看。（责任单位：区应急局，长期坚持）').responsibility[0]?.responsible).toEqual(['区应急局'])
})

test('from … to …: the later number, under the name of what was measured', () => {
  const r = plan('1.开展检查。', '事故起数由2010年的126起下降到2015年的58起，下降54.0%；达标企业由213家增至1046家。')
  expect(r.achievement.map((a) => [a.name, a.value])).toEqual([
    ['事故起数', 58],
    ['事故起数', 54],
    ['达标企业', 1046],
  ])
})
