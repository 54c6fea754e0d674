import { holds, rule } from './rule.ts'
import { noSubject } from './verbs.ts'

/** What a section is for, told by its title and the titles above it. Location decides what a statement is. */

export type Role = 'task' | 'goals' | 'past' | 'problems' | 'guiding' | 'basis' | 'front'

export const basisTitle = rule('basis-title', /依据$|^(?:编制|制定)依据|法律法规依据/, ['规划依据', '编制依据'], ['主要任务'])
export const guidingTitle = rule(
  'guiding-title',
  /^(?:指导思想|基本原则|工作原则|总体思路|编制原则|基本思路|发展理念|指导原则)(?!.*目标)/,
  ['指导思想', '基本原则'],
  ['指导思想、基本原则与规划目标', '规划目标'],
)
export const goalsTitle = rule(
  'goals-title',
  /(?:目标|目标任务|主要指标|指标体系|核心指标|总体要求|目标要求|目标指标|发展指标|规划指标|工作要求和目标)$|^(?:总体|主要|具体|工作|整治|规划|建设|发展|阶段|分类|行动|年度|创建)?目标|[、与和及]目标/,
  ['规划目标', '工作目标', '指导思想、基本原则与规划目标', '总体要求', '主要目标和指标体系', '整治目标'],
  ['主要任务', '落实目标责任制'],
)
export const pastTitle = rule(
  'past-title',
  /概述|概况|成效|成绩|成就|现状|回顾|基本概况|基本情况|工作总结|执行情况|完成情况|实施情况|发展基础|规划基础|现实基础|基础[与和]|工作基础|取得的?(?:进展|成果)|主要进展|建设情况|[二三四五]”?(?:时期|期间|以来)?(?:安全生产)?工作(?:情况|总结)/,
  ['安全生产现状与面临的形势', '“十三五”时期工作成效', '安全生产工作取得的成绩', '规划回顾', '发展基础'],
  ['主要任务', '工作目标'],
)
export const problemsTitle = rule(
  'problems-title',
  /存在的?(?:主要|突出)?(?:问题|不足|短板|困难)|面临的?(?:主要|新)?(?:形势|机遇|挑战|问题|困难|环境)|主要问题|问题与挑战|(?:形势|问题|短板|不足|挑战|机遇)(?:分析|和挑战|与挑战)?$|发展环境$|背景$|编制背景|形势(?:任务|研判)/,
  ['存在问题', '规划背景', '“十三五”期间安全生产存在的不足', '面临的机遇与挑战', '规划背景', '面临形势'],
  ['突出问题专项整治', '主要任务'],
)
export const taskTitle = rule(
  'task-title',
  /主要任务|重点任务|主要措施|任务和措施|任务与措施|工作措施|重点工程|重大工程|重点项目|保障措施|实施保障|组织实施|整治(?:任务|内容|重点|措施)|重点工作|工作任务|实施步骤|时间安排|工作步骤|进度安排|工作要求|组织保障|保障$|措施$|任务$|工程$/,
  ['主要任务', '重点工程', '保障措施', '时间安排', '实施保障与评估'],
  ['基本原则'],
)

/** The role of a section from its title, its level and its parent's role. */
export function roleOf(title: string, level: number, parent: Role, parentTitle = ''): Role {
  const t = title.replace(/\s/g, '')
  if (holds(basisTitle, t)) return 'basis'
  if (level <= 1) return parent === 'front' ? 'task' : parent
  if (/^(?:前言|引言|序言|导言|目录|目次)$/.test(t)) return 'front'
  if (holds(guidingTitle, t)) return 'guiding'
  if (level <= 3 && t.endsWith('背景')) return 'problems'
  // deep items of a chapter keep the chapter's role, whatever words they use
  // a chapter that does not say what it is for leaves it to its parts
  const firm = parent === 'task' && holds(taskTitle, parentTitle.replace(/\s/g, ''))
  const deep = level >= 4 && parent !== 'front'
  if (deep && parent !== 'goals' && parent !== 'task' && parent !== 'guiding') return parent
  if (holds(goalsTitle, t) && (!deep || t.length <= 8) && !(level >= 3 && parent === 'task' && t.length > 10)) return 'goals'
  if (deep && parent !== 'task') return parent
  // 补齐短板, 夯实发展基础: a title that begins with a verb is a task
  if (
    parent === 'task' &&
    level > 2 &&
    (deep || /^(?:补|夯|巩|破解|逐)/.test(t) || holds(noSubject, t)) &&
    !/^(?:存在|面临|取得)/.test(t) &&
    !holds(goalsTitle, t)
  )
    return 'task'
  if (holds(problemsTitle, t) && !holds(pastTitle, t) && (!firm || level <= 2)) return 'problems'
  if (level <= 3 && holds(pastTitle, t) && (!firm || level <= 2)) return 'past'
  if (holds(taskTitle, t) || level <= 2) return 'task'
  return parent
}
