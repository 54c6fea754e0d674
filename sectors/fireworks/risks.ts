/** Usual risk points of fireworks storage and sale. */
import { emergency, engineering, isolation, management, risk } from '../risk.ts'

export const risks = [
  risk('store', ['烟花爆竹储存库', 'Fireworks store'], {
    kind: 'place',
    at: ['库区', 'Store'],
    post: ['仓库保管员', 'Storekeeper'],
    accidents: ['firework', 'fire'],
    factors: [
      ['22', '超量、混存、受潮', 'Too much, mixed or damp'],
      ['21', '静电、雷击、明火', 'Static, lightning, flame'],
      ['12', '野蛮装卸', 'Rough handling'],
    ],
    lec: [1, 6, 40],
    controls: [
      management('team', '限量分级存放，堆垛不超高', 'Within the limit, stacks not too high', [
        'daily',
        '存量不超核定，垛距垛高合格',
        'Stock within the limit, stacks right',
      ]),
      engineering('workshop', '防雷防静电每半年检测', 'Lightning and static protection tested half-yearly', [
        'quarterly',
        '防雷、接地检测在有效期',
        'Test of earthing in date',
      ]),
      isolation('enterprise', '视频监控、值守，无关人员不进', 'Video, watch, nobody else in', [
        'daily',
        '视频正常、值守在岗',
        'Video and watch in place',
      ]),
    ],
    steps: [
      ['立即撤离到安全距离外', 'Leave to a safe distance at once'],
      ['打 119，不组织人员进库灭火', 'Call 119; nobody goes in to fight it'],
    ],
  }),
  risk('shop', ['零售点', 'Retail point'], {
    kind: 'place',
    at: ['销售区', 'Shop'],
    post: ['销售员', 'Seller'],
    accidents: ['firework', 'fire'],
    factors: [
      ['22', '超量存放', 'Too much stock'],
      ['31', '与明火、住宅相邻', 'Next to flames or dwellings'],
    ],
    lec: [1, 10, 7],
    controls: [
      management('post', '存量不超许可量', 'Within the licence', [
        'daily',
        '存量不超许可、专柜摆放',
        'Stock within the licence, own counter',
      ]),
      emergency('post', '配灭火器、消防水桶', 'Extinguisher and water at hand', [
        'weekly',
        '灭火器、水桶在位',
        'Extinguisher and water in place',
      ]),
    ],
    steps: [
      ['疏散顾客，打 119', 'Lead customers out, call 119'],
      ['远离柜台，不返回取物', 'Keep away, do not go back'],
    ],
  }),
]
