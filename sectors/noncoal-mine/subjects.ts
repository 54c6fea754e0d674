import { choiceField, numberField, subject, textField, yesNoField } from '../define.ts'

export const subjects = [
  subject(
    'underground-mine',
    ['地下矿山', 'Underground mine'],
    [
      textField('mineral', ['矿种', 'Mineral'], { required: true }),
      numberField('capacity', ['设计产能', 'Design capacity'], '万t/a'),
      numberField('depth', ['开采深度', 'Depth'], 'm'),
      numberField('exits', ['直达地面安全出口', 'Exits to the surface'], '个', { required: true }),
      choiceField(
        'water',
        ['水文地质', 'Hydrogeology'],
        [
          ['simple', '简单', 'Simple'],
          ['medium', '中等', 'Medium'],
          ['complex', '复杂', 'Complex'],
        ],
      ),
      numberField('shiftPeople', ['单班最多下井人数', 'Most people per shift'], '人'),
    ],
  ),
  subject(
    'open-pit',
    ['露天矿山', 'Open pit'],
    [
      textField('mineral', ['矿种', 'Mineral'], { required: true }),
      numberField('slopeHeight', ['现状边坡高度', 'Slope height'], 'm', { required: true }),
      numberField('slopeAngle', ['边坡角', 'Slope angle'], '°', { max: 90 }),
      yesNoField('onlineMonitoring', ['在线监测', 'Online monitoring']),
    ],
  ),
  subject(
    'waste-dump',
    ['排土场', 'Waste dump'],
    [
      numberField('height', ['堆置高度', 'Height'], 'm', { required: true }),
      yesNoField('peopleBelow', ['下游有人员密集场所', 'Crowd place below']),
    ],
  ),
  subject('goaf', ['采空区', 'Goaf'], [numberField('volume', ['体积', 'Volume'], 'm³'), yesNoField('treated', ['已处理', 'Treated'])]),
]
