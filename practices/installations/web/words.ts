import { text, type Text } from '#kernel/text.ts'

export const UNIT_TEXT: Readonly<Record<string, Text>> = {
  production: text('生产单元', 'Production unit'),
  storage: text('储存单元', 'Storage unit'),
}

export const RUNNING_TEXT: Readonly<Record<string, Text>> = {
  running: text('运行', 'Running'),
  stopped: text('停产', 'Stopped'),
  overhaul: text('检修', 'Overhaul'),
  trial: text('试生产', 'Trial'),
}

export const FLAG_TEXT: Readonly<Record<string, Text>> = {
  chemicals: text('重点监管危险化学品', 'Supervised chemicals'),
  process: text('重点监管工艺', 'Supervised process'),
  major: text('重大危险源', 'Major hazard installation'),
}

export const REASON_TEXT: Readonly<Record<string, Text>> = {
  created: text('登记', 'Entered'),
  inventory: text('物料变化', 'Inventory changed'),
  population: text('周边人口变化', 'Residents changed'),
}

export const PLEDGE_TEXT: Readonly<Record<string, Text>> = {
  units: text('生产装置（套）', 'Production units'),
  running: text('其中运行', 'Running'),
  stopped: text('停产', 'Stopped'),
  overhaul: text('检修', 'In overhaul'),
  hotSpecial: text('特级动火（处）', 'Hot work, special'),
  hot1: text('一级动火（处）', 'Hot work, class 1'),
  hot2: text('二级动火（处）', 'Hot work, class 2'),
  confined: text('受限空间作业（处）', 'Confined space'),
  otherWork: text('其他特殊作业（处）', 'Other special work'),
  interlocks: text('联锁摘除（处）', 'Interlocks bypassed'),
  openHazards: text('未销号隐患（项）', 'Open hazards'),
  trial: text('试生产', 'Trial production'),
  startStop: text('开停车', 'Starting or stopping'),
  safe: text('罐区、仓库等重大危险源处于安全状态', 'Installations are in a safe state'),
}

/** How sure the source of a clause is, where it was not read in the original. */
export const SOURCE_TEXT: Readonly<Record<string, Text>> = {
  secondary: text('据转载', 'from a reprint'),
  'from-knowledge': text('待核原文', 'to be checked'),
  uncertain: text('含未核实的类别或系数', 'holds classes or factors that are not verified'),
}
