/** Things supervised for fire safety. */
import { choiceField, dateField, numberField, subject, textField, yesNoField } from '../define.ts'

export const subjects = [
  subject(
    'building',
    ['建筑物', 'Building'],
    [
      choiceField(
        'use',
        ['使用性质', 'Use'],
        [
          ['residential', '住宅', 'Residential'],
          ['public', '公共建筑', 'Public'],
          ['factory', '厂房', 'Factory'],
          ['warehouse', '仓库', 'Warehouse'],
          ['mixed', '综合(含合用)', 'Mixed'],
          ['self-built', '自建房', 'Self-built house'],
          ['heritage', '文物古建筑', 'Heritage'],
        ],
        { required: true },
      ),
      numberField('height', ['建筑高度', 'Height'], 'm', { required: true }),
      numberField('floors', ['地上层数', 'Floors above ground'], '层'),
      numberField('basements', ['地下层数', 'Floors below ground'], '层'),
      numberField('area', ['建筑面积', 'Floor area'], 'm²'),
      choiceField(
        'resistance',
        ['耐火等级', 'Fire resistance class'],
        [
          ['1', '一级', 'Class 1'],
          ['2', '二级', 'Class 2'],
          ['3', '三级', 'Class 3'],
          ['4', '四级', 'Class 4'],
        ],
      ),
      numberField('exits', ['安全出口', 'Exits'], '个'),
      textField('manager', ['统一管理人', 'Manager of shared parts']),
      dateField('acceptedOn', ['消防验收(备案)日期', 'Fire acceptance or filing on']),
    ],
  ),
  subject(
    'crowd-place',
    ['人员密集场所', 'Crowd place'],
    [
      choiceField(
        'kind',
        ['场所类型', 'Kind'],
        [
          ['hotel', '宾馆、民宿', 'Hotel, guest house'],
          ['restaurant', '饭店', 'Restaurant'],
          ['shop', '商场、集贸市场', 'Shop, market'],
          ['entertainment', '公共娱乐场所', 'Entertainment'],
          ['school', '学校、幼儿园、培训机构', 'School, kindergarten, training'],
          ['hospital', '医院', 'Hospital'],
          ['care-home', '养老院、福利院', 'Care home'],
          ['stadium', '体育场馆、会堂', 'Stadium, hall'],
          ['station', '车站、码头、机场', 'Station, wharf, airport'],
          ['religious', '宗教、旅游场所', 'Religious or tourist place'],
          ['labour-intensive', '劳动密集型车间、员工宿舍', 'Labour-intensive workshop, dormitory'],
          ['museum', '展览馆、博物馆、图书馆', 'Museum, library'],
        ],
        { required: true },
      ),
      numberField('area', ['营业面积', 'Area in use'], 'm²'),
      numberField('peopleMax', ['核定人数', 'Permitted number of people'], '人'),
      textField('floor', ['所在楼层', 'Floor']),
      numberField('exits', ['安全出口', 'Exits'], '个', { required: true }),
      yesNoField('foamPanel', ['有彩钢夹芯板搭建', 'Sandwich-panel structures']),
      yesNoField('openFlame', ['使用明火或燃气', 'Open flame or gas in use']),
      dateField('permittedOn', ['营业前消防安全检查许可日期', 'Fire check before opening, on']),
    ],
  ),
  subject(
    'fire-key-unit',
    ['消防安全重点单位', 'Fire key unit'],
    [
      textField('fireManager', ['消防安全管理人', 'Fire safety manager'], { required: true }),
      textField('keyParts', ['消防安全重点部位', 'Key parts'], { required: true }),
      yesNoField('microStation', ['有微型消防站', 'Micro fire station']),
    ],
  ),
  subject(
    'fire-control-room',
    ['消防控制室', 'Fire control room'],
    [
      numberField('operators', ['持证值班人员', 'Certified operators'], '人', { required: true }),
      yesNoField('remote', ['已联网远程监控', 'Connected to remote monitoring']),
      yesNoField('automatic', ['主机在自动状态', 'Panel on automatic'], { required: true }),
    ],
  ),
  subject(
    'fire-facility',
    ['建筑消防设施', 'Fire facility'],
    [
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['alarm', '火灾自动报警', 'Fire alarm'],
          ['sprinkler', '自动喷水', 'Sprinkler'],
          ['hydrant', '消火栓', 'Hydrant'],
          ['smoke', '防烟排烟', 'Smoke control'],
          ['gas', '气体灭火', 'Gas extinguishing'],
          ['lighting', '应急照明与疏散指示', 'Emergency lighting and signs'],
          ['door', '防火门、防火卷帘', 'Fire door and shutter'],
        ],
      ),
      dateField('testedOn', ['年度检测日期', 'Yearly test on']),
      textField('serviceUnit', ['维保单位', 'Service unit']),
    ],
  ),
  subject(
    'e-bike-place',
    ['电动自行车停放充电场所', 'E-bike parking and charging place'],
    [
      numberField('sockets', ['充电位', 'Charging points'], '个'),
      choiceField(
        'place',
        ['位置', 'Place'],
        [
          ['outdoor', '室外', 'Outdoors'],
          ['ground', '首层独立', 'Ground floor, separate'],
          ['basement', '地下', 'Basement'],
          ['stairs', '楼道门厅', 'Stairs or hall'],
        ],
      ),
      yesNoField('sprinkler', ['有简易喷淋', 'Simple sprinkler']),
    ],
  ),
  subject(
    'small-place',
    ['小场所(九小场所)', 'Small place'],
    [
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['shop', '小商店', 'Shop'],
          ['eatery', '小餐饮', 'Eatery'],
          ['hotel', '小旅馆', 'Guest house'],
          ['entertainment', '小娱乐', 'Entertainment'],
          ['workshop', '小作坊', 'Workshop'],
          ['clinic', '小诊所', 'Clinic'],
          ['school', '小学校、托管', 'Small school or day care'],
          ['internet', '小网吧', 'Internet café'],
          ['other', '其他', 'Other'],
        ],
      ),
      yesNoField('sleeping', ['有人住宿', 'Someone sleeps there'], { required: true }),
      yesNoField('secondExit', ['有第二出口或逃生窗', 'Second exit or escape window'], { required: true }),
    ],
  ),
]
