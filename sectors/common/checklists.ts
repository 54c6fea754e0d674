/** Self-checks that hold in every enterprise; the sector's own lists come on top. */
import { checklist, item } from '../define.ts'
import { fireLaw, planRules, workSafetyLaw as law } from '../laws.ts'
import { occasional } from './checklists-occasional.ts'

/** The Work Safety Law as amended in 2021 took force on this day. */
const from = '2021-09-01'

const post = checklist('common-post-shift', ['岗位上岗前自查', 'Post check before the shift'], { period: 'shift', level: 'post', from }, [
  item('fit', '没喝酒、没带病、没犯困，能安心干活', 'I have not drunk, am not ill or over-tired, and fit to work', { by: law(44) }),
  item('ppe', '该戴的劳保用品都戴好了，没破没过期', 'All protective gear is on, whole and in date', {
    how: ['看安全帽、鞋、手套、护目镜、口罩、安全带', 'Look at helmet, shoes, gloves, goggles, mask, harness'],
    by: law(57),
  }),
  item('handover', '接班时上一班留下的问题都问清楚了', 'Problems left by the shift before were asked about and understood', {
    how: ['看交接班记录并签字', 'Read and sign the hand-over record'],
  }),
  item('know-risk', '知道本岗位最危险的是什么、出事先干什么', 'I know the worst danger of my post and what to do first', {
    how: ['说出岗位风险和应急处置要点', 'Say the dangers and the first steps aloud'],
    by: law(53),
  }),
  item('guards', '机器的护罩、护栏、盖板都在，没拆没绑', 'Machine guards, rails and covers are in place and not bypassed', { by: law(36) }),
  item('emergency-stop', '急停按钮、联锁、限位试过，好使', 'Emergency stop, interlocks and limits were tried and work', {
    how: ['开机前按急停试一次', 'Press the emergency stop once before starting'],
    by: law(36),
  }),
  item('wiring', '电线没破皮，插头插座没发烫，开关箱关好', 'No bare wires, no hot plugs, switch boxes closed', { by: law(36) }),
  item('exit', '身边的出口、通道没堵没锁', 'The nearest exit and passage are not blocked or locked', { by: law(42) }),
  item('extinguisher', '灭火器在原位，指针在绿区', 'The extinguisher is in its place, needle in the green', { by: fireLaw(16, 2) }),
  item('housekeeping', '地面没油没水没杂物，物料没堆高', 'Floor free of oil, water and clutter; nothing stacked too high'),
  item('report', '发现不对劲已停下来并报告班组长', 'Whatever looked wrong was stopped and reported to the team leader', { by: law(59) }),
])

const team = checklist('common-team-daily', ['班组每日自查', 'Daily team check'], { period: 'daily', level: 'team', from }, [
  item('briefing', '班前会开了，讲了今天的活、风险和措施', 'The pre-shift meeting covered today’s work, dangers and measures', {
    how: ['看班前会记录和签名', 'Look at the record and signatures'],
    by: law(44),
  }),
  item('attendance', '人员到岗和状态已逐个看过，没有酒后、带病上岗', 'Everyone was looked at in person; nobody drunk or ill at work', {
    by: law(44),
  }),
  item('certificate', '电工、焊工、高处等特种作业的人都带着有效证', 'All doing special operations hold valid certificates', {
    how: ['随机查一人的操作证和有效期', 'Check one certificate and its date at random'],
    by: law(30),
  }),
  item('newcomer', '新来的、转岗的有师傅带，没单独干活', 'New and transferred workers have a mentor and do not work alone', {
    by: law(28),
  }),
  item('ppe', '全班劳保用品穿戴齐全', 'The whole team wears its protective gear', { by: law(45) }),
  item('equipment', '主要设备点检做了，异常有人跟', 'Main equipment was checked and faults are followed up', { by: law(36) }),
  item('alarms', '报警器、监控、联锁没人关、没人屏蔽', 'No alarm, monitor or interlock was switched off or bypassed', { by: law(36) }),
  item(
    'hazard-work',
    '动火、吊装、临时用电、高处等作业都办了票、有人看',
    'Hot work, lifting, temporary power, work at height all have permits and an attendant',
    {
      how: ['到现场对票', 'Compare the permit with the site'],
      by: law(43),
    },
  ),
  item('contractor', '外来施工人员有交底、有人管', 'Contractors were briefed and are supervised', { by: law(49) }),
  item('exit', '车间出口、通道畅通，没锁没堵', 'Exits and passages of the workshop are free', { by: law(42) }),
  item('fire', '灭火器、消火栓没被挡，本班人会用', 'Extinguishers and hydrants are not hidden and the team can use them', {
    by: fireLaw(28),
  }),
  item('signs', '危险地方的警示标志看得清', 'Warning signs at dangerous places are legible', { by: law(35) }),
  item('yesterday', '昨天报的隐患有人管，已问过', 'Yesterday’s reports were followed up', { by: law(41) }),
])

