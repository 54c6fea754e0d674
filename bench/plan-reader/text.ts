/** An invented plan of any length, for measuring: sections, dated tasks, numbers, units, a table. No text of a real plan. */

const HAN = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** What most of a plan is: sentences without dates and numbers. */
const PROSE =
  '坚持源头治理和系统治理相结合，完善部门协同机制，压实属地管理和行业监管责任，引导经营主体加大安全投入，改善作业环境和管理条件。深入开展宣传教育，发挥基层组织作用，畅通群众反映问题的渠道，营造人人关心安全的氛围。加强安全文化建设，把安全理念融入生产生活各环节，提高从业人员的安全意识和自救互救能力，防止各类事故发生。强化部门之间的信息沟通，做到情况共享、力量联动，提高协同处置水平。'

function chapter(n: number): string {
  const year = 2026 + (n % 5)
  const parts = HAN.map(
    (h, i) => `（${h}）推进第${n}片区安全整治
${i + 1}. 加强隐患治理。${year}年底前，各乡镇完成${10 + i}座仓库改造，建成片区风险监测预警系统；每季度至少开展${1 + (i % 3)}次联合检查，整改率达到${90 + i}%以上。针对老旧厂房，督促业主单位落实管护责任，做好人员转移准备。${PROSE}（牵头单位：县应急管理局；责任单位：县住建局、县工信局，各乡镇）
${i + 2}. 提升应急能力。到${year}年6月底，配备应急车辆不少于${3 + i}辆，培训网格员${200 + n}人次。由县消防救援大队牵头，各有关部门按职责分工负责。${PROSE}`,
  )
  return `${HAN[n % 9]}、第${n}批任务\n${parts.join('\n')}\n序号\t指标名称\t目标值\n1\t事故起数\t下降${10 + (n % 9)}%\n2\t持证上岗率\t≥${90 + (n % 9)}%\n`
}

/** About `size` UTF-16 units. */
export function inventedPlan(size: number): string {
  const parts = ['某县“十五五”安全生产规划\n\n一、规划目标\n到2030年，生产安全事故死亡人数较2025年下降20%以上。\n']
  let length = parts[0]?.length ?? 0
  for (let n = 1; length < size; n++) {
    const c = chapter(n)
    parts.push(c)
    length += c.length
  }
  return parts.join('').slice(0, size)
}
