import { checklist, item } from '../define.ts'
import { tailingsRules as rules, workSafetyLaw as law } from '../laws.ts'

const from = '2024-04-23'

export const checklists = [
  checklist('tailings-patrol-daily', ['尾矿库每日巡坝', 'Daily dam patrol'], { period: 'daily', level: 'team', from }, [
    item('crack', '坝顶、坝坡没裂缝、塌坑、滑动', 'No cracks, pits or slides on crest and slope', { major: 'TL88-02a' }),
    item('seepage', '坝脚渗水清、量没变大，没沼泽化', 'Toe seepage clear and not growing, no swamp', { major: 'TL88-02b' }),
    item('beach', '干滩长度够', 'Beach long enough', { how: ['对照标尺和设计值', 'Compare with marker and design'], major: 'TL88-08b' }),
    item('level', '库水位没超', 'Pond level within limit', { major: 'TL88-08b' }),
    item('phreatic', '浸润线埋深没小于控制值', 'Phreatic line not above control', { major: 'TL88-07' }),
    item('flood-works', '排水井、斜槽、涵管没堵没裂没斜', 'Wells, chutes and pipes not blocked, cracked or tilted', { major: 'TL88-09b' }),
    item('discharge', '坝前均匀放矿', 'Even discharge from the dam'),
    item('digging', '没人在库区、坝上挖、采、放炮', 'Nobody digs, mines or blasts', { major: 'TL88-01' }),
    item('foreign', '没有外来尾矿、废水进库', 'No foreign tailings or water', { by: rules(18), major: 'TL88-10' }),
    item('monitor', '在线监测、视频正常', 'Online monitoring and video work', { major: 'TL88-13a' }),
    item('duty', '24小时有人值班', 'Manned day and night', { by: rules(21) }),
    item('road', '上坝道路、照明、通信通', 'Road, lamps and communication work', { major: 'TL88-16' }),
  ]),
  checklist('tailings-enterprise-monthly', ['尾矿库每月检查', 'Monthly check'], { period: 'monthly', level: 'enterprise', from }, [
    item('slope', '外坡比实测不陡于设计', 'Outer slope measured, not steeper than design', { major: 'TL88-03' }),
    item('rise', '上升速度没超', 'Rate of rise within design', { major: 'TL88-05' }),
    item('height', '没超设计坝高、库容', 'Within design height and volume', { major: 'TL88-04a' }),
    item('displacement', '位移数据稳定', 'Displacement steady'),
    item('data', '人工和在线数据比对过', 'Manual and online data compared', { major: 'TL88-13b' }),
    item('staff', '专职人员、尾矿工持证', 'Full-time staff, certified operators', { by: law(30), major: 'TL88-19' }),
    item('evaluation', '安全现状评价没超三年', 'Safety evaluation within three years', { by: rules(19) }),
    item('supplies', '编织袋、砂石、水泵、照明备足', 'Bags, gravel, pumps and lamps in stock', { by: law(82) }),
    item('downstream', '下游住户名单、通知方式最新', 'List and calling of people below up to date'),
    item('design', '没有擅自变更筑坝、排放方式', 'No change of damming or discharge without approval', { by: rules(18) }),
    item('major', '21项逐条对照', 'All 21 items gone through', { by: law(41) }),
  ]),
  checklist('tailings-flood-season', ['汛前检查', 'Check before the flood season'], { period: 'holiday', level: 'enterprise', from }, [
    item('routing', '调洪演算做了', 'Flood routing computed', { major: 'TL88-08a' }),
    item('level', '水位降到汛限以下', 'Level lowered below the flood limit', { major: 'TL88-08b' }),
    item('works', '排洪系统里外走一遍', 'Flood works walked inside and out', { major: 'TL88-09b' }),
    item('ditch', '截洪沟清淤', 'Interception ditches cleared'),
    item('supplies', '抢险物资、队伍到位', 'Supplies and team in place', { by: law(82) }),
    item('power', '备用电源试过', 'Standby power tried'),
    item('alarm', '下游预警喇叭、叫应人试过', 'Sirens and callers downstream tried'),
    item('withdraw', '红橙预警停工撤人有流程', 'Procedure for withdrawal at red and orange', { major: 'TL41-02' }),
    item('drill', '汛前演练', 'Drill held', { by: rules(21) }),
    item('contact', '与气象、水利、村镇联系通', 'Contact with weather, water and villages works'),
  ]),
]
