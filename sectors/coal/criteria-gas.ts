/** Order 21: output, gas, outburst, drainage, ventilation. */
import { aspect } from './instrument.ts'

export const criteriaGas = [
  ...aspect(1, [
    ['全年产量超过核定(设计)能力的110%', 'Yearly output above 110 % of the approved capacity'],
    ['井工矿一个季度产量超过核定(设计)能力的30%', 'Quarterly output of an underground mine above 30 % of the approved capacity'],
    [
      '同时生产水平超过2个，或一个采(盘)区采掘面数超规程',
      'More than two levels in production, or more faces in a panel than the rules allow',
    ],
    ['单班采掘作业人数超限员20%,或违反冲击地压限员', 'People in a shift above the limit by 20 %, or above the rock-burst limit'],
  ]),
  ...aspect(2, [
    [
      '采区或采掘面回风巷甲烷达1.0%或二氧化碳达1.5%,未停工撤人处理',
      'Return air at 1.0 % CH4 or 1.5 % CO2 without stopping and withdrawing',
    ],
    ['作业地点甲烷达1.0%,未停止用电作业', 'CH4 at 1.0 % at the workplace and electric work not stopped'],
    ['爆破地点20米内甲烷达1.0%仍爆破', 'Blasting with 1.0 % CH4 within 20 m'],
    [
      '作业地点或电机、开关20米内甲烷达1.5%,未停工断电撤人',
      'CH4 at 1.5 % at the workplace or within 20 m of motors or switches without stop, power off and withdrawal',
    ],
    ['大于0.5立方米空间积聚甲烷达2.0%,20米内未停工撤人断电', 'CH4 at 2.0 % in a space above 0.5 m³ and work within 20 m not stopped'],
    [
      '停风区甲烷或二氧化碳超3.0%,恢复通风没有总工批准的排放措施',
      'Ventilation restored above 3.0 % CH4 or CO2 without measures approved by the chief engineer',
    ],
    [
      '排放瓦斯时未停电撤人，或混合处甲烷、二氧化碳超1.5%',
      'Gas discharged without power off and withdrawal, or above 1.5 % at the mixing point',
    ],
    [
      '采掘面甲烷达3.0%及以上且持续超过10分钟(停电停风、打钻喷孔除外)',
      'CH4 at 3.0 % or more at a face for over 10 minutes (power or fan failure and drilling blow-outs excepted)',
    ],
    ['瓦斯抽采不达标', 'Gas drainage below the required values'],
  ]),
  ...aspect(3, [
    ['突出矿井未按规定做区域、工作面预测', 'Outburst mine without regional or face prediction'],
    ['未采取区域防突措施', 'No regional measures against outburst'],
    ['未采取工作面防突措施', 'No face measures against outburst'],
    ['防突措施未做效果检验验证，或指标超临界值仍作业，或数据造假', 'Effect not verified, work above critical values, or false data'],
    ['有明显突出预兆，没有补充措施', 'Plain signs of outburst and no further measures'],
    [
      '避难硐室、反向风门、压风自救、隔绝式自救器、远距离爆破有缺',
      'Refuge, reverse doors, air stations, self-rescuers or remote blasting missing',
    ],
  ]),
  ...aspect(4, [
    ['应建瓦斯抽采系统未建', 'Required gas drainage system not built'],
    ['抽采系统不能正常运行', 'Drainage system cannot run normally'],
    ['没有备用泵或备用泵能力不足', 'No standby pump or one too small'],
    ['运行泵装机能力小于达标工况流量的2倍', 'Pump capacity below twice the required flow'],
    ['干式泵吸气侧没有防回火、防回流、防爆炸装置', 'Dry pump without the three protections on the suction side'],
  ]),
  ...aspect(5, [
    ['矿井总风量不足，或采掘面供风小于需风量的75%', 'Total air too little, or a face below 75 % of its need'],
    ['没有备用主要通风机，或两台能力不同', 'No standby main fan, or two of different capacity'],
    ['违规串联通风', 'Unlawful series ventilation'],
    ['未按设计形成通风系统', 'Ventilation system not formed as designed'],
    ['未实行分区通风', 'No separate ventilation of panels'],
    ['高瓦斯、突出、易自燃煤层采区没有专用回风巷', 'No dedicated return in a high-gas, outburst or spontaneous-fire panel'],
    ['低瓦斯煤层群联合布置没有专用回风巷', 'No dedicated return in joint layout of low-gas seams'],
    ['突出煤层回风未直接进入专用回风巷或总回风巷', 'Return of an outburst seam not led straight to the dedicated or main return'],
    ['风墙、风门、风桥不合格，风流短路', 'Stoppings, doors or crossings faulty, air short-circuited'],
    ['采煤面风流短路，造成瓦斯积聚超限', 'Air short-circuited at the face so that gas builds up above the limit'],
    ['采区进回风巷未贯穿全区，或一段进风一段回风', 'Intake and return not through the whole panel, or one road used in parts for both'],
    ['准备采区未形成通风系统就掘回采巷道', 'Gate roads driven before the panel is ventilated'],
    ['倾斜长壁大巷未超前2个区段', 'Main roads of inclined longwall not two blocks ahead'],
    [
      '高瓦斯、突出掘进局部通风机没有双风机双电源自动切换，或有循环风',
      'Heading fans without twin fans, twin power and automatic change-over, or with recirculation',
    ],
    ['建设矿井二、三期工程前主要通风机未形成全风压通风', 'No main-fan ventilation before phase two or three of construction'],
    ['贯通前50米(或20米)停掘面未正常通风', 'Stopped heading not ventilated within 50 m (20 m) of holing through'],
    ['违规启封永久密闭', 'Permanent seal opened unlawfully'],
  ]),
]
