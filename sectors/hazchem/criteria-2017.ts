/** The twenty items of 2017 as questions; in force until AQ 3067-2026. */
import { type Pair, criterion } from '../define.ts'
import { articleNumber } from '../laws.ts'
import { twentyItems } from './instruments.ts'

const c = (id: string, n: number, what: Pair, questions: readonly Pair[]) =>
  criterion(twentyItems, `HZ121-${id}`, [`第${articleNumber(n)}条`, `item ${n}`], what, questions)

export const criteria2017 = [
  c(
    '01',
    1,
    ['主要负责人或安全管理人员未依法经考核合格', 'Principal or safety managers have not passed the assessment'],
    [['主要负责人、安全管理人员里，有人没考核合格吗？', 'Has any of the principals or safety managers not passed the assessment?']],
  ),
  c(
    '02',
    2,
    ['特种作业人员未持证上岗', 'Special operations done without certificate'],
    [['有人没有有效操作证就在干特种作业吗？', 'Does anyone do a special operation without a valid certificate?']],
  ),
  c(
    '03',
    3,
    ['“两重点一重大”装置、储存设施外部安全防护距离不够', 'External safety distance too small'],
    [
      [
        '这套装置或储存设施属于“两重点一重大”吗？',
        'Does the unit involve a supervised process or chemical, or form a major hazard installation?',
      ],
      ['外部安全防护距离不符合国家标准吗？', 'Does the external safety distance fail the national standard?'],
    ],
  ),
  c(
    '04',
    4,
    ['重点监管工艺未自动化控制、无紧急停车或未投用', 'Supervised process without working automatic control or emergency shutdown'],
    [
      ['装置涉及重点监管危险化工工艺吗？', 'Does the unit run a supervised hazardous process?'],
      [
        '没有自动化控制，或没有紧急停车，或装了没投用——有其中一种吗？',
        'Is automatic control missing, or emergency shutdown missing, or either installed but not in use?',
      ],
    ],
  ),
  c(
    '05a',
    5,
    ['一、二级重大危险源罐区没有紧急切断', 'Level 1 or 2 tank farm without emergency shut-off'],
    [
      ['罐区构成一级或二级重大危险源吗？', 'Is the tank farm a level 1 or 2 major hazard installation?'],
      ['罐区没有紧急切断功能吗？', 'Does it lack emergency shut-off?'],
    ],
  ),
  c(
    '05b',
    5,
    ['毒性气体、液化气体、剧毒液体一、二级罐区无独立安全仪表系统', 'Level 1 or 2 toxic or liquefied gas farm without independent SIS'],
    [
      ['罐区构成一级或二级重大危险源吗？', 'Is the tank farm a level 1 or 2 major hazard installation?'],
      ['存的是毒性气体、液化气体或剧毒液体吗？', 'Does it hold toxic gas, liquefied gas or highly toxic liquid?'],
      ['没有配独立的安全仪表系统吗？', 'Is there no independent safety instrumented system?'],
    ],
  ),
  c(
    '06',
    6,
    ['全压力式液化烃储罐未设注水', 'Pressurised liquefied-hydrocarbon tank without water injection'],
    [
      ['是全压力式液化烃储罐吗？', 'Is it a fully pressurised liquefied-hydrocarbon tank?'],
      ['没有按国家标准设注水措施吗？', 'Does it lack the water injection the standard asks for?'],
    ],
  ),
  c(
    '07',
    7,
    ['液化烃、液氨、液氯等充装未用万向管道', 'Liquefied gas filled without loading arm'],
    [
      ['充装的是液化烃、液氨、液氯等易燃有毒液化气体吗？', 'Are liquefied hydrocarbons, ammonia, chlorine or the like filled here?'],
      ['没有使用万向管道充装系统吗？', 'Is it done without a loading arm?'],
    ],
  ),
  c(
    '08',
    8,
    ['剧毒气体、硫化氢管道穿越厂区外公共区域', 'Highly toxic gas pipe crosses public areas'],
    [
      ['管道里是光气、氯气等剧毒气体或硫化氢吗？', 'Does the pipe carry phosgene, chlorine, other highly toxic gas or hydrogen sulphide?'],
      ['管道穿过厂区以外的公共区域吗？', 'Does it cross a public area outside the plant?'],
    ],
  ),
  c(
    '09',
    9,
    ['架空电力线路穿越生产区且不符合标准', 'Overhead power line across the production area'],
    [
      ['有架空电力线路从生产区上方穿过吗？', 'Does an overhead power line cross the production area?'],
      ['线路不符合国家标准要求吗？', 'Does it fail the national standard?'],
    ],
  ),
  c(
    '10',
    10,
    ['在役装置未经正规设计且未做安全设计诊断', 'Running plant neither regularly designed nor diagnosed'],
    [
      ['在用的化工装置没有经过正规设计吗？', 'Was the running plant built without regular design?'],
      ['也没有做过安全设计诊断吗？', 'Was no safety design diagnosis made either?'],
    ],
  ),
  c(
    '11',
    11,
    ['使用淘汰落后的工艺、设备', 'Obsolete process or equipment in use'],
    [['在用淘汰目录里的工艺或设备吗？', 'Is a process or machine from the list of obsolete ones in use?']],
  ),
  c(
    '12a',
    12,
    ['可能泄漏可燃有毒气体的场所未设检测报警', 'No gas detection where gas may leak'],
    [
      ['这里可能泄漏可燃或有毒气体吗？', 'May combustible or toxic gas leak here?'],
      ['没有按国家标准装检测报警器吗？', 'Are the detectors the standard asks for missing?'],
    ],
  ),
  c(
    '12b',
    12,
    ['爆炸危险场所未用防爆电气', 'Electrical equipment not explosion-proof'],
    [
      ['这里划为爆炸危险场所吗？', 'Is this an explosive area?'],
      ['装了不是防爆型的电气设备吗？', 'Is there electrical equipment that is not explosion-proof as required?'],
    ],
  ),
  c(
    '13',
    13,
    ['控制室或机柜间朝装置一侧不满足防火防爆要求', 'Control room side facing the plant not fire- and blast-proof'],
    [
      ['控制室或机柜间有一面朝着有火灾爆炸危险的装置吗？', 'Does the control or cabinet room face a plant with fire or explosion hazard?'],
      ['这一面不满足防火防爆要求吗？', 'Does that side fail the requirements?'],
    ],
  ),
  c(
    '14a',
    14,
    ['化工生产装置未设双重电源', 'No dual power supply'],
    [
      ['按标准这套装置要双重电源供电吗？', 'Does the standard ask for dual power supply here?'],
      ['现在没有双重电源吗？', 'Is dual supply missing?'],
    ],
  ),
  c(
    '14b',
    14,
    ['自动化控制系统未设不间断电源', 'Control system without UPS'],
    [
      ['装置有自动化控制系统吗？', 'Is there an automatic control system?'],
      ['控制系统没有配不间断电源吗？', 'Does it lack an uninterruptible supply?'],
    ],
  ),
  c(
    '15',
    15,
    ['安全阀、爆破片等未正常投用', 'Safety valve or bursting disc not in use'],
    [
      [
        '有安全阀、爆破片等安全附件没有正常投用吗(前后阀门关着也算)?',
        'Is a safety valve, bursting disc or the like out of use (a closed isolating valve counts)?',
      ],
    ],
  ),
  c(
    '16a',
    16,
    ['未建立与岗位匹配的全员安全生产责任制', 'No responsibility system fitted to the posts'],
    [['没有建立与岗位匹配的全员安全生产责任制吗？', 'Is there no responsibility system fitted to the posts?']],
  ),
  c(
    '16b',
    16,
    ['未制定实施隐患排查治理制度', 'No hazard rectification rules'],
    [['没有制定并实施隐患排查治理制度吗？', 'Are rules on finding and rectifying hazards missing or not applied?']],
  ),
  c(
    '17',
    17,
    ['未制定操作规程和工艺控制指标', 'No operating procedures and process limits'],
    [['没有制定操作规程和工艺控制指标吗？', 'Are operating procedures and process limits missing?']],
  ),
  c(
    '18a',
    18,
    ['未按标准制定特殊作业管理制度', 'No rules on special work'],
    [['没有按国家标准制定动火、受限空间等特殊作业制度吗？', 'Are rules on hot work, confined spaces and other special work missing?']],
  ),
  c(
    '18b',
    18,
    ['特殊作业管理制度未有效执行', 'Rules on special work not carried out'],
    [['有制度，但现场没有照着做吗(如无票、未检测、无监护)?', 'Are the rules not followed on site (no permit, no gas test, no attendant)?']],
  ),
  c(
    '19a',
    19,
    ['新工艺未经小试、中试、工业化试验直接投产', 'New process put into industrial use without trials'],
    [
      ['是新开发的生产工艺吗？', 'Is it a newly developed process?'],
      ['没有经过小试、中试、工业化试验就直接工业化生产了吗？', 'Did it go into industrial production without the trials?'],
    ],
  ),
  c(
    '19b',
    19,
    ['国内首次使用的工艺未经省级论证', 'First use in the country without provincial review'],
    [
      ['是国内首次使用的化工工艺吗？', 'Is the process used for the first time in the country?'],
      ['没有经过省级安全可靠性论证吗？', 'Was it not reviewed for safety at provincial level?'],
    ],
  ),
  c(
    '19c',
    19,
    ['新建装置未制定试生产方案就开车', 'New plant started without a trial production plan'],
    [
      ['是新建装置投料开车吗？', 'Is a new plant being started?'],
      ['没有制定试生产方案吗？', 'Is there no trial production plan?'],
    ],
  ),
  c(
    '19d',
    19,
    ['精细化工未做反应安全风险评估', 'Fine chemistry without reaction safety assessment'],
    [
      ['属于规定要做反应安全风险评估的精细化工工艺吗？', 'Is it a fine-chemical process for which assessment is required?'],
      ['没有做反应安全风险评估吗？', 'Was the assessment not made?'],
    ],
  ),
  c(
    '20a',
    20,
    ['危险化学品未分区分类储存', 'Goods not stored by zone and class'],
    [['危险化学品没有按标准分区分类存放吗？', 'Are hazardous goods not stored by zone and class as the standard asks?']],
  ),
  c(
    '20b',
    20,
    ['超量、超品种储存危险化学品', 'Too much or other goods than permitted'],
    [['存量超了，或存了不该存的品种吗？', 'Is there more than permitted, or other goods than permitted?']],
  ),
  c(
    '20c',
    20,
    ['相互禁忌物质混放混存', 'Incompatible goods together'],
    [['有互相禁忌的物质混放混存吗？', 'Are incompatible goods kept together?']],
  ),
]
