import { checklist, item } from '../define.ts'
import { workSafetyLaw as law } from '../laws.ts'

/** No. 41 of 2024 was added to No. 88 about this day (see sources.md). */
const from = '2024-04-23'

export const checklists = [
  checklist('mine-team-shift', ['地下班组班前检查', 'Underground team check'], { period: 'shift', level: 'team', from }, [
    item('rescuer', '自救器、气体报警仪、矿灯带好', 'Self-rescuer, gas alarm and lamp carried', { major: 'JS88-U-21' }),
    item('air', '先通风、测气再进', 'Ventilated and tested before entering', { major: 'JS88-U-20' }),
    item('roof', '敲帮问顶、处理浮石', 'Roof sounded, loose rock brought down', { major: 'JS88-U-19' }),
    item('support', '支护跟上', 'Support kept up', { major: 'JS88-U-19' }),
    item('exits', '两个出口通', 'Two exits open', { major: 'JS88-U-01' }),
    item('water', '没有出水征兆', 'No signs of inrush', { major: 'JS88-U-11' }),
    item('hot-work', '井下动火有票有人看', 'Hot work has permit and watcher', { major: 'JS88-U-29' }),
    item('hoist', '罐笼、信号、安全门好', 'Cage, signals and gates sound', { major: 'JS88-U-22' }),
    item('vehicle', '运人车制动好、没超员', 'Man-carrier brakes sound, not overloaded', { major: 'JS88-U-23' }),
    item('blasting', '爆破警戒、哑炮处理', 'Blasting guarded, misfires dealt with'),
    item('oil', '井口50米内没有油料', 'No oil within 50 m of the intake', { major: 'JS41-01' }),
  ]),
  checklist('pit-team-shift', ['露天采场班前检查', 'Open pit team check'], { period: 'shift', level: 'team', from }, [
    item('slope', '边坡没有裂缝、滚石、上隆', 'No cracks, rolling stones or heave', { major: 'JS88-O-08' }),
    item('benches', '自上而下、台阶分明，没掏底', 'Top to bottom in benches, no undercutting', { major: 'JS88-O-03' }),
    item('berm', '安全平台、挡车墙在', 'Berms and safety walls in place', { major: 'JS88-O-12' }),
    item('road', '道路宽度、坡度够，洒水', 'Road width and grade right, watered', { major: 'JS88-O-09' }),
    item('truck', '车辆制动、灯光、倒车雷达好', 'Truck brakes, lamps and reversing alarm sound'),
    item('people-below', '坡下没有人休息、没板房', 'Nobody rests below, no huts', { major: 'JS41-05' }),
    item('water', '排水沟通', 'Drains open', { major: 'JS88-O-10' }),
    item('blasting', '爆破警戒距离够', 'Blasting distance kept'),
    item('weather', '暴雨、大雾停工撤人', 'Stopped and withdrawn in storm and fog', { major: 'JS41-06' }),
    item('dump', '排土有人指挥、有挡墙', 'Dumping guided, with a wall', { major: 'JS88-O-11' }),
  ]),
  checklist('mine-enterprise-monthly', ['矿山每月检查', 'Monthly mine check'], { period: 'monthly', level: 'enterprise', from }, [
    item('duty', '领导带班下井', 'Leaders on duty underground'),
    item('staff', '五职矿长、专业技术人员到位', 'Manager, deputies and engineers in post', { major: 'JS88-U-32' }),
    item('maps', '图纸按期更新、与实际一致', 'Maps updated and true', { major: 'JS88-U-04' }),
    item('fan', '主扇连续运转、反风试过', 'Main fan runs, reversal tested', { major: 'JS88-U-20' }),
    item('pumps', '水泵、水仓、防水门好', 'Pumps, sumps and doors sound', { major: 'JS88-U-07' }),
    item('goaf', '采空区按设计处理', 'Goaf treated as designed', { major: 'JS88-U-17' }),
    item('pillar', '矿柱没动', 'Pillars untouched', { major: 'JS88-U-16' }),
    item('monitor', '监测、定位、通信正常', 'Monitoring, positioning and communication work', { major: 'JS88-U-31' }),
    item('contract', '外包单位数量、人员合规', 'Contractors’ number and staff lawful', { by: law(49), major: 'JS88-U-28' }),
    item('output', '产量没超', 'Output within design', { major: 'JS88-U-30' }),
    item('power', '双电源试过', 'Dual supply tested', { major: 'JS88-U-24' }),
    item('major', '重大隐患逐条对照', 'Criteria gone through', { by: law(41) }),
  ]),
]
