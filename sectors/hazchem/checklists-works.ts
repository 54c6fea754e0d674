/** Checks bound to special work, holidays and start-up. */
import type { Checklist } from '#kernel/sector/index.ts'
import { checklist, item } from '../define.ts'
import { gb30871 as gb, workSafetyLaw as law } from '../laws.ts'
import type { Version } from './instruments.ts'

export const works = ({ suffix, from, to, major }: Version): Checklist[] => [
  checklist(
    `hazchem-special-work-${suffix}`,
    ['特殊作业现场检查', 'Site check of special work'],
    { period: 'daily', level: 'workshop', from, to },
    [
      item('ticket', '先票后工：票在现场、没过期、没换地点', 'Permit first: on site, in date, same place', {
        how: [
          '特级、一级动火8小时，二级72小时，受限空间24小时',
          'Hot work: special and first class 8 h, second class 72 h; confined space 24 h',
        ],
        by: gb(),
        major: major('18b', '5.6.1'),
      }),
      item('level', '作业级别定得对；节假日、夜间升级管理', 'The class is right; holidays and nights are managed one class up', {
        by: gb('5.1.1'),
        major: major('18b', '5.6.1'),
      }),
      item('approver', '该谁批就谁批，到现场批', 'Approved by the right person, at the place', {
        by: gb('附录B', 'Annex B'),
        major: major('18b', '5.6.1'),
      }),
      item('isolation', '盲板加了或管段拆了，不拿关阀、水封顶替', 'Blinds set or spools removed; no closed valve or water seal instead', {
        by: gb(),
        major: major('18b', '5.6.2'),
      }),
      item('gas-test', '作业前30分钟内做气体分析，合格', 'Gas tested within 30 minutes before work, and passed', {
        how: [
          '可燃气：爆炸下限≥4%的不超过0.5%,小于4%的不超过0.2%(体积)',
          'Combustible gas ≤0.5 % vol where LEL ≥4 %, ≤0.2 % where LEL <4 %',
        ],
        by: gb('5.3.2'),
        major: major('18b', '5.6.3'),
      }),
      item('oxygen', '受限空间氧含量19.5%–21%,连续检测、2小时记一次', 'Confined space: oxygen 19.5–21 %, continuous, noted every 2 h', {
        by: gb(),
        major: major('18b', '5.6.3'),
      }),
      item(
        'retest',
        '中断超时重新检测(特级、一级动火30分钟；二级和受限空间60分钟)',
        'Retested after a break (30 min special and first class; 60 min second class and confined space)',
        {
          by: gb(),
          major: major('18b', '5.6.3'),
        },
      ),
      item('attendant', '监护人持证、在场、不干别的', 'The attendant is certified, present and does nothing else', {
        by: gb(),
        major: major('18b', '5.6.4'),
      }),
      item('video', '特级动火全程录像', 'Special-class hot work is filmed throughout', { by: gb(), major: major('18b', '5.6.3') }),
      item('clear', '动火点周围可燃物清了、沟井盖了', 'Combustibles cleared, drains covered around hot work', { by: gb() }),
      item('cylinders', '氧气瓶与乙炔瓶相距5米、离火10米', 'Oxygen and acetylene 5 m apart, 10 m from fire', { by: gb() }),
      item('light', '受限空间照明不超过36伏，潮湿不超过12伏', 'Lamps in confined spaces at most 36 V, 12 V when wet', { by: gb() }),
      item('briefing', '作业人员交底签字，知道怎么撤', 'Workers were briefed and know how to get out', {
        by: gb(),
        major: major('18b', '5.6.4'),
      }),
      item('rescue', '救援器材在洞口，没人盲目下去救', 'Rescue gear at the opening; nobody goes in blindly to rescue'),
      item('weather', '五级以上大风停止露天动火和登高', 'Wind force 5 or more: no outdoor hot work or climbing', { by: gb() }),
      item('close', '收工清点人、火、工具，验收签字', 'At the end: people, fire and tools checked, signed off', { by: gb() }),
    ],
  ),
  checklist(
    `hazchem-holiday-${suffix}`,
    ['危化企业节假日前检查', 'Check before a holiday'],
    { period: 'holiday', level: 'enterprise', from, to },
    [
      item('technical', '技术负责人节前带队排查重大危险源', 'The technical guarantor led a check of the installation', {
        major: major('16a', '5.1.5'),
      }),
      item('leader', '主要负责人或分管负责人在岗带班', 'The principal or deputy is on duty'),
      item('works', '节日特殊作业停或升级', 'Special work stopped or managed one class up', {
        by: gb('5.1.1'),
        major: major('18b', '5.6.1'),
      }),
      item('stock', '罐区、仓库不超量，来料有地方放', 'Stocks within limits, room for what arrives', { major: major('20b', '5.5.8') }),
      item('interlock', '联锁全部投用', 'All interlocks in use', { major: major('04', '5.5.7') }),
      item('detector', '气体报警无长期故障', 'No lasting fault of gas detectors', { major: major('12a', '5.4.2') }),
      item('stopped', '停的装置物料退净、隔离、氮气保护', 'Stopped plant is emptied, isolated and under nitrogen'),
      item('cold', '防冻、防汛、防雷措施到位', 'Frost, flood and lightning measures in place'),
      item('highly-toxic', '剧毒、易制爆双人双锁清点', 'Highly toxic and explosive precursors: two people, two locks, counted'),
      item('fire', '消防水池、泵、泡沫液可用', 'Fire water, pumps and foam ready'),
      item('emergency', '应急队伍、医院、消防联系畅通', 'Emergency team, hospital and fire brigade can be reached', { by: law(82) }),
    ],
  ),
  checklist(
    `hazchem-start-up-${suffix}`,
    ['装置开车前检查', 'Check before start-up'],
    { period: 'resume', level: 'enterprise', from, to },
    [
      item('plan', '开车方案批准，分工到人', 'Start-up plan approved, each knows the task', { major: major('19c', '5.5.1') }),
      item('trained', '操作人员学过方案并考试', 'Operators learned the plan and were tested', {
        by: law(28),
        major: major('19c', '5.5.1'),
      }),
      item('blinds', '盲板按清单逐块抽、逐块签', 'Blinds removed one by one and signed', { by: gb(), major: major('18b', '5.6.2') }),
      item('tightness', '气密、置换合格，有数据', 'Tightness and purging passed, with figures', { major: major('19c', '5.5.1') }),
      item('interlock', '联锁逐个试验，紧急停车试过', 'Every interlock and the emergency stop tested', { major: major('04', '5.5.4') }),
      item('instruments', '仪表、自控、SIS投用', 'Instruments, control and SIS in use', { major: major('04', '5.5.3') }),
      item('relief', '安全阀、爆破片、火炬投用', 'Relief valves, discs and flare in use', { major: major('15', '5.4.6') }),
      item('detector', '气体报警投用', 'Gas detection in use', { major: major('12a', '5.4.2') }),
      item('utilities', '水、电、汽、氮、风稳定', 'Water, power, steam, nitrogen and air steady', { major: major('14a', '5.4.1') }),
      item('cooling', '冷却、搅拌、紧急泄放好用', 'Cooling, stirring and emergency discharge work'),
      item('people', '无关人员清场，现场人数控制', 'Outsiders out, number of people limited', { major: major('18b', '5.7.4') }),
      item('change', '检修中的变更都验收关闭', 'Changes made in repair are accepted and closed', { major: major('17', '5.7.5') }),
      item('emergency', '应急处置卡、救护力量到位', 'Action cards and rescuers in place', { by: law(82) }),
      item('sign', '各专业签字确认后才进料', 'Feed only after every discipline has signed', { major: major('19c', '5.5.1') }),
    ],
  ),
]
