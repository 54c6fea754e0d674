/** Fire checks for small places, for holidays and before opening again. */
import { checklist, item } from '../define.ts'
import { fireLaw as law, workSafetyLaw } from '../laws.ts'
import type { Version } from './version.ts'

export const places = ({ suffix, from, to }: Version) => [
  checklist(
    `fire-small-place-weekly-${suffix}`,
    ['小场所消防自查', 'Fire check of small places'],
    { period: 'weekly', level: 'enterprise', from, to, sizes: ['small', 'micro'] },
    [
      item(
        'sleep',
        '店里、作坊里没住人；非住不可的有实墙隔开和逃生口',
        'Nobody sleeps in the shop; if allowed, solid walls and an escape',
        {
          by: law(19),
        },
      ),
      item('exit', '卷帘门能从里面打开，后门通', 'Shutter opens from inside, back door free', { by: law(28) }),
      item('window', '铁窗开了逃生口', 'Barred windows have an escape opening', { by: law(28) }),
      item('charging', '电动车、电池没在屋里充', 'No e-bike or battery charged indoors'),
      item('wiring', '没有花线、没有插排串插排', 'No twisted flex, no strip in strip', { by: law(27) }),
      item('gas', '燃气装了报警器，灶具有熄火保护', 'Gas alarm fitted, stove has flame-failure protection', { by: workSafetyLaw(36) }),
      item('cylinder', '气瓶没放地下室、没放卧室', 'No cylinder in basement or bedroom'),
      item('kitchen', '厨房和餐厅隔开，烟道清过', 'Kitchen apart from the room, duct cleaned'),
      item('extinguisher', '有灭火器、会用', 'Extinguisher there and known', { by: law(16, 2) }),
      item('goods', '酒精、香蕉水、烟花没乱放', 'Alcohol, thinner and fireworks not lying about', { by: law(23) }),
      item('incense', '蚊香、蜡烛、香火离可燃物远', 'Coils, candles and incense away from combustibles'),
      item('leave', '关门前断电、关气、灭火', 'Power off, gas off, fire out before leaving'),
    ],
  ),
  checklist(
    `fire-holiday-${suffix}`,
    ['节假日前防火检查', 'Fire check before a holiday'],
    { period: 'holiday', level: 'enterprise', from, to },
    [
      item('duty', '消防值班、带班排好', 'Fire duty and leader on the list'),
      item('control-room', '控制室两人持证在岗', 'Two certified in the control room', { by: law(21) }),
      item('activity', '促销、灯会、大型活动办了许可、有预案', 'Sales, lantern fairs and events have permits and plans', { by: law(20) }),
      item('people', '人流上限和疏导有安排', 'Limit and guiding of crowds arranged'),
      item('exit', '出口、通道逐个走一遍', 'Every exit and passage walked', { by: law(28) }),
      item('decoration', '节日装饰不用易燃材料、不挡标志', 'Decorations not flammable and hiding no sign', { by: law(26) }),
      item('fireworks', '室内不放烟花、禁放处有人管', 'No fireworks indoors; ban areas watched'),
      item('electric', '彩灯、临时用电检查过', 'Lights and temporary power checked', { by: law(27) }),
      item('hot-work', '营业期间不动火', 'No hot work while open', { by: law(21) }),
      item('stock', '备货没占通道、没挡喷淋', 'Stock does not take passages or hide sprinklers'),
      item('team', '微型消防站备勤', 'Micro fire station on standby', { by: law(41) }),
      item('water', '室外消火栓能取水，冬天防冻', 'Outdoor hydrants give water and are guarded against frost', { by: law(28) }),
    ],
  ),
  checklist(
    `fire-resume-${suffix}`,
    ['复业开业前消防检查', 'Fire check before opening again'],
    { period: 'resume', level: 'enterprise', from, to },
    [
      item('permit', '消防许可、承诺内容与现场一致', 'Fire permit and promises agree with the site', { by: law(15) }),
      item('facility', '消防设施全部恢复、联动试过', 'All fire facilities back and tested together', { by: law(16, 2) }),
      item('exit', '施工围挡拆除、出口打开', 'Hoardings removed, exits open', { by: law(28) }),
      item('material', '新装修材料有防火证明', 'New materials have fire proof papers', { by: law(26) }),
      item('electric', '线路送电前测绝缘', 'Insulation tested before power is on', { by: law(27) }),
      item('gas', '燃气置换、查漏、报警试过', 'Gas purged, leak-tested, alarm tried'),
      item('training', '新员工消防培训过', 'New staff trained in fire safety', { by: law(17, 4) }),
      item('flue', '烟道清洗', 'Ducts cleaned'),
      item('goods', '施工剩的油漆、稀料清走', 'Left-over paint and thinner taken away', { by: law(23) }),
      item('drill', '开业前演练一次疏散', 'One evacuation drill before opening', { by: law(16, 6) }),
    ],
  ),
]
