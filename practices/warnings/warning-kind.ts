import { defineKind, type ActContext, type DeadlineRule, type Guard, type MatterKind } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import * as model from './model.ts'
import { compareLevels } from './rules.ts'

type Stage = 'receive' | 'verify' | 'answer' | 'rectify'

/** Minutes of the ladder that was in force when the warning was opened; it is kept with the warning. */
function within(stage: Stage): (context: ActContext) => DeadlineRule {
  return ({ view, form, at }) => {
    const ladder = (view?.fields['ladder'] ?? form['ladder']) as model.LadderRow | undefined
    const level = (form['level'] ?? view?.level) as model.LevelKey
    // Without a matter (the reference of kinds) there is no level yet: the deadline is the ladder's.
    if (!ladder)
      return { at: at.toISOString(), clause: text('按等级，见设置“预警分级和时限”', 'By level, from the setting warnings.ladder') }
    const { [stage]: minutes } = ladder.minutes[level]
    return {
      at: new Date(at.getTime() + minutes * 60_000).toISOString(),
      clause: text(`${model.LEVEL_TEXT[level].zh}预警 ${minutes} 分钟（${ladder.note}）`, `${minutes} minutes (local practice)`),
    }
  }
}

const STAGE: Readonly<Record<string, Stage>> = { new: 'receive', verifying: 'verify', answering: 'answer', rectifying: 'rectify' }
const ofStage = (context: ActContext): DeadlineRule | null => {
  const stage = STAGE[context.view?.state ?? '']
  return stage ? within(stage)(context) : null
}
const levelOf = (context: ActContext): model.LevelKey => context.view?.level as model.LevelKey
const worse = ({ view, form }: ActContext): boolean =>
  form['level'] !== undefined && compareLevels(form['level'] as model.LevelKey, view?.level as model.LevelKey) < 0

const verified: Guard = {
  id: 'verified',
  text: text('请先核实', 'Verify it first'),
  holds: ({ view }) => view?.fields['verified'] === true,
}
const hazardsClosed: Guard = {
  id: 'hazards-closed',
  text: text('转出的隐患还没有销号', 'The hazard made of it is still open'),
  holds: ({ children }) => !children.some((c) => c.phase === 'open' || c.phase === 'waiting'),
}
const sited: Guard = {
  id: 'sited',
  text: text('红色、橙色预警须先现场核查', 'Red and orange need a check on the spot'),
  holds: (context) => compareLevels(levelOf(context), 'orange') > 0 || context.view?.fields['sited'] === true,
}
const higher: Guard = {
  id: 'higher',
  text: text('只能升到更高的等级', 'The level must be higher'),
  onForm: true,
  holds: worse,
}
const lower: Guard = {
  id: 'lower',
  text: text('只能降到更低的等级', 'The level must be lower'),
  onForm: true,
  holds: ({ view, form }) => compareLevels(form['level'] as model.LevelKey, view?.level as model.LevelKey) > 0,
}
const OPEN = ['new', 'verifying', 'answering', 'answered', 'onsite', 'rectifying']

