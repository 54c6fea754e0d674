/** Order 21: monitoring, slopes, power, building, contracting, other. */
import { aspect } from './instrument.ts'

export const criteriaSystems = [
  ...aspect(11, [
    [
      '安全监控、人员位置、通信、视频、露天边坡监测系统未建或不正常',
      'Monitoring, positioning, communication, video or slope monitoring not built or not working',
    ],
    ['监控数据被过滤、篡改、销毁', 'Monitoring data filtered, altered or destroyed'],
    ['甲烷传感器该装的没装', 'Required methane sensors missing'],
    ['报警或电闭锁失效', 'Alarm or electric lock failed'],
    ['报警、断电浓度或断电范围不符合规程', 'Alarm or cut-off values or range against the rules'],
    ['传感器未按周期调校', 'Sensors not calibrated in time'],
    ['堵塞、包裹传感器或压缩量程', 'Sensors blocked, wrapped or with range cut'],
    ['露天边坡监测未全覆盖', 'Slope monitoring not complete'],
  ]),
  ...aspect(12, [
    ['2个以上到界台阶边坡角大于设计', 'Final slope angle of two or more benches above the design'],
    ['台阶高度大于设计2倍，或平盘宽小于设计1/2', 'Bench above twice the design height, or berm below half the design width'],
    ['72小时内位移连续加速，未采取措施', 'Displacement accelerating for 72 h without measures'],
    ['局部滑坡等征兆未停工撤人', 'Local slide and people not withdrawn'],
  ]),
  ...aspect(13, [
    ['单回路供电', 'Single power circuit'],
    ['建井贯通后未形成双回路', 'No double circuit after holing through'],
    ['双回路取自同一母线段，或一回路停运仍生产', 'Both circuits from one bus section, or production with one circuit down'],
  ]),
  ...aspect(14, [
    ['新建期间采煤', 'Coal mined during construction'],
    ['在改扩建区域采煤', 'Coal mined in the area under extension'],
    ['非改扩建区超出设计生产', 'Output beyond the design outside the area under extension'],
  ]),
  ...aspect(15, [
    ['不是整体承包却发包', 'Contracted out other than as a whole'],
    ['发包给没有资格的单位或个人', 'Contracted to the unqualified'],
    ['整体承包未重新办证', 'Whole contract without new licence'],
    ['再次转包', 'Sub-contracted again'],
    ['采煤单独发包', 'Coal winning contracted separately'],
    ['掘进、维修单独发包(列明例外除外)', 'Driving or repair contracted separately (outside the listed exceptions)'],
    ['挂靠，或转包井筒等工程', 'Borrowed qualification, or shaft works passed on'],
  ]),
  ...aspect(16, [
    ['改制、合并、分立期间未明确安全责任', 'Safety duties not settled during restructuring'],
    ['改制等完成后未换证', 'Licence not renewed after restructuring'],
  ]),
  ...aspect(17, [
    ['露天剥离发包给个人或2家以上，或转包', 'Stripping contracted to a person, to two or more firms, or passed on'],
    ['未统一管理剥离承包单位', 'Stripping contractors not managed together'],
    ['瓦斯漏检、假检', 'Gas checks missed or faked'],
    ['未做瓦斯等级鉴定', 'Gas class not determined'],
    ['突出鉴定6个月未完成', 'Outburst appraisal not finished in six months'],
    ['隐瞒下井人数', 'Number of people underground hidden'],
    ['提升装置保护缺失', 'Hoist protections missing'],
    ['架空乘人装置保护缺失', 'Chair-lift protections missing'],
    ['输送带不阻燃', 'Belt not flame-resistant'],
    ['带式输送机缺烟雾监测', 'No smoke monitoring at belts'],
    ['缺烟雾、一氧化碳传感器', 'Smoke or CO sensors missing'],
    ['盲目掘进', 'Headings driven blindly'],
    ['后部巷道维修时里段还在作业', 'Work inbye while the road behind is repaired'],
    ['压风自救装置缺失', 'Compressed-air self-rescue missing'],
    ['井下违规电气焊', 'Unlawful welding underground'],
    ['空顶作业', 'Work under unsupported roof'],
    ['采煤面不足2个安全出口', 'Face with fewer than two exits'],
    ['锂电池充电硐室不符合规定', 'Lithium charging room not as required'],
    ['发生突出、透水、冲击等动力现象(没有伤亡)', 'Outburst, inrush or rock burst (without casualties)'],
  ]),
]
