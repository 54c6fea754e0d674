/** Checks that are bound to an occasion and not to the calendar: before holidays and before work is resumed. */
import { checklist, item } from '../define.ts'
import { fireLaw, planRules, workSafetyLaw as law } from '../laws.ts'

export const occasional = (from: string) => [
  checklist('common-holiday', ['节假日前检查', 'Check before a holiday'], { period: 'holiday', level: 'enterprise', from }, [
    item('duty', '节日值班表排好，领导带班，电话打得通', 'Duty list made, a leader on duty, telephones answered', {
      how: ['当场拨打值班电话', 'Call the duty number on the spot'],
    }),
    item('stop-or-run', '哪些停、哪些开，写清楚并交代到人', 'What stops and what runs is written and told to each'),
    item('isolate', '停的设备断电、断气、断料、挂牌', 'Stopped equipment: power, gas and feed off, tagged'),
    item('run-staff', '开的装置人手够，不疲劳顶班', 'Running plant is fully staffed; nobody stands in over-tired'),
    item(
      'hazard-work',
      '节日期间危险作业能停就停，非做不可的升级审批',
      'Hazardous work is stopped where possible, else approved one level up',
      { by: law(43) },
    ),
    item('contractor', '外包施工停工或有人看管', 'Contracted work is stopped or watched', { by: law(49) }),
    item('goods', '危险物品清点上锁，不压库', 'Dangerous goods counted, locked, not overstocked', { by: law(39) }),
    item('alarms', '报警、监控、消防主机在用，没屏蔽', 'Alarms, monitors and fire panel in use, nothing disabled', { by: law(36) }),
    item('fire', '消防通道、出口、水源检查过', 'Fire lanes, exits and water were checked', { by: fireLaw(28) }),
    item('heating', '取暖、用火、用电检查过，下班断电', 'Heating, fire and electricity checked; power off after work'),
    item('weather', '大风、雨雪、冰冻的防范做了', 'Measures for wind, rain, snow and frost are taken'),
    item('supplies', '应急队伍、物资、车辆在位', 'Emergency team, supplies and vehicles are ready', { by: law(82) }),
    item('open-hazards', '没改完的隐患节前改完或停用', 'Open hazards rectified before the holiday or out of use', { by: law(41) }),
  ]),
  checklist('common-resume', ['复工复产检查', 'Check before resuming work'], { period: 'resume', level: 'enterprise', from }, [
    item('principal', '主要负责人在岗，开了复工安全会', 'The principal is present and held the resumption meeting', { by: law(21) }),
    item('plan', '有复工方案，一台一台、一条线一条线地开', 'There is a plan; machines and lines start one by one'),
    item('staff', '关键岗位、安全员、特种作业人员到齐', 'Key posts, safety staff and certified operators are all back', { by: law(24) }),
    item('lesson', '“开工第一课”讲了，全员签名', 'The first-day safety lesson was given and signed by all', { by: law(28) }),
    item('newcomer', '新招、转岗、离岗久的人培训考核过', 'New, transferred and long-absent workers were trained and passed', {
      by: law(28),
    }),
    item('equipment', '设备逐台检查、试车正常', 'Every machine checked and test-run'),
    item('safety-devices', '安全阀、联锁、报警器恢复投用', 'Safety valves, interlocks and alarms are back in use', { by: law(36) }),
    item('electric', '电气线路、配电柜受潮鼠咬已查', 'Wiring and switchgear checked for damp and gnawing'),
    item('pipes', '管线、阀门、容器没冻裂没泄漏', 'No pipe, valve or vessel is cracked by frost or leaking'),
    item(
      'confined',
      '久停的池、罐、井先通风检测，没人直接下去',
      'Pits, tanks and wells long unused are aired and tested; nobody goes straight in',
    ),
    item('fire', '消防设施、通道、水压正常', 'Fire facilities, lanes and water pressure in order', { by: fireLaw(16) }),
    item('licences', '停产期间证照、检测没有过期', 'No licence or test ran out during the stop'),
    item('hazards', '停产前的隐患已销号', 'Hazards from before the stop are closed', { by: law(41) }),
    item('emergency', '应急预案重新学过，物资补齐', 'The emergency plan was gone through again, supplies filled up', { by: planRules(33) }),
    item('order', '被责令停产的，经同意后才开', 'Where a stop was ordered, work resumes only with consent', { by: law(65, 3) }),
  ]),
]
