import { choiceField, dateField, numberField, subject, textField, yesNoField } from '../define.ts'

export const subjects = [
  subject(
    'tailings-pond',
    ['尾矿库', 'Tailings pond'],
    [
      choiceField(
        'grade',
        ['等别', 'Grade'],
        [
          ['1', '一等', 'Grade 1'],
          ['2', '二等', 'Grade 2'],
          ['3', '三等', 'Grade 3'],
          ['4', '四等', 'Grade 4'],
          ['5', '五等', 'Grade 5'],
        ],
        { required: true },
      ),
      choiceField(
        'kind',
        ['入库方式', 'Kind'],
        [
          ['wet', '湿式', 'Wet'],
          ['dry', '干式', 'Dry'],
        ],
      ),
      numberField('volume', ['全库容', 'Total volume'], '万m³', { required: true }),
      numberField('height', ['最终坝高', 'Final dam height'], 'm', { required: true }),
      numberField('currentHeight', ['现状坝高', 'Present height'], 'm'),
      numberField('beachDesign', ['设计最小干滩长度', 'Design minimum beach'], 'm'),
      numberField('phreaticControl', ['控制浸润线埋深', 'Control depth of the phreatic line'], 'm'),
      yesNoField('aboveDwellings', ['头顶库(下游1公里有居民或重要设施)', 'Above dwellings (within 1 km downstream)'], { required: true }),
      numberField('peopleBelow', ['下游人数', 'People downstream'], '人'),
      yesNoField('online', ['在线监测', 'Online monitoring']),
      choiceField(
        'state',
        ['运行状态', 'State'],
        [
          ['running', '运行', 'Running'],
          ['stopped', '停用', 'Stopped'],
          ['closing', '闭库中', 'Being closed'],
          ['closed', '已闭库', 'Closed'],
          ['remining', '回采', 'Re-mining'],
        ],
      ),
      textField('damKeeper', ['包库领导', 'Leader in charge']),
      dateField('evaluatedOn', ['安全现状评价日期', 'Safety evaluation on']),
    ],
  ),
  subject(
    'flood-works',
    ['排洪设施', 'Flood works'],
    [
      choiceField(
        'kind',
        ['类型', 'Kind'],
        [
          ['well', '排水井', 'Decant well'],
          ['chute', '斜槽', 'Chute'],
          ['pipe', '排水管', 'Pipe'],
          ['tunnel', '隧洞', 'Tunnel'],
          ['spillway', '溢洪道', 'Spillway'],
        ],
      ),
      dateField('inspectedOn', ['检测日期', 'Inspected on']),
    ],
  ),
]
