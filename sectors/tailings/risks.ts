/** Usual risk points of tailings ponds. */
import { emergency, engineering, interlock, risk } from '../risk.ts'

export const risks = [
  risk('dam', ['尾矿坝', 'Tailings dam'], {
    kind: 'place',
    at: ['坝体', 'Dam'],
    post: ['尾矿工', 'Tailings hand'],
    accidents: ['collapse', 'slide', 'flood'],
    factors: [
      ['32', '浸润线升高、坝坡裂缝渗漏', 'Phreatic line rises, slope cracks or seeps'],
      ['32', '干滩长度不足、库水位超', 'Beach too short, water too high'],
    ],
    lec: [1, 10, 40],
    controls: [
      interlock('enterprise', '位移、浸润线、水位、干滩在线监测', 'Displacement, phreatic line, level and beach on line', [
        'daily',
        '在线监测数据正常上传',
        'Monitoring data arrive',
      ]),
      engineering('workshop', '按设计放矿筑坝', 'Discharge and raise as designed', [
        'shift',
        '放矿均匀、坝面平整',
        'Even discharge, level dam',
      ]),
      emergency('enterprise', '下游人员撤离预案和演练', 'Plan and drill for people downstream'),
    ],
    steps: [
      ['发现险情立即报告、通知下游撤离', 'Report at once, warn downstream'],
      ['停止放矿，开启排洪', 'Stop discharge, open the drains'],
    ],
  }),
  risk('drain', ['排洪系统', 'Flood drains'], {
    kind: 'equipment',
    at: ['排洪设施', 'Drains'],
    post: ['尾矿工', 'Tailings hand'],
    accidents: ['flood'],
    factors: [['21', '排水井、涵管堵塞、坍塌', 'Wells or culverts blocked or broken']],
    lec: [1, 6, 40],
    controls: [
      engineering('workshop', '汛前全面检查、质量检测', 'Full inspection before the flood season', [
        'monthly',
        '进水口无堵塞，排水正常',
        'Inlet free, drains run',
      ]),
      emergency('team', '备足砂石、编织袋、抽水泵', 'Sand, bags and pumps in store', ['monthly', '防汛物资齐全', 'Flood goods complete']),
    ],
    steps: [
      ['清除堵塞物，降低库水位', 'Clear the inlet, lower the water'],
      ['报告，按预案响应', 'Report and respond by the plan'],
    ],
  }),
]
