import { checklist, item } from '../define.ts'
import { fireLaw, known, workSafetyLaw as law } from '../laws.ts'

const from = '2024-12-01'
const dangerous = known('《危险性较大的分部分项工程安全管理规定》', 'Rules on Dangerous Partial Works')

export const checklists = [
  checklist('site-team-daily', ['施工班组每日检查', 'Daily team check'], { period: 'daily', level: 'team', from }, [
    item('briefing', '班前讲话、交底签字', 'Briefing held and signed', { by: law(44) }),
    item('helmet', '安全帽系好带、安全带高挂低用', 'Helmets strapped, harness hooked high', { by: law(45) }),
    item('edges', '临边、洞口护栏盖板齐', 'Edges railed, openings covered', { major: 'JZG2024-height' }),
    item('scaffold', '脚手架连墙件、脚手板没拆没翘', 'Scaffold ties and boards in place', { major: 'JZG2024-scaffold' }),
    item('formwork', '支模架没少杆、没沉', 'Formwork without missing poles or sinking', { major: 'JZG2024-formwork' }),
    item('pit', '基坑边不堆料、没裂缝、上下有梯', 'No load or crack at the pit edge, ladder there', { major: 'JZG2024-pit' }),
    item('crane', '吊装有信号工、吊物下没人', 'Signaller present, nobody under the load', { major: 'JZG2024-crane' }),
    item('hoist', '升降机不超员、门关好', 'Hoist not overloaded, doors shut', { major: 'JZG2024-crane' }),
    item('power', '一机一闸一漏一箱', 'One switch, one breaker, one box per machine', { major: 'JZG2024-power' }),
    item('hot-work', '动火有证有人看有灭火器', 'Hot work: permit, watcher, extinguisher', { by: fireLaw(21), major: 'JZG2024-fire' }),
    item('confined', '下井、下桩孔先通风检测', 'Wells and pile holes aired and tested first', { major: 'JZG2024-confined' }),
    item('weather', '大风大雨停止高处和吊装', 'No height work or lifting in storm'),
    item('certificate', '架子工、电焊工、塔司持证', 'Scaffolders, welders and crane drivers certified', {
      by: law(30),
      major: 'JZG2024-management',
    }),
  ]),
  checklist('site-weekly', ['项目部每周检查', 'Weekly project check'], { period: 'weekly', level: 'workshop', from }, [
    item('manager', '项目经理、安全员、监理在岗', 'Manager, safety officer and supervisor present', { major: 'JZG2024-management' }),
    item('plan', '危大工程有方案、按方案干、有验收牌', 'Dangerous works: plan, work by it, acceptance board', {
      by: dangerous,
      major: 'JZG2024-management',
    }),
    item('expert', '超规模的做过专家论证', 'Above scale: expert review held', { by: dangerous, major: 'JZG2024-management' }),
    item('monitor', '基坑监测数据没报警', 'Pit monitoring without alarm', { major: 'JZG2024-pit' }),
    item('crane-fix', '塔吊附着、基础、限位查过', 'Crane ties, base and limits checked', { major: 'JZG2024-crane' }),
    item('install', '装拆顶升由有资质队伍、旁站', 'Erection by the qualified, watched', { major: 'JZG2024-crane' }),
    item('scaffold', '脚手架、卸料平台验收挂牌限重', 'Scaffolds and platforms accepted, load shown', { major: 'JZG2024-scaffold' }),
    item('dormitory', '宿舍用不燃材料、没大功率电器、能逃生', 'Dormitory non-combustible, no heavy appliances, escape free', {
      by: law(42),
      major: 'JZG2024-fire',
    }),
    item('subcontract', '分包签了协议、纳入管理', 'Subcontractors under agreement and control', { by: law(49) }),
    item('training', '新进场三级教育', 'Newcomers trained at three levels', { by: law(28) }),
    item('rectified', '上周问题闭环', 'Last week’s findings closed', { by: law(41) }),
  ]),
  checklist('site-resume', ['节后复工检查', 'Check before resuming work'], { period: 'resume', level: 'enterprise', from }, [
    item('approval', '监理、业主同意复工', 'Supervisor and owner agree'),
    item('people', '人员实名、教育、体检', 'People registered, trained, examined', { by: law(28) }),
    item('pit', '基坑、边坡先查变形积水', 'Pits and slopes checked for movement and water', { major: 'JZG2024-pit' }),
    item('scaffold', '脚手架、支模架重新验收', 'Scaffolds and formwork accepted anew', { major: 'JZG2024-scaffold' }),
    item('crane', '塔吊、升降机检查试运行', 'Cranes and hoists checked and tried', { major: 'JZG2024-crane' }),
    item('power', '临电、漏保逐个试', 'Temporary power and breakers tried', { major: 'JZG2024-power' }),
    item('edges', '防护恢复', 'Guards restored', { major: 'JZG2024-height' }),
    item('fire', '灭火器、消防水', 'Extinguishers and fire water', { by: fireLaw(16, 2) }),
    item('dormitory', '宿舍、食堂检查', 'Dormitory and canteen checked'),
    item('briefing', '复工第一课', 'First-day lesson', { by: law(28) }),
  ]),
]
