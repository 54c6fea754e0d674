import { choiceField, dateField, numberField, subject, textField, yesNoField } from '../define.ts'

export const subjects = [
  subject(
    'construction-site',
    ['建筑工地', 'Construction site'],
    [
      textField('permit', ['施工许可证号', 'Construction permit'], { required: true }),
      textField('contractor', ['施工总承包单位', 'Main contractor'], { required: true }),
      textField('supervisor', ['监理单位', 'Supervising unit']),
      textField('manager', ['项目经理', 'Project manager'], { required: true }),
      numberField('area', ['建筑面积', 'Floor area'], 'm²'),
      choiceField(
        'stage',
        ['施工阶段', 'Stage'],
        [
          ['foundation', '基础', 'Foundation'],
          ['structure', '主体', 'Structure'],
          ['decoration', '装饰', 'Fitting out'],
          ['stopped', '停工', 'Stopped'],
        ],
      ),
      numberField('workers', ['现场人数', 'Workers on site'], '人'),
    ],
  ),
  subject(
    'dangerous-works',
    ['危大工程', 'Dangerous partial works'],
    [
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['pit', '基坑', 'Foundation pit'],
          ['formwork', '模板支撑', 'Formwork support'],
          ['scaffold', '脚手架', 'Scaffold'],
          ['lifting', '起重吊装', 'Lifting'],
          ['demolition', '拆除', 'Demolition'],
          ['tunnel', '暗挖', 'Tunnelling'],
          ['curtain-wall', '幕墙', 'Curtain wall'],
          ['other', '其他', 'Other'],
        ],
        { required: true },
      ),
      yesNoField('largeScale', ['超过一定规模', 'Above a given scale'], { required: true }),
      dateField('planApprovedOn', ['专项方案审批日期', 'Plan approved on']),
      dateField('expertReviewOn', ['专家论证日期', 'Expert review on']),
    ],
  ),
  subject(
    'tower-crane',
    ['塔吊', 'Tower crane'],
    [
      numberField('moment', ['额定起重力矩', 'Rated moment'], 'kN·m'),
      numberField('height', ['安装高度', 'Height'], 'm'),
      dateField('inspectedOn', ['检测日期', 'Inspected on']),
    ],
  ),
  subject(
    'hoist-lift',
    ['施工升降机', 'Builders’ hoist'],
    [numberField('people', ['核载人数', 'Permitted people'], '人'), dateField('fallTestOn', ['坠落试验日期', 'Drop test on'])],
  ),
]
