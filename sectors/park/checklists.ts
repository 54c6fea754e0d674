import { checklist, item } from '../define.ts'
import { known, parkLaw, workSafetyLaw as law } from '../laws.ts'

/** The guide of 2023 (应急〔2023〕123号); its first day is our reading, see sources.md. */
const from = '2023-12-01'
const guide = known('应急〔2023〕123号《化工园区安全风险排查治理导则》', 'Chemical Park Safety Guide (2023)', 'secondary')

export const checklists = [
  checklist('park-duty-daily', ['园区值守每日检查', 'Daily check of the park’s duty desk'], { period: 'daily', level: 'team', from }, [
    item('manned', '值班室24小时有人', 'Duty desk manned day and night'),
    item('pledges', '企业承诺公告都收到', 'All pledges received'),
    item('alarms', '企业报警都核实处置', 'Alarms of enterprises verified and handled'),
    item('works', '今天园区特级、一级动火和受限空间清楚', 'Today’s special and first-class hot work and confined spaces are known'),
    item('gates', '卡口查危化车、查人', 'Gates check vehicles and people', { by: guide }),
    item('road', '危化车按路线、不乱停', 'Hazardous goods vehicles keep routes and parking'),
    item('rack', '公共管廊巡查', 'Public pipe rack patrolled'),
    item('video', '监测、视频在线', 'Monitoring and video online', { by: guide }),
    item('team', '消防队、气防站备勤', 'Fire and gas rescue on standby'),
    item('weather', '天气预警转到企业', 'Weather warnings passed on'),
  ]),
  checklist(
    'park-office-monthly',
    ['园区管理机构每月检查', 'Monthly check by the park office'],
    { period: 'monthly', level: 'enterprise', from },
    [
      item('recognised', '省里认定、四至清楚', 'Recognised by the province, boundary clear', { by: parkLaw }),
      item('assessment', '整体性评估三年内', 'Whole-park assessment within three years', { by: parkLaw }),
      item('control-line', '安全控制线内没新增住宅、学校', 'No new dwellings or schools inside the control line', { by: parkLaw }),
      item('entry', '新项目符合准入目录', 'New projects fit the entry list', { by: guide }),
      item('staff', '专业监管人员够', 'Enough professional staff', { by: guide }),
      item('domino', '多米诺影响有措施', 'Measures against domino effects', { by: guide }),
      item('utilities', '双电源、水、蒸汽、污水稳定', 'Dual power, water, steam and sewage steady', { by: guide }),
      item('fire-water', '消防站、水源、泡沫够', 'Fire station, water and foam enough', { by: guide }),
      item('closed', '封闭管理到位', 'Closed management in place', { by: guide }),
      item('parking', '有专用危化停车场', 'Dedicated parking for hazardous goods', { by: guide }),
      item('plan', '园区与企业预案衔接、演练', 'Plans of park and enterprises fit and are drilled', { by: law(80) }),
      item('hazards', '企业重大隐患挂账督办', 'Major hazards of enterprises listed and supervised', { by: law(41) }),
      item('grade', '按得分核对等级(60、70、85分界)', 'Grade checked by score (60, 70, 85)', {
        how: [
          '低于60为A,60–69为B,70–84为C,85及以上为D;否决项以正文为准',
          'Below 60 A, 60–69 B, 70–84 C, 85 and above D; veto items as in the text',
        ],
        by: guide,
      }),
    ],
  ),
  checklist(
    'let-factory-monthly',
    ['厂房出租每月检查(出租方)', 'Monthly check by the landlord'],
    { period: 'monthly', level: 'enterprise', from },
    [
      item('agreement', '每家都签安全协议', 'Safety agreement with each tenant', { by: law(49) }),
      item('qualified', '租户干什么、证照齐不齐，心里有数', 'What tenants do and whether licensed is known', { by: law(49) }),
      item('check', '定期查过租户', 'Tenants checked regularly', { by: law(49) }),
      item('hazard', '不同火灾危险的没混在一栋', 'Different fire hazards not mixed in one building'),
      item('exit', '公共楼梯、通道没占', 'Shared stairs and passages free', { by: law(42) }),
      item('fire', '公共消防设施有人管', 'Shared fire facilities are kept'),
      item('power', '总用电没超负荷', 'Total power not overloaded'),
      item('sleep', '没人住在厂房里', 'Nobody lives in the factory', { by: law(42) }),
      item('change', '租户改用途、二次转租要报', 'Change of use and subletting reported'),
      item('dust', '有粉尘、喷漆、危化的重点看', 'Dust, paint and chemicals watched closely'),
    ],
  ),
]
