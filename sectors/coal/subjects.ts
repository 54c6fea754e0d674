import { choiceField, numberField, subject, textField, yesNoField } from '../define.ts'

export const subjects = [
  subject(
    'coal-mine',
    ['煤矿', 'Coal mine'],
    [
      choiceField(
        'kind',
        ['开采方式', 'Kind'],
        [
          ['underground', '井工', 'Underground'],
          ['open', '露天', 'Open pit'],
        ],
        { required: true },
      ),
      numberField('capacity', ['核定生产能力', 'Approved capacity'], '万t/a', { required: true }),
      choiceField(
        'gasClass',
        ['瓦斯等级', 'Gas class'],
        [
          ['low', '低瓦斯', 'Low gas'],
          ['high', '高瓦斯', 'High gas'],
          ['outburst', '煤与瓦斯突出', 'Outburst'],
        ],
      ),
      choiceField(
        'water',
        ['水文地质类型', 'Hydrogeological type'],
        [
          ['simple', '简单', 'Simple'],
          ['medium', '中等', 'Medium'],
          ['complex', '复杂', 'Complex'],
          ['very-complex', '极复杂', 'Very complex'],
        ],
      ),
      yesNoField('rockBurst', ['冲击地压', 'Rock burst']),
      choiceField(
        'spontaneous',
        ['自燃倾向性', 'Spontaneous combustion'],
        [
          ['easy', '容易自燃', 'Easy'],
          ['liable', '自燃', 'Liable'],
          ['not', '不易自燃', 'Not easy'],
        ],
      ),
      numberField('shiftLimit', ['单班下井限员', 'Limit of people per shift'], '人'),
    ],
  ),
  subject(
    'coal-face',
    ['采掘工作面', 'Working face'],
    [
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['winning', '采煤', 'Winning'],
          ['driving', '掘进', 'Driving'],
        ],
      ),
      numberField('airNeeded', ['需要风量', 'Air needed'], 'm³/min'),
      numberField('peopleLimit', ['限员', 'Limit of people'], '人'),
      textField('panel', ['所在采区', 'Panel']),
    ],
  ),
  subject(
    'main-fan',
    ['主要通风机', 'Main fan'],
    [numberField('power', ['功率', 'Power'], 'kW'), yesNoField('standby', ['有同等能力备用', 'Equal standby'])],
  ),
  subject(
    'hoist',
    ['提升装置', 'Hoist'],
    [numberField('people', ['一次提升人数', 'People per trip'], '人'), numberField('speed', ['最大速度', 'Top speed'], 'm/s')],
  ),
]
