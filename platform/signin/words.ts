import { fill, text, type Text } from '#kernel/text.ts'
import { Problem } from '#platform/http/index.ts'

/** The library's refusals in words of ours. Codes: better-auth core, username, two-factor and generic OAuth. */
const WORDS: Readonly<Record<string, Text>> = {
  ACCOUNT_DISABLED: text('该账号已停用，请联系管理员', 'This account is not active; ask the administrator'),
  INVALID_PASSWORD: text('密码不正确', 'The password is wrong'),
  INVALID_CODE: text('验证码不正确', 'The code is wrong'),
  INVALID_BACKUP_CODE: text('备用码不正确或已用过', 'The backup code is wrong or was used before'),
  INVALID_TWO_FACTOR_COOKIE: text('验证已过期，请重新登录', 'The verification has expired; sign in again'),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: text('验证码多次不正确，请重新登录', 'Too many wrong codes; sign in again'),
  ACCOUNT_TEMPORARILY_LOCKED: text('验证码连续失败次数过多，请 15 分钟后再试', 'Too many wrong codes; try again in 15 minutes'),
  TOTP_NOT_ENABLED: text('尚未设置动态验证码', 'The second factor is not set up'),
  TWO_FACTOR_NOT_ENABLED: text('尚未设置动态验证码', 'The second factor is not set up'),
  BACKUP_CODES_NOT_ENABLED: text('尚未设置备用码', 'There are no backup codes'),
  TOTP_ALREADY_ENABLED: text('动态验证码已经设置', 'The second factor is set up already'),
  UNAUTHORIZED: text('请先登录', 'Please sign in'),
  PROVIDER_NOT_FOUND: text('统一登录暂不可用', 'The single sign-on is not available'),
  INVALID_CALLBACK_URL: text('返回地址不可信', 'The address to return to is not trusted'),
}

/** A refusal of the library as a problem; what we have no words for says only that it was refused. */
export function libraryProblem(status: number, code: string): Problem {
  if (status >= 500) return new Problem(500, 'fault', text('系统出错，已记录', 'Something failed on our side; it has been recorded'))
  const words = WORDS[code] ?? text('请求被拒绝', 'The request was refused')
  return new Problem(status, code === '' ? 'refused' : code.toLowerCase().replaceAll('_', '-'), words)
}

/** The same answer for an unknown name and a wrong password. */
export function wrongPassword(left: number, minutes: number): Problem {
  const detail =
    left > 0
      ? fill(text('再错 {left} 次将锁定 {minutes} 分钟。', '{left} more failure(s) lock the account for {minutes} minutes.'), {
          left,
          minutes,
        })
      : undefined
  return new Problem(401, 'wrong-password', text('用户名或密码不正确', 'The username or the password is wrong'), {
    ...(detail ? { detail } : {}),
    extra: { left },
  })
}