const workshop = checklist(
  'common-workshop-weekly',
  ['车间每周检查', 'Weekly workshop check'],
  { period: 'weekly', level: 'workshop', from },
  [
    item('team-records', '各班组自查天天做了，不是补的', 'The teams’ daily checks were made each day and not written up afterwards', {
      how: ['对比时间、照片和现场', 'Compare times, photographs and the site'],
      by: law(46),
    }),
    item('rectified', '上周隐患按时改完并复查', 'Last week’s hazards were rectified in time and verified', { by: law(41) }),
    item('interim', '没改完的隐患有临时措施、有人盯', 'Open hazards have interim measures and someone watching', { by: law(41) }),
    item(
      'safety-devices',
      '安全装置、报警、联锁在用且有维护记录',
      'Safety devices, alarms and interlocks are in use, with maintenance records',
      { by: law(36) },
    ),
    item('electric', '配电箱、临时线路合规，无私拉乱接', 'Distribution boxes and temporary lines are in order, no wild wiring'),
    item('height', '平台、护栏、爬梯、洞口盖板牢固', 'Platforms, rails, ladders and covers of openings are firm'),
    item('moving', '转动、挤压部位防护齐全', 'Rotating and crushing parts are guarded'),
    item('confined', '有限空间都挂牌上锁，没人擅自进去', 'Confined spaces are signed and locked; nobody enters on their own'),
    item('permits', '本周作业票抽查，填写真实、气体检测有数据', 'Permits of the week, sampled: true entries, gas readings present', {
      by: law(43),
    }),
    item('goods', '危险物品没超量、没混放，台账对得上', 'Dangerous goods within limits, not mixed, ledger agrees', { by: law(39) }),
    item('training', '新员工、转岗员工培训考核合格后才上岗', 'New and transferred workers were trained and passed before working', {
      by: law(28),
    }),
    item('first-aid', '应急物资齐全好用，知道放哪', 'Emergency supplies are complete, working and known', { by: law(82) }),
    item('contractor', '承包商本周检查过，问题已下单', 'Contractors were checked this week and findings issued', { by: law(49) }),
  ],
)

