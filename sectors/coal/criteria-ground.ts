/** Order 21: boundaries, water, rock burst, spontaneous fire, equipment. */
import { aspect } from './instrument.ts'

export const criteriaGround = [
  ...aspect(6, [
    ['超出许可的煤层层位开采', 'Mining outside the licensed seams'],
    ['超出许可的坐标或标高开采', 'Mining outside the licensed coordinates or elevation'],
    ['擅自破坏安全煤柱', 'Safety pillars damaged'],
  ]),
  ...aspect(7, [
    ['未查明主要充水水源和导水通道', 'Main water sources and channels not found out'],
    ['不用专用钻机探放水', 'Probing without a dedicated drill'],
    ['应探放水的区域未探放', 'Area that needs probing not probed'],
    ['探放水钻孔数量、层位、止水套管不符', 'Number, horizon or casing of probe holes not as required'],
    ['探放水数据造假', 'False probing data'],
    ['未留设防隔水煤柱', 'No water barrier pillar'],
    ['防隔水煤柱尺寸不够', 'Water barrier pillar too small'],
    ['擅自变动防隔水煤柱或在煤柱里采掘', 'Barrier pillar changed or mined'],
    ['探巷等破坏防隔水煤柱', 'Barrier pillar broken by headings'],
    ['有透水征兆未撤人', 'Signs of inrush and people not withdrawn'],
    ['永久排水系统未形成就掘采区巷道', 'Panel roads driven before permanent drainage'],
    ['下山采区排水未形成就掘回采巷道', 'Gate roads driven in a dip panel before drainage'],
    ['排水能力不符合规程', 'Pumping capacity below the rules'],
    ['急倾斜煤层在水体下未改变水文条件就开采', 'Steep seam mined under water without changing the conditions'],
    ['离层水未处理', 'Bed-separation water not treated'],
    ['火烧区积水未处理', 'Water in burnt areas not treated'],
  ]),
  ...aspect(8, [
    ['未做冲击倾向性鉴定或造假', 'Burst liability not tested, or false'],
    ['有冲击倾向性，未做危险性评价', 'Burst-prone and not assessed'],
    ['采(盘)区、工作面未做冲击危险性评价', 'Panel or face not assessed for rock burst'],
    ['冲击危险性评价造假', 'False rock-burst assessment'],
    ['超预警指标未停工撤人或未卸压', 'Above warning values without withdrawal or relief'],
    ['解危后未检验或仍超指标作业', 'Not checked after relief, or work above the values'],
    ['违规开采(孤岛、间距不足等)', 'Unlawful layout (island faces, too small distances)'],
    ['超前支护不符合要求', 'Advance support not as required'],
    ['强冲击区托顶煤未用复合支护', 'Top coal in a strong-burst zone without compound support'],
  ]),
  ...aspect(9, [
    ['采煤面未落实灌浆、注惰、阻化等防火措施', 'Grouting, inerting or inhibitor measures not carried out'],
    ['有自然发火征兆未停工处理、未撤人', 'Signs of spontaneous fire without stop and withdrawal'],
    ['火区封闭、启封不符合规定', 'Fire area sealed or opened against the rules'],
  ]),
  ...aspect(10, [
    ['使用禁止目录里的设备、工艺', 'Banned equipment or process in use'],
    ['设备没有矿用产品安全标志', 'Equipment without mining safety mark'],
    ['电气设备选型与瓦斯等级不符', 'Electrical equipment not fit for the gas class'],
    ['防爆电气失爆', 'Explosion-proof equipment no longer so'],
    ['炸药、雷管不符合规定', 'Explosives or detonators not as required'],
    ['没有专用起爆器，或裸露爆破', 'No dedicated exploder, or open blasting'],
  ]),
]
