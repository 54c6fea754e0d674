/**
 * 煤矿安全规程 (2016) table 18, art. 498: methane sensors in coal mines, vol %. Verified for the 2016 edition. The revision of 2025
 * (in force 2026-02-01, from knowledge) may differ and is not held.
 */
export interface MethanePoint {
  readonly location: string
  readonly alarm: number
  readonly cutoff: number | null
  readonly restore: number | null
  readonly powerOff: string
  readonly aliases: readonly string[]
}

function point(
  location: string,
  alarm: number,
  cutoff: number | null,
  restore: number | null,
  powerOff: string,
  aliases: string[],
): MethanePoint {
  return { location, alarm, cutoff, restore, powerOff, aliases }
}

export const METHANE_POINTS: readonly MethanePoint[] = [
  point('采煤工作面回风隅角', 1, 1.5, 1, '工作面及其回风巷内全部非本质安全型电气设备', ['上隅角', '回风隅角']),
  point('低瓦斯、高瓦斯矿井采煤工作面', 1, 1.5, 1, '工作面及其回风巷内全部非本质安全型电气设备', []),
  point('突出矿井采煤工作面', 1, 1.5, 1, '工作面及其进、回风巷内全部非本质安全型电气设备', []),
  point('采煤工作面回风巷', 1, 1, 1, '工作面及其回风巷内全部非本质安全型电气设备', []),
  point('突出矿井采煤工作面进风巷', 0.5, 0.5, 0.5, '工作面及其进、回风巷内全部非本质安全型电气设备', []),
  point('串联通风被串采煤工作面进风巷', 0.5, 0.5, 0.5, '被串工作面及其进、回风巷内全部非本安设备', []),
  point('高瓦斯、突出矿井采煤工作面回风巷中部', 1, 1, 1, '工作面及其回风巷内全部非本质安全型电气设备', []),
  point('采煤机', 1, 1.5, 1, '采煤机电源', []),
  point('煤巷、半煤岩巷、有瓦斯涌出岩巷掘进工作面', 1, 1.5, 1, '掘进巷道内全部非本质安全型电气设备', []),
  point('煤巷、半煤岩巷、有瓦斯涌出岩巷掘进工作面回风流中', 1, 1, 1, '掘进巷道内全部非本质安全型电气设备', [
    '同上 回风流中',
    '掘进工作面回风流',
  ]),
  point('突出矿井掘进工作面进风分风口', 0.5, 0.5, 0.5, '掘进巷道内全部非本质安全型电气设备', []),
  point('串联通风被串掘进工作面局部通风机前', 0.5, 0.5, 0.5, '被串掘进巷道内全部非本安设备', []),
  point('串联通风被串掘进工作面局部通风机电源', 0.5, 1.5, 0.5, '被串掘进工作面局部通风机', ['同上 局部通风机电源']),
  point('高瓦斯双巷掘进混合回风流', 1, 1, 1, '除全压风进风巷外双掘进巷道', []),
  point('高瓦斯、突出掘进巷道中部', 1, 1, 1, '掘进巷道内全部非本质安全型电气设备', []),
  point('掘进机、连续采煤机、锚杆钻车、梭车', 1, 1.5, 1, '相应设备电源', []),
  point('采区回风巷', 1, 1, 1, '采区回风巷内', ['采区回风']),
  point('一翼回风巷及总回风巷', 0.75, null, null, '仅报警', ['总回风巷', '一翼回风巷']),
  point('架线电机车主要运输巷装煤点', 0.5, 0.5, 0.5, '装煤点上风流100 m及下风流架空线和非本安设备', []),
  point('防爆蓄电池电机车', 0.5, 0.5, 0.5, '机车电源', []),
  point('防爆柴油机车、无轨胶轮车', 0.5, 0.5, 0.5, '车辆动力', []),
  point('井下煤仓', 1.5, 1.5, 1.5, '煤仓附近运输设备及其他非本安设备', ['煤仓']),
  point('封闭带式输送机地面走廊、滚筒上方', 1.5, 1.5, 1.5, '走廊内', []),
  point('地面瓦斯抽采泵房内', 0.5, null, null, '仅报警', ['瓦斯抽采泵房', '地面抽采泵房']),
  point('井下临时抽采泵站下风侧栅栏外', 1, 1, 1, '泵站电源', []),
]
