/**
 * AQ 3067-2026: only the titles of its 53 topics are known to us. Each question therefore sends the inspector to the
 * text of the standard and asks for the result of that reading; every verdict carries the status "uncertain".
 */
import { criterion } from '../define.ts'
import { aq3067 } from './instruments.ts'

const topics: readonly (readonly [section: string, zh: string, en: string])[] = [
  ['5.1.1', '主要负责人考核', 'assessment of principals'],
  ['5.1.2', '管理人员任职条件', 'qualifications of managers'],
  ['5.1.3', '操作人员学历等教育条件', 'schooling of operators'],
  ['5.1.4', '特种作业持证', 'certificates for special operations'],
  ['5.1.5', '重大危险源包保人员履责', 'guarantors of major hazard installations doing their duty'],
  ['5.2.1', '装置设计与变更', 'plant design and change'],
  ['5.2.2', '外部安全防护距离', 'external safety distance'],
  ['5.2.3', '管线管廊跨越', 'pipes and racks crossing'],
  ['5.2.4', '指定气体管线边界', 'boundary of pipes with named gases'],
  ['5.2.5', '架空电力线穿越', 'overhead power lines'],
  ['5.2.6', '控制室与交接班用房', 'control and hand-over rooms'],
  ['5.2.7', '危险场所内人员用房', 'rooms for people in dangerous areas'],
  ['5.2.8', '硝酸铵储量与周边', 'ammonium nitrate stock and surroundings'],
  ['5.2.9', '液化烃泵位置', 'place of liquefied-hydrocarbon pumps'],
  ['5.2.10', '硝化装置自动化与冷却', 'automation and cooling of nitration'],
  ['5.3.1', '淘汰工艺设备', 'obsolete processes and equipment'],
  ['5.3.2', '新工艺验证', 'proof of new processes'],
  ['5.3.3', '工艺技术来源', 'origin of the technology'],
  ['5.3.4', '硝化工艺安全信息', 'safety information of nitration'],
  ['5.3.5', '反应风险评估与变更', 'reaction risk assessment and change'],
  ['5.3.6', '危险固体物料感度', 'sensitivity of dangerous solids'],
  ['5.4.1', '电源可靠性', 'reliable power supply'],
  ['5.4.2', '气体检测报警系统', 'gas detection and alarm'],
  ['5.4.3', '电气防爆', 'explosion-proof electrics'],
  ['5.4.4', '充装连接系统', 'filling connections'],
  ['5.4.5', '油气收集安全', 'safety of vapour collection'],
  ['5.4.6', '泄压装置投用', 'pressure relief in use'],
  ['5.4.7', '液化烃球罐注水', 'water injection of liquefied-hydrocarbon spheres'],
  ['5.4.8', '硝酸铵溶液监控', 'monitoring of ammonium nitrate solution'],
  ['5.4.9', '液氯场所与吸收', 'liquid chlorine places and absorption'],
  ['5.5.1', '试车开车前检查', 'checks before trial run and start-up'],
  ['5.5.2', '规程指标与报警', 'procedures, limits and alarms'],
  ['5.5.3', '过程自动控制', 'automatic process control'],
  ['5.5.4', '紧急停车', 'emergency shutdown'],
  ['5.5.5', '安全仪表配置', 'safety instrumented systems'],
  ['5.5.6', '罐区紧急切断', 'emergency shut-off of tank farms'],
  ['5.5.7', '安全联锁管理', 'management of interlocks'],
  ['5.5.8', '危化品分类存储', 'storage by class'],
  ['5.5.9', '生产现场存料', 'materials kept at the plant'],
  ['5.5.10', '压力管线带压堵漏', 'leak sealing under pressure'],
  ['5.5.11', '常压储罐保护', 'protection of atmospheric tanks'],
  ['5.5.12', '内浮顶运行', 'operation of internal floating roofs'],
  ['5.6.1', '特殊作业审批', 'approval of special work'],
  ['5.6.2', '作业前隔离处置', 'isolation before work'],
  ['5.6.3', '作业气体检测与视频', 'gas tests and video of work'],
  ['5.6.4', '人员教育与作业管理', 'education and management of work'],
  ['5.7.1', '许可品种边界', 'limits of the licensed goods'],
  ['5.7.2', '物理危险性鉴定分类', 'identification of physical hazards'],
  ['5.7.3', '人员定位与数据接入', 'positioning of people and data connection'],
  ['5.7.4', '现场人数与分区', 'number of people and zones'],
  ['5.7.5', '变更管控', 'control of change'],
  ['5.7.6', '责任与隐患治理', 'responsibility and hazard rectification'],
  ['5.7.7', '安全风险承诺', 'safety risk pledge'],
]

export const criteriaAq3067 = topics.map(([section, zh, en]) =>
  criterion(
    aq3067,
    `AQ3067-${section}`,
    [`第${section}条`, section],
    [zh, `${en.charAt(0).toUpperCase()}${en.slice(1)}`],
    [
      [
        `请查阅 AQ 3067-2026 第${section}条正文:在“${zh}”方面,现场有没有该条所列的情形?(手边没有正文就答“不清楚”)`,
        `Consult the text of AQ 3067-2026, ${section}: does a case listed there exist as to ${en}? (Answer "unknown" without the text.)`,
      ],
    ],
  ),
)
