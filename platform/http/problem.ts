import { fill, say, text, type Lang, type Text } from '#kernel/text.ts'

export interface FieldFault {
  /** Path of the field, for example `body.form.measures`. */
  readonly field: string
  readonly message: Text
  readonly remedy?: Text
}

/**
 * A refusal that people may read (RFC 9457). `type` is a stable short word; `title` says what happened, `detail` what is
 * still there and what to do.
 */
export class Problem extends Error {
  readonly status: number
  readonly type: string
  readonly title: Text
  readonly detail: Text | undefined
  readonly errors: readonly FieldFault[]
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    status: number,
    type: string,
    title: Text,
    more: { detail?: Text; errors?: readonly FieldFault[]; extra?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(title.en)
    this.status = status
    this.type = type
    this.title = title
    this.detail = more.detail
    this.errors = more.errors ?? []
    this.extra = more.extra ?? {}
  }
}

/** Outside one's scope a record does not exist: the same answer for absent and foreign. */
export function notFound(): Problem {
  return new Problem(404, 'not-found', text('没有这条记录', 'No such record'), {
    detail: text('它不存在，或不在您的管辖范围内。', 'It does not exist, or is not within your scope.'),
  })
}

export function forbidden(): Problem {
  return new Problem(403, 'forbidden', text('您的岗位不能办理此事', 'Your post may not do this'), {
    detail: text('如需办理，请换岗或联系管理员。', 'Change your post or ask the administrator.'),
  })
}

export function unauthorised(): Problem {
  return new Problem(401, 'sign-in', text('请先登录', 'Please sign in'), {
    detail: text('您填写的内容仍保留在本机。', 'What you typed is kept on this device.'),
  })
}

/** The first thing to do after somebody else set the password. */
export function passwordFirst(): Problem {
  return new Problem(403, 'password-change', text('请先修改密码', 'Please change your password first'), {
    detail: text(
      '您的密码是别人设置的。在“账号与安全”修改后即可使用其他功能。',
      'Your password was set by somebody else. Change it under account and security, then all else opens.',
    ),
  })
}

export function conflict(title: Text, extra: Readonly<Record<string, unknown>> = {}): Problem {
  return new Problem(409, 'conflict', title, { extra })
}

export function badInput(errors: readonly FieldFault[]): Problem {
  return new Problem(400, 'bad-input', fill(text('有 {n} 处填写有误', '{n} field(s) need correction'), { n: errors.length }), {
    detail: text('没有任何改动被保存。', 'Nothing was changed.'),
    errors,
  })
}

export interface ProblemBody {
  type: string
  status: number
  title: string
  detail?: string
  errors?: { field: string; message: string; remedy?: string }[]
  [extra: string]: unknown
}

/** The wire form in one language. */
export function problemBody(problem: Problem, lang: Lang): ProblemBody {
  return {
    type: problem.type,
    status: problem.status,
    title: say(problem.title, lang),
    ...(problem.detail ? { detail: say(problem.detail, lang) } : {}),
    ...(problem.errors.length > 0
      ? {
          errors: problem.errors.map((e) => ({
            field: e.field,
            message: say(e.message, lang),
            ...(e.remedy ? { remedy: say(e.remedy, lang) } : {}),
          })),
        }
      : {}),
    ...problem.extra,
  }
}