/** Warnings (预警): opened by alarms or by hand, received, verified, pushed, answered, checked on the spot, rectified, closed. */
export const warningKind: MatterKind = defineKind({
  id: 'warning',
  version: 1,
  text: text('预警', 'Warning'),
  prefix: 'YJ',
  states: {
    new: { phase: 'open', text: text('待接收', 'To receive'), turn: 'office' },
    verifying: { phase: 'open', text: text('核实中', 'Being verified'), turn: 'office' },
    answering: { phase: 'open', text: text('待反馈', 'Waiting for feedback'), turn: 'org' },
    answered: { phase: 'waiting', text: text('已反馈', 'Answered'), turn: 'office' },
    onsite: { phase: 'open', text: text('现场核查', 'On site'), turn: 'office' },
    rectifying: { phase: 'open', text: text('整改中', 'Being rectified'), turn: 'org' },
    closed: { phase: 'closed', text: text('已办结', 'Closed') },
    cancelled: { phase: 'void', text: text('已取消', 'Cancelled') },
    false: { phase: 'void', text: text('误报', 'False') },
  },
  levels: {
    red: { text: model.LEVEL_TEXT.red, colour: 'red' },
    orange: { text: model.LEVEL_TEXT.orange, colour: 'orange' },
    yellow: { text: model.LEVEL_TEXT.yellow, colour: 'gold' },
    blue: { text: model.LEVEL_TEXT.blue, colour: 'blue' },
  },
  fields: {
    source: text('来源', 'Source'),
    words: text('情况', 'What is known'),
    repeats: text('再次报警次数', 'Times again'),
    alarmOver: text('报警已恢复', 'Alarm returned'),
    recurrenceOf: text('与此前预警重复', 'Recurs'),
    pushedTo: text('推送给', 'Pushed to'),
    falseReason: text('误报原因', 'Why false'),
  },
  children: ['hazard'],
  ladder: {
    before: [],
    after: [
      { amount: 1, unit: 'minute', up: 0 },
      { amount: 10, unit: 'minute', up: 1 },
      { amount: 30, unit: 'minute', up: 2 },
    ],
  },
  acts: {
    open: {
      text: text('发出预警', 'Raise a warning'),
      from: null,
      to: ['new'],
      permission: 'warning.issue',
      system: true,
      form: model.OpenForm,
      deadline: within('receive'),
      set: ({ form }) => ({
        title: String(form['title']),
        level: String(form['level']),
        fields: Object.fromEntries(
          ['source', 'words', 'key', 'pointId', 'recurrenceOf', 'ladder'].filter((n) => form[n] !== undefined).map((n) => [n, form[n]]),
        ),
      }),
    },
    repeat: {
      text: text('再次报警', 'Alarm again'),
      from: OPEN,
      to: ['same'],
      permission: 'warning.issue',
      system: true,
      form: model.RepeatForm,
      deadline: (context) => (worse(context) ? ofStage(context) : null),
      set: (context) => ({
        ...(worse(context) ? { level: String(context.form['level']) } : {}),
        fields: { repeats: Number(context.view?.fields['repeats'] ?? 0) + 1, alarmOver: null },
      }),
    },
    alarmOver: {
      text: text('报警恢复', 'Alarm returned'),
      from: OPEN,
      to: ['same'],
      permission: 'warning.issue',
      system: true,
      form: model.ClearedForm,
      set: ({ at }) => ({ fields: { alarmOver: at.toISOString() } }),
    },
    receive: {
      text: text('接收', 'Receive'),
      from: ['new'],
      to: ['verifying'],
      permission: 'warning.receive',
      tone: 'primary',
      form: model.ReceiveForm,
      deadline: within('verify'),
      set: ({ actor }) => ({ assigneeId: actor.personId }),
    },
    verify: {
      text: text('核实', 'Verify'),
      from: ['verifying'],
      to: ['same'],
      permission: 'warning.verify',
      tone: 'primary',
      form: model.VerifyForm,
      set: () => ({ fields: { verified: true } }),
    },
    push: {
      text: text('推送处置', 'Push'),
      from: ['verifying'],
      to: ['answering'],
      permission: 'warning.push',
      tone: 'primary',
      form: model.PushForm,
      guards: [verified],
      deadline: within('answer'),
      set: ({ form }) => ({ fields: { pushedTo: form['to'] } }),
    },
    feedback: {
      text: text('反馈处置', 'Feed back'),
      from: ['answering', 'rectifying'],
      to: ['answered', 'same'],
      decide: ({ view }) => (view?.state === 'answering' ? 'answered' : 'same'),
      permission: 'warning.feedback',
      tone: 'primary',
      form: model.FeedbackForm,
      notBy: ['verify'],
      deadline: (context) => (context.view?.state === 'answering' ? within('verify')(context) : null),
      evidence: { min: 1, text: text('请附现场照片或材料', 'Attach a photograph or document') },
    },
    goSite: {
      text: text('到现场核查', 'Go to the spot'),
      from: ['verifying', 'answering', 'answered'],
      to: ['onsite'],
      permission: 'warning.site',
      form: model.SiteForm,
      guards: [verified],
      deadline: within('answer'),
    },
    siteCheck: {
      text: text('记录核查结果', 'Record the site check'),
      from: ['onsite'],
      to: ['answered'],
      permission: 'warning.site',
      tone: 'primary',
      form: model.SiteResultForm,
      notBy: ['feedback'],
      evidence: { min: 1, text: text('请附现场照片', 'Attach a photograph of the spot') },
      deadline: within('verify'),
      set: () => ({ fields: { sited: true } }),
    },
    rectify: {
      text: text('转隐患整改', 'Make a hazard'),
      from: ['answered', 'onsite'],
      to: ['rectifying'],
      permission: 'warning.rectify',
      form: model.RectifyForm,
      guards: [
        { id: 'org', text: text('没有责任企业', 'No enterprise is named'), holds: ({ view }) => view?.orgId !== null },
        {
          id: 'ahead',
          text: text('期限须在今天之后', 'The limit must lie ahead'),
          onForm: true,
          holds: ({ form, at }) => Date.parse(String(form['deadline'])) > at.getTime(),
        },
      ],
      deadline: within('rectify'),
    },
    raise: {
      text: text('升级', 'Raise the level'),
      from: OPEN,
      to: ['same'],
      permission: 'warning.level',
      form: model.LevelForm,
      guards: [higher],
      deadline: ofStage,
      set: ({ form }) => ({ level: String(form['level']) }),
    },
    lower: {
      text: text('降级', 'Lower the level'),
      from: OPEN,
      to: ['same'],
      permission: 'warning.level',
      form: model.LevelForm,
      guards: [lower],
      set: ({ form }) => ({ level: String(form['level']) }),
    },
    judgeFalse: {
      text: text('判为误报', 'Judge false'),
      from: ['verifying', 'answering', 'answered', 'onsite'],
      to: ['false'],
      permission: 'warning.judge',
      form: model.FalseForm,
      notBy: ['feedback'],
      deadline: () => 'none',
      set: ({ form }) => ({ fields: { falseReason: form['why'] } }),
    },
    cancel: {
      text: text('取消预警', 'Cancel'),
      from: ['new', 'verifying', 'answering'],
      to: ['cancelled'],
      permission: 'warning.cancel',
      tone: 'danger',
      form: model.ReasonForm,
      deadline: () => 'none',
    },
    close: {
      text: text('办结', 'Close'),
      from: ['answered', 'rectifying'],
      to: ['closed'],
      permission: 'warning.close',
      tone: 'primary',
      form: model.CloseForm,
      notBy: ['feedback'],
      guards: [sited, hazardsClosed],
      deadline: () => 'none',
    },
    comment: {
      text: text('留言', 'Comment'),
      from: OPEN,
      to: ['same'],
      permission: 'warning.comment',
      form: model.ReasonForm,
    },
  },
})
