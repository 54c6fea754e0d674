/** Items of No. 88, in the order of the document; the place in the list is the item number. */
type Row = readonly [zh: string, en: string]

export const underground: readonly Row[] = [
  [
    '安全出口不合格(有一种就算：直达地面不足2个；只有2个且间距小于30米；矿体一翼走向超1000米该翼没设；全是竖井又没梯子间；中段、采区、矿块不足2个；堵塞不畅)',
    'Exits faulty (any: fewer than two to the surface; only two and under 30 m apart; none on a wing over 1000 m; all shafts without ladders; level, panel or block with fewer than two; blocked)',
  ],
  ['使用国家明令禁止的设备、材料、工艺', 'Banned equipment, material or process in use'],
  ['不同矿权主体相邻井巷贯通，或同一主体独立系统擅自贯通', 'Workings of different owners, or separate systems of one owner, joined'],
  [
    '图纸没保存、没按期更新(生产每3个月、基建每1个月),或与实际不符',
    'Maps missing, not updated (3 months in production, 1 in construction) or not true',
  ],
  ['露天转地下：未按设计防排水、开采顺序不符，或未留安全顶柱(垫层)', 'Pit to underground: drainage, order or crown pillar not as designed'],
  ['地表水或大气降水危及井下，未按设计防治水', 'Surface or rain water threatens the mine and is not controlled as designed'],
  [
    '主要排水系统不合格(泵少于3台或能力不足；防水门或另一出口不符；用采空区作水仓)',
    'Main pumping faulty (fewer than three pumps or too weak; door or second exit wrong; goaf as sump)',
  ],
  ['井口标高未高出历史最高洪水位1米，又没防护', 'Shaft collar not 1 m above the highest flood, without protection'],
  [
    '水文地质中等或复杂：未配防治水人员、探放水队伍、专用设备，或未按设计探放水',
    'Medium or complex hydrogeology: people, team or equipment missing, or not probed as designed',
  ],
  ['水文地质复杂：关键巷道防水门、水仓与泵房隔墙或配水阀与设计不符', 'Complex hydrogeology: water doors, walls or valves not as designed'],
  ['突水威胁区没有防治水方案措施，或未超前探放水、钻孔不足', 'Inrush area without plan and measures, or not probed ahead enough'],
  ['受地表水倒灌威胁，强降雨或上游洪水期间未停产撤人', 'Not stopped and withdrawn in heavy rain or upstream flood'],
  ['有自然发火危险，未监测、未防灭火，或发现预兆未处理', 'Spontaneous fire danger not monitored, prevented or treated'],
  ['相邻矿山岩移范围重叠，未按设计留保安矿柱', 'Overlapping ground movement without safety pillars'],
  [
    '岩移范围内有村庄、重要设施，或井口受滑坡泥石流影响，未采取措施',
    'Village or facility in the movement area, or collar under landslide, without measures',
  ],
  ['保安矿柱、采场矿柱未按设计留设回采，或擅自开采损毁', 'Safety or stope pillars not as designed, or damaged'],
  ['采空区未按设计方式或时间处理', 'Goaf not treated in the way or time designed'],
  [
    '工程地质复杂、有严重地压，没有专门机构措施，或大面积地压预兆未撤人',
    'Severe ground pressure without staff and measures, or signs ignored',
  ],
  ['巷道或采场顶板未按设计支护', 'Roof not supported as designed'],
  [
    '通风不合格(有一种就算：未机械通风；主扇不连续、没备用电机；风质风量风速不符;10分钟内不能反风；反风试验超1年)',
    'Ventilation faulty (any: none mechanical; main fan stops or lacks a spare motor; air not as required; no reversal in 10 minutes; not tested within a year)',
  ],
  ['便携式气体报警仪、自救器没配齐、没随身带，或不会用', 'Gas alarms or self-rescuers missing, not carried or not known'],
  ['提升人员系统检测检验过期或保护失效', 'Man-hoist not inspected or its protection failed'],
  [
    '无轨运人车没有安全标志、超25人或超员、制动不合格、未检测',
    'Trackless man-carrier without mark, over 25 or overloaded, brakes faulty or not tested',
  ],
  ['一级负荷没有双重电源，或任一电源带不动全部一级负荷', 'No dual supply for class 1 loads, or one source too weak'],
  ['向井下采场供电的6–35千伏系统中性点直接接地', 'Neutral of the 6–35 kV supply to stopes directly earthed'],
  ['地质复杂矿山井巷施工没有施工组织设计或未落实', 'No construction plan in complex ground, or not followed'],
  ['建设项目设计未批、重大变更未批施工，或验收前生产', 'Built without approved design or change, or producing before acceptance'],
  ['违规发包(资质、承包单位数量、项目部人员不符)', 'Unlawful contracting (qualification, number of contractors, staff)'],
  ['井下或井口动火没审批或没落实措施', 'Hot work underground or at the collar without permit or measures'],
  ['年产量或月产量超设计年产能20%及以上', 'Yearly or monthly output 20 % or more beyond design'],
  [
    '监测监控、人员定位、通信系统未建、故障未修、被关闭破坏或数据篡改',
    'Monitoring, positioning or communication missing, broken, switched off or falsified',
  ],
  [
    '没配专职矿长、总工程师及分管安全、生产、机电副矿长，或缺专业技术人员',
    'Full-time manager, chief engineer, deputies or engineers missing',
  ],
]

export const openPit: readonly Row[] = [
  ['地下转露天前未探明采空区溶洞，或未按设计处理', 'Cavities not found out or treated before going open pit'],
  ['使用国家明令禁止的设备、材料、工艺', 'Banned equipment, material or process in use'],
  ['未自上而下分台阶或分层开采', 'Not mined from top to bottom in benches'],
  ['工作帮坡角大于设计，或最终边坡台阶高度超设计', 'Working slope or final bench beyond the design'],
  ['开采或破坏设计保留的矿(岩)柱或挂帮矿体', 'Reserved pillars or hanging ore mined or damaged'],
  ['未按标准对采场、排土场边坡做稳定性分析', 'Stability of pit or dump slopes not analysed'],
  [
    '200米及以上采场边坡未在线监测，或200米及以上排土场没有监测，或关闭破坏、篡改',
    'Slopes of 200 m or more not monitored, or monitoring switched off or falsified',
  ],
  ['边坡有滑移现象：放射状裂缝、坡脚上隆、位移加速', 'Slope sliding: radial cracks, toe heave, accelerating movement'],
  ['运输道路坡度大于设计坡度10%以上', 'Haul road steeper than design by over 10 %'],
  ['凹陷露天未按设计建防洪、排洪设施', 'Deep pit without designed flood facilities'],
  [
    '排土场不合格(陡于1:5地基顺坡排土没措施;2倍堆高内有人员密集场所；没有截排水)',
    'Dump faulty (ground steeper than 1:5; crowd place within twice its height; no drainage)',
  ],
  ['未按设计设安全平台和清扫平台', 'Safety and cleaning berms not as designed'],
  ['擅自对在用排土场回采', 'Dump in use re-mined without approval'],
]