const enterprise = checklist(
  'common-enterprise-monthly',
  ['企业每月检查', 'Monthly enterprise check'],
  { period: 'monthly', level: 'enterprise', from, sizes: ['large', 'medium', 'small'] },
  [
    item('principal-led', '主要负责人本月带队检查过并有记录', 'The principal led a check this month, with a record', { by: law(21, 5) }),
    item('responsibility', '全员安全生产责任制到每个岗位，有考核', 'Duties are set for every post and assessed', { by: law(22) }),
    item('staff', '安全管理机构、人员配备够数', 'The safety office and its staff are of the required number', { by: law(24) }),
    item(
      'assessed',
      '主要负责人、安全管理人员依法考核合格且在有效期(高危行业)',
      'Principal and safety managers hold valid assessments (high-risk sectors)',
      {
        by: law(27),
      },
    ),
    item('risk-list', '风险清单更新了，每条有等级、措施、责任人', 'The risk list is current: level, measure and keeper for each', {
      by: law(41),
    }),
    item('risk-told', '风险公告栏、岗位应知应会卡在现场看得到', 'Risk notices and post cards can be seen on site', { by: law(44) }),
    item('hazards', '隐患排查治理如实记录并向员工通报', 'Hazards are recorded truthfully and made known to the workers', { by: law(41) }),
    item(
      'major',
      '重大隐患标准逐条对照过，有的已报告',
      'Every criterion of major hidden hazards was gone through; those found are reported',
      {
        how: ['打开“重大隐患判定”逐条回答', 'Open “judge major hazards” and answer each'],
        by: law(41),
      },
    ),
    item('money', '安全投入够用，费用台账清楚', 'Safety money suffices and its ledger is clear', { by: law(23) }),
    item('training', '培训计划完成，档案有签名和成绩', 'Training plan fulfilled, files hold signatures and results', { by: law(28) }),
    item('special-operators', '特种作业人员名单、证书有效期核对过', 'List and validity of special-operation certificates were checked', {
      by: law(30),
    }),
    item('lessees', '承包、承租单位签了安全协议，统一管起来', 'Safety agreements with contractors and tenants; managed together', {
      by: law(49),
    }),
    item('qualified', '没有把项目、场所、设备包给或租给不够条件的单位', 'Nothing contracted or let to the unqualified', { by: law(49) }),
    item(
      'three-together',
      '新改扩建项目安全设施“三同时”',
      'Safety facilities of projects are designed, built and used together with the main works',
      { by: law(31) },
    ),
    item('obsolete', '没有使用淘汰的工艺、设备', 'No obsolete process or equipment is used', { by: law(38) }),
    item('dormitory', '宿舍没有和危险物品车间、仓库在同一栋楼', 'No dormitory in a building with dangerous goods', { by: law(42) }),
    item('plan', '应急预案有效，按期演练并评估', 'The emergency plan is valid, drilled and evaluated', { by: planRules(33) }),
    item(
      'insurance',
      '工伤保险全员参加；高危行业安责险在保',
      'Everyone is covered for work injury; liability insurance in force in high-risk sectors',
      { by: law(51) },
    ),
    item('accidents', '险情和小事故也分析了，措施落实了', 'Near misses and small accidents were analysed and measures taken', {
      by: law(21, 7),
    }),
    item('licences', '各类证照、检测报告没有过期', 'No licence or test report is out of date'),
  ],
)

const small = checklist(
  'common-small-weekly',
  ['小微企业每周自查', 'Weekly check for small firms'],
  { period: 'weekly', level: 'enterprise', from, sizes: ['small', 'micro'] },
  [
    item('exit', '前后门、楼梯能跑出去，没锁没堵', 'Doors and stairs lead out, not locked or blocked', { by: law(42) }),
    item('sleep', '车间、仓库、店里没人住', 'Nobody sleeps in the workshop, store or shop', { by: fireLaw(19) }),
    item('wiring', '没有乱拉电线，下班断电', 'No wild wiring; power off after work'),
    item('charging', '电动车没在屋里、楼道里充电', 'No e-bikes charged indoors or on the stairs'),
    item('extinguisher', '灭火器没过期，人人会用', 'Extinguishers in date, everyone can use them', { by: fireLaw(16, 2) }),
    item('gas', '用燃气的装了报警器，软管没老化', 'Gas users have an alarm; hoses are sound', { by: law(36) }),
    item('goods', '酒精、油漆、气瓶少放、分开放、远离火', 'Alcohol, paint and cylinders: few, apart, away from fire', { by: law(39) }),
    item('guards', '机器护罩在，急停好使', 'Machine guards in place, emergency stop works', { by: law(36) }),
    item('hot-work', '动火、登高、下池下井先问专业人员，不蛮干', 'Hot work, heights, pits and wells: ask a professional first', {
      by: law(43),
    }),
    item('newcomer', '新来的教过再上手', 'Newcomers are taught before they work', { by: law(28) }),
    item('phone', '出事找谁、打什么电话，墙上有', 'Who to call is on the wall'),
  ],
)

export const checklists = [post, team, workshop, enterprise, small, ...occasional(from)]
